/** Whom an agency has to settle at a close, with what fits and what each county says (docs/cases.md#settlements). */
import { present } from '../../schemas/present.ts'
import type { CaseRow, CaseState } from '../../schemas/records/case.ts'
import type { Person } from '../../schemas/records/person.ts'
import type { Review, ReviewSide } from '../../schemas/records/review.ts'
import type { Circumstances } from '../determination/determine.ts'
import { activeListings } from '../determination/listings.ts'
import { choicesFor, restedOn } from './choices.ts'

const REVIEWED: ReadonlySet<CaseState> = new Set(['under-review', 'paused', 'failed'])

export const isReviewed = ({ state }: { readonly state: CaseState }): boolean => REVIEWED.has(state)

export interface ReviewedClose {
  readonly county: string
  readonly at: string
  readonly persons: ReadonlyMap<string, Person>
  readonly circumstances: Circumstances
}

/** @param table as the close left it */
export function reviewsOf(table: readonly CaseRow[], close: ReviewedClose): Review[] {
  const { county, persons, circumstances } = close
  const current = table.filter((row) => row.close.at === close.at)
  const byPerson = Map.groupBy(current, ({ key }) => key)
  return current.flatMap((row) => {
    if (!isReviewed(row.close)) return []
    const person = present(persons.get(row.key), 'the person of a case that is to be settled')
    const cases = (byPerson.get(row.key) ?? []).map(({ kind, close: standing }) => ({ kind, standing }))
    const { number, key, kind } = row
    const { state, reason } = row.close
    // A case that waits for another county's claim, or whose row has no result yet, is not on the list.
    const moment = { county, person, circumstances, cases, benefit: undefined, restedOn: restedOn(person, []) }
    const standing = { state, ...(reason && { reason }) }
    return [{ number, key, kind, standing, choices: choicesFor(moment), sides: sidesOf(person, county, circumstances) }]
  })
}

export function sidesOf(person: Person, county: string, { policy, day }: Circumstances): ReviewSide[] {
  const active = activeListings(person, policy, day)
  const rows = Object.entries(person.register).map(([key, row]) => ({
    of: key.split('#')[0],
    scheme: key.split('#')[1],
    row,
  }))
  const counties = new Set([...active.map(([, of]) => of), ...rows.flatMap(({ of }) => of ?? [])])
  const others = [...counties].filter((of) => of !== county).sort()
  return [county, ...others].map((of) => {
    const own = rows.filter((one) => one.of === of)
    return {
      county: of,
      listed: unique(active.filter(([, by]) => by === of).map(([, , , { name }]) => name)),
      registered: unique(own.map(({ row }) => row.name)),
      isEnrolled: own.some(({ scheme, row }) => scheme === 'resident' && row.enrolment !== 'ended'),
    }
  })
}

const unique = (names: readonly string[]) => [...new Set(names)].sort()
