/** What settlements wait for: other counties, senders of lists, a second person (docs/cases.md#settlements). */
import type { Outcome } from '../../schemas/codes.ts'
import type { CaseRow, Standing } from '../../schemas/records/case.ts'
import type { Recipient } from '../../schemas/records/notice.ts'
import type { Person } from '../../schemas/records/person.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import type { ActiveListing } from '../determination/listings.ts'
import { normaliseName } from '../rows/normalise.ts'
import { waitingFor } from './choices.ts'
import { isFoundUnderWay } from './materials.ts'
import { type Awaited, knownOf, type NextStep, nextStep } from './next-step.ts'
import { notEnded, SETTLES } from './settlement-log.ts'
import { hasSettlements, standing } from './settlements.ts'
import { isLongPast } from './state.ts'

/** Listings with another name than the registers have; every one without a register, or where each has one of theirs. */
export function sentBackListings(
  { register }: Pick<Person, 'register'>,
  active: readonly ActiveListing[],
): ActiveListing[] {
  const registered = new Set(Object.values(register).map(({ name }) => normaliseName(name)))
  const others = active.filter(([, , , { name }]) => !registered.has(normaliseName(name)))
  return registered.size > 0 && others.length > 0 ? others : [...active]
}

/** Of lists that are sent back, each once: an office with two lists of the person is told of one person. */
export function sendersOf(
  person: Pick<Person, 'register'>,
  active: readonly ActiveListing[],
  { categories }: Pick<Policy, 'categories'>,
): Recipient[] {
  const senders = sentBackListings(person, active).flatMap(([, division, code]): Recipient[] => {
    const office = categories.find((category) => category.code === code)?.office
    return office ? [{ division, office }] : []
  })
  return [...new Map(senders.map((one) => [`${one.division} ${one.office}`, one])).values()]
}

/** Where a settlement has something to say; a withdrawal has as long as there is something to withdraw. */
const CONFIRMED: ReadonlySet<Standing['state']> = new Set([
  'under-review',
  'waiting',
  'paused',
  'failed',
  'collecting',
  'ready',
  'in-batch',
])

/** What settlements of the person wait for, given where the case stands. */
export function awaitedOf(
  county: string,
  person: Person,
  active: readonly ActiveListing[],
  { state, reason }: Standing,
  policy: Pick<Policy, 'categories' | 'cases'>,
): Awaited | undefined {
  if (!hasSettlements(person)) return foundSince(county, person, active, { state })
  const matter = { person, active, returned: () => [] }
  const waiting = waitingFor({ county, person, policy })
  const ends = notEnded(person.cases?.[county] ?? {}).some(({ order }) => order === waiting?.withdraws)
  if (waiting && (ends || (waiting.choice !== 'withdraw' && CONFIRMED.has(state))))
    return { what: 'confirm', who: ['social-insurance'], since: waiting.day }
  if (state !== 'under-review') return foundSince(county, person, active, { state })
  if (reason === 'two-counties') {
    const said = Object.keys(person.cases ?? {}).flatMap((of) =>
      of === county ? [] : standing(of, matter).filter(({ choice }) => choice === 'responsible'),
    )
    const [first] = said
    return first && { what: 'other-county', who: ['social-insurance'], since: first.day }
  }
  const last = standing(county, matter).findLast(({ choice }) => SETTLES[choice] === 'name-conflict')
  if (last?.choice !== 'correct-list') return undefined
  const senders = sendersOf(person, active, policy)
  return { what: 'correct-list', who: [...new Set(senders.map(({ office }) => office))], senders, since: last.day }
}

interface Stands {
  readonly county: string
  readonly person: Person
  readonly active: readonly ActiveListing[]
  readonly policy: Pick<Policy, 'categories' | 'cases'>
  readonly day: string
}

/** Whose turn it is on a day, with what settlements wait for. */
export function nextOf(
  row: CaseRow,
  standing: Standing,
  { county, person, active, policy, day }: Stands,
  clock: Parameters<typeof nextStep>[3],
): NextStep | undefined {
  const awaited = isLongPast(row, day) ? undefined : awaitedOf(county, person, active, standing, policy)
  return nextStep(row, standing, knownOf(person, county), clock, awaited)
}

/** What a register says by now, so that nobody has to look into it. */
const KNOWN: ReadonlySet<Outcome | undefined> = new Set<Outcome>(['deceased', 'other-scheme', 'student'])

function foundSince(
  county: string,
  { cases, decisions }: Person,
  active: readonly ActiveListing[],
  { state }: Pick<Standing, 'state'>,
): Awaited | undefined {
  const own = cases?.[county] ?? {}
  if (!own.materials || !isFoundUnderWay(state, own) || KNOWN.has(decisions[county]?.outcome)) return undefined
  if (!active.some(([, of]) => of === county)) return undefined
  return { what: 'finding', who: ['social-insurance'], since: own.materials.day }
}
