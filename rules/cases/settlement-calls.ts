/** Whose turn a settlement makes it (docs/cases.md#who-is-told). */
import type { Settlement } from '../../schemas/records/case.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import type { Call, CallName } from '../../schemas/records/upload.ts'
import { sendersOf } from './awaited.ts'
import type { Matter } from './settlements.ts'

/** A second person first, then other counties or senders of lists. */
export function callsOf(
  { choice, waits, confirmed, basis: { counties = [] } }: Settlement,
  county: string,
  { person, active }: Pick<Matter, 'person' | 'active'>,
  policy: Pick<Policy, 'categories'>,
): Omit<Call, 'count'>[] {
  const ofAgency = (what: CallName, of: readonly string[]) =>
    of.map((division) => ({ what, division, office: 'social-insurance' as const }))
  // What waits has no effect, and nobody else hears of it.
  if (waits && !confirmed) return ofAgency('confirm', [county])
  if (choice === 'elsewhere' || choice === 'responsible') {
    const others = counties.filter((of) => of !== county)
    return ofAgency(choice === 'elsewhere' ? 'elsewhere' : 'other-county', others)
  }
  return choice === 'correct-list' ? sendersOf(person, active, policy).map((to) => ({ what: choice, ...to })) : []
}
