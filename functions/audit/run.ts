/** A deposit, the check of one chain, or a look through its use. */
import { addDays, shanghaiDay } from '../../rules/deadlines/day-steps.ts'
import type { CheckChain, ToAudit } from '../../schemas/messages/to-audit.ts'
import type { AuditCheck, AuditHead } from '../../schemas/records/audit.ts'
import { log } from '../log.ts'
import { checkChain } from './check.ts'
import { deposit } from './deposit.ts'
import type { AuditDeps } from './deps.ts'
import { lookThrough } from './look-through.ts'

/** Days that a daily check goes back; the first of a month checks the whole chain. */
const DAYS = 35

export async function run(deps: AuditDeps, message: ToAudit): Promise<void> {
  if (message.type === 'check') return check(deps, message)
  if (message.type === 'look-through') return lookThrough(deps, message)
  const day = shanghaiDay(message.time)
  for (const head of await deposit(deps, message.time)) await daily(deps, head, day)
}

/** Auditors are told once a day, after the deposit. */
async function daily(
  { auditStates, auditQueue, deadlinesQueue }: AuditDeps,
  head: AuditHead,
  day: string,
): Promise<void> {
  const { division, time } = head
  if ((await auditStates.get(division)).toldOn === day) return
  const since = day.endsWith('-01') ? undefined : new Date(`${addDays(day, -DAYS)}T00:00+08:00`).toISOString()
  await auditQueue.send({ type: 'check', division, time, since })
  await auditQueue.send({ type: 'look-through', division, time })
  await deadlinesQueue.send({ type: 'audit', division, day, head })
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
