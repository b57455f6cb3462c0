/** The ends of all chains, deposited (docs/access.md#audit). */
import type { AuditDeposit, AuditHead } from '../../schemas/records/audit.ts'
import type { AuditDeps } from './deps.ts'

type Deps = Pick<AuditDeps, 'audit' | 'policies' | 'auditHeads' | 'auditStates'>

/** @returns the heads of those chains that have an entry */
export async function deposit(deps: Deps, time: string): Promise<AuditHead[]> {
  const divisions = await divisionsOf(deps)
  const ends = await Promise.all(divisions.map((division) => deps.audit.latest(division, 1)))
  const heads = ends.flat().map(({ division, seq, hash }) => ({ division, seq, hash }))
  const deposited: AuditDeposit = { time, heads }
  await deps.auditHeads.put(deposited)
  const known = heads.map((head) => ({ ...head, time }))
  for (const head of known) await deps.auditStates.note(head.division, { head })
  return known
}

/** A hub without a policy has none. */
export async function divisionsOf({ policies }: Pick<Deps, 'policies'>): Promise<string[]> {
  const policy = await policies.current()
  return policy ? [policy.city.code, ...policy.counties.map(({ code }) => code)] : []
}
