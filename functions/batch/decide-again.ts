/** Decides again, from persons and policy as they are now, who is to be paid. */

import { determine } from '../../rules/determination/determine.ts'
import { snapshotRow } from '../../rules/determination/snapshot-row.ts'
import { batchRow } from '../../rules/payments/cases.ts'
import type { Batch, BatchRow, ExclusionReason } from '../../schemas/records/batch.ts'
import type { Person } from '../../schemas/records/person.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { personsBehind } from '../facts-of-persons.ts'
import { log } from '../log.ts'
import type { BatchDeps } from './deps.ts'

export type Decided = { readonly row: BatchRow } | { readonly reason: ExclusionReason }

export async function decideAgain(
  deps: BatchDeps,
  { county, day, year }: Batch,
  keys: readonly string[],
  doubtful: ReadonlySet<string>,
): Promise<Map<string, Decided>> {
  const policy = await deps.policies.inForce()
  const persons = await deps.people.get(keys, 'strong')
  await deps.registers.load([
    county,
    ...[...persons.values()].flatMap((p) => Object.keys(p.lists).map((key) => key.slice(0, key.indexOf('#')))),
  ])
  deps.registers.demand(county)
  const behind = await behindAny(deps, persons, doubtful, policy)
  const decided = (key: string): Decided => {
    const person = persons.get(key)
    if (!person) return { reason: 'unlisted' }
    if (behind.has(key)) return { reason: 'review' }
    const decisions = determine(person, { day, policy, ...deps.registers })
    const listed = decisions[county] && snapshotRow({ ...person, decisions }, county, day, policy)
    const row = listed && batchRow(listed, year)
    return row ? { row } : { reason: decisions[county]?.outcome ?? 'unlisted' }
  }
  return new Map(keys.map((key) => [key, decided(key)]))
}

async function behindAny(
  deps: BatchDeps,
  persons: ReadonlyMap<string, Person>,
  doubtful: ReadonlySet<string>,
  policy: Policy,
): Promise<ReadonlySet<string>> {
  const behind = new Set<string>()
  const categories = policy.categories.map(({ code }) => code)
  for (const county of doubtful) {
    const where = { county, categories, hash: await deps.keyedHash() }
    for (const key of await personsBehind(deps, persons, where)) behind.add(key)
  }
  if (behind.size > 0) log('error', { stage: 'batch', what: 'held back behind other counties', persons: behind.size })
  return behind
}
