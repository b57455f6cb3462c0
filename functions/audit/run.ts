/** A deposit, the check of one chain, or a look through its use. */
import { headsAndGaps } from '../../formats/audit-gaps.ts'
import { addDays, shanghaiDay } from '../../rules/deadlines/day-steps.ts'
import type { CheckChain, ToAudit } from '../../schemas/messages/to-audit.ts'
import type { AuditCheck, AuditGap, AuditHead } from '../../schemas/records/audit.ts'
import { log } from '../shared/stages/log.ts'
import { checkChain } from './check.ts'
import { deposit, divisionsOf } from './deposit.ts'
import type { AuditDeps } from './deps.ts'
import { lookThrough } from './look-through.ts'

/** Days that a daily check goes back; the first of a month checks the whole chain. */
const DAYS = 35

export async function run(deps: AuditDeps, message: ToAudit): Promise<void> {
  if (message.type === 'check') return check(deps, message)
  if (message.type === 'look-through') return lookThrough(deps, message)
  const day = shanghaiDay(message.time)
  const heads = await deposit(deps, message.time)
  const restorations = await deps.auditHeads.restorations()
  const before = restorations.length > 0 ? await deps.auditHeads.all() : []
  for (const division of await divisionsOf(deps)) {
    const head = heads.find((one) => one.division === division)
    const { gaps } = headsAndGaps(division, before, restorations)
    await daily(deps, { division, time: message.time, head, gaps }, day)
  }
}

interface Chain {
  readonly division: string
  readonly time: string
  /** None of its entries is left where it is absent. */
  readonly head: AuditHead | undefined
  readonly gaps: readonly AuditGap[]
}

/** Auditors are told once a day, after the deposit; a chain that somebody removed whole is checked too. */
async function daily(
  { auditStates, auditQueue, deadlinesQueue }: AuditDeps,
  { division, time, head, gaps }: Chain,
  day: string,
): Promise<void> {
  const { toldOn, head: before } = await auditStates.get(division)
  if (toldOn === day || !(head ?? before)) return
  const since = day.endsWith('-01') ? undefined : new Date(`${addDays(day, -DAYS)}T00:00+08:00`).toISOString()
  await auditQueue.send({ type: 'check', division, time, since })
  await auditQueue.send({ type: 'look-through', division, time })
  if (head) await deadlinesQueue.send({ type: 'audit', division, day, head, gaps: [...gaps] })
  await auditStates.note(division, { toldOn: day })
}

async function check(deps: AuditDeps, { division, since, time }: CheckChain): Promise<void> {
  const { auditHeads } = deps
  const { heads, gaps } = headsAndGaps(division, await auditHeads.all(), await auditHeads.restorations())
  const { first, entries, broken } = await checkChain(deps.audit, {
    ...{ division, heads },
    ...(since && { since: new Date(since) }),
  })
  const known = (await deps.auditStates.get(division)).check?.gaps ?? []
  const found: AuditCheck = { at: deps.now().toISOString(), first, entries, broken, gaps }
  await tellGaps(deps, { division, time, gaps: gaps.filter((gap) => !known.some((one) => one.time === gap.time)) })
  await deps.auditStates.note(division, { check: found })
  if (!broken) return
  log('error', { stage: 'audit', what: 'a chain does not fit', division, code: broken.why })
  await deps.deadlinesQueue.send({ type: 'audit', division, day: shanghaiDay(time), broken })
}

/** Whoever puts tables back says so for himself: the auditors are to know it from the hub. */
async function tellGaps({ deadlinesQueue }: AuditDeps, { division, time, gaps }: Omit<Chain, 'head'>): Promise<void> {
  if (gaps.length === 0) return
  log('error', { stage: 'audit', what: 'a restoration lost entries', division })
  await deadlinesQueue.send({ type: 'audit', division, day: shanghaiDay(time), gaps: [...gaps] })
}
