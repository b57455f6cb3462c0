/** A deposit, the check of one chain, or a look through its use. */
import { addDays, shanghaiDay } from '../../rules/deadlines/day-steps.ts'
import type { CheckChain, ToAudit } from '../../schemas/messages/to-audit.ts'
import type { AuditCheck, AuditHead } from '../../schemas/records/audit.ts'
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
  for (const division of await divisionsOf(deps)) {
    const head = heads.find((one) => one.division === division)
    await daily(deps, { division, time: message.time, head }, day)
  }
}

interface Chain {
  readonly division: string
  readonly time: string
  /** None of its entries is left where it is absent. */
  readonly head: AuditHead | undefined
}

/** Auditors are told once a day, after the deposit; a chain that somebody removed whole is checked too. */
async function daily(
  { auditStates, auditQueue, deadlinesQueue }: AuditDeps,
  { division, time, head }: Chain,
  day: string,
): Promise<void> {
  const { toldOn, head: before } = await auditStates.get(division)
  if (toldOn === day || !(head ?? before)) return
  const since = day.endsWith('-01') ? undefined : new Date(`${addDays(day, -DAYS)}T00:00+08:00`).toISOString()
  await auditQueue.send({ type: 'check', division, time, since })
  await auditQueue.send({ type: 'look-through', division, time })
  if (head) await deadlinesQueue.send({ type: 'audit', division, day, head })
  await auditStates.note(division, { toldOn: day })
}

async function check(deps: AuditDeps, { division, since, time }: CheckChain): Promise<void> {
  const heads = await deps.auditHeads.all()
  const { first, entries, broken } = await checkChain(deps.audit, {
    division,
    heads,
    ...(since && { since: new Date(since) }),
  })
  const found: AuditCheck = { at: deps.now().toISOString(), first, entries, broken }
  await deps.auditStates.note(division, { check: found })
  if (!broken) return
  log('error', { stage: 'audit', what: 'a chain does not fit', division, code: broken.why })
  await deps.deadlinesQueue.send({ type: 'audit', division, day: shanghaiDay(time), broken })
}
