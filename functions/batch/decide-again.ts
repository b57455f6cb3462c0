/** Decides again, from persons and policy as they are now, who is to be paid. */

import { determine } from '../../rules/determination/determine.ts'
import { snapshotRow } from '../../rules/determination/snapshot-row.ts'
import { batchRow } from '../../rules/payments/cases.ts'
import type { Batch, BatchRow, ExclusionReason } from '../../schemas/records/batch.ts'
import type { BatchDeps } from './deps.ts'

export type Decided = { readonly row: BatchRow } | { readonly reason: ExclusionReason }

export async function decideAgain(
  deps: BatchDeps,
  { county, day, year }: Batch,
  keys: readonly string[],
): Promise<Map<string, Decided>> {
  const policy = await deps.policies.inForce()
  const persons = await deps.people.get(keys, 'strong')
  await deps.registers.load([
    county,
    ...[...persons.values()].flatMap((p) => Object.keys(p.lists).map((key) => key.slice(0, key.indexOf('#')))),
  ])
  const decided = (key: string): Decided => {
    const person = persons.get(key)
    if (!person) return { reason: 'unlisted' }
    const decisions = determine(person, { day, policy, ...deps.registers })
    const listed = decisions[county] && snapshotRow({ ...person, decisions }, county, day, policy)
    const row = listed && batchRow(listed, year)
    return row ? { row } : { reason: decisions[county]?.outcome ?? 'unlisted' }
  }
  return new Map(keys.map((key) => [key, decided(key)]))
}
