/** What settlements wait for: other counties, senders of lists, a second person (docs/cases.md#settlements). */
import type { Standing } from '../../schemas/records/case.ts'
import type { Person } from '../../schemas/records/person.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import type { ActiveListing } from '../determination/listings.ts'
import { normaliseName } from '../rows/normalise.ts'
import { waitingFor } from './choices.ts'
import type { Awaited } from './next-step.ts'
import { SETTLES } from './settlement-log.ts'
import { hasSettlements, standing } from './settlements.ts'

/** Listings with another name than the registers have; without a register every one. */
export function sentBackListings(
  { register }: Pick<Person, 'register'>,
  active: readonly ActiveListing[],
): ActiveListing[] {
  const registered = new Set(Object.values(register).map(({ name }) => normaliseName(name)))
  const others = active.filter(([, , , { name }]) => !registered.has(normaliseName(name)))
  return registered.size > 0 ? others : [...active]
}

/** Where a settlement has something to say. */
const CONFIRMED: ReadonlySet<Standing['state']> = new Set([
  'under-review',
  'waiting',
  'paused',
  'failed',
  'collecting',
  'ready',
])

/** What settlements of the person wait for, given where the case stands. */
export function awaitedOf(
  county: string,
  person: Person,
  active: readonly ActiveListing[],
  { state, reason }: Standing,
  policy: Pick<Policy, 'categories' | 'cases'>,
): Awaited | undefined {
  if (!hasSettlements(person)) return undefined
  const matter = { person, active, returned: () => [] }
  const waiting = CONFIRMED.has(state) ? waitingFor({ county, person, policy }) : undefined
  if (waiting) return { what: 'confirm', who: ['social-insurance'], since: waiting.day }
  if (state !== 'under-review') return undefined
  if (reason === 'two-counties') {
    const said = Object.keys(person.cases ?? {}).flatMap((of) =>
      of === county ? [] : standing(of, matter).filter(({ choice }) => choice === 'responsible'),
    )
    const [first] = said
    return first && { what: 'other-county', who: ['social-insurance'], since: first.day }
  }
  const last = standing(county, matter).findLast(({ choice }) => SETTLES[choice] === 'name-conflict')
  if (last?.choice !== 'correct-list') return undefined
  const offices = sentBackListings(person, active).flatMap(([, , code]) => {
    return policy.categories.find((category) => category.code === code)?.office ?? []
  })
  return { what: 'correct-list', who: [...new Set(offices)], since: last.day }
}
