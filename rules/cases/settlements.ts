/** Which settlements stand, and what determination looks at because of them (docs/cases.md#settlements). */
import type { Reason, Scheme } from '../../schemas/codes.ts'
import { present } from '../../schemas/present.ts'
import type { Choice, Settlement } from '../../schemas/records/case.ts'
import type { Person, RegisterRow } from '../../schemas/records/person.ts'
import type { ActiveListing } from '../determination/listings.ts'
import { notEnded, resumedAfter, SETTLES, settlementKey } from './settlement-log.ts'

export type Enrolment = readonly [key: string, county: string, scheme: string, row: RegisterRow]

/** What settlements of a person are about, on a day. */
export interface Matter {
  readonly person: Person
  readonly active: readonly ActiveListing[]
  /** Schemes whose row the county's register returned. */
  readonly returned: (county: string) => readonly Scheme[]
}

export type Effect =
  /** The line is passed over. */
  | 'passes'
  /** The line holds on. */
  | 'keeps'
  /** Lines look at less. */
  | 'narrows'

export interface Settled {
  /** Resident rows that are not 终止, as the county's lines look at them. */
  readonly enrolments: readonly Enrolment[]
  readonly schemes: readonly Scheme[]
  readonly reviews: ReadonlyMap<string, { readonly key: string; readonly effect: Effect }>
}

interface Chosen {
  readonly county: string
  readonly key: string
  readonly one: Settlement
}

export const hasSettlements = ({ cases }: Person): boolean =>
  cases !== undefined && Object.values(cases).some(({ settlements }) => settlements !== undefined)

export function namesOnRecord(person: Person, active: readonly ActiveListing[]): Set<string> {
  return new Set([...active.map(([, , , { name }]) => name), ...Object.values(person.register).map(({ name }) => name)])
}

/** Of whoever is on no list any more the listings that ended still tell the name. */
export function namesKnown(person: Person, active: readonly ActiveListing[]): Set<string> {
  const ended = active.length > 0 ? [] : Object.values(person.lists).flatMap(({ row }) => row?.name ?? [])
  return new Set([...namesOnRecord(person, active), ...ended])
}

export const countiesListing = (active: readonly ActiveListing[]): Set<string> =>
  new Set(active.map(([, county]) => county))

/** Of two counties' choices the later. */
export function chosenName(
  person: Person,
  active: readonly ActiveListing[],
): (Chosen & { readonly name: string }) | undefined {
  if (!hasSettlements(person)) return undefined
  const names = namesOnRecord(person, active)
  const stands = (one: Settlement) => isAboutNames(one, names)
  const [last] = latestOf(person, Object.keys(person.cases ?? {}), 'name-conflict', 'name', stands).toReversed()
  return last?.one.name === undefined ? undefined : { ...last, name: last.one.name }
}

/** Counties whose listings count nowhere, with the settlement; a listing that counts is always left. */
export function setAside(person: Person, active: readonly ActiveListing[]): ReadonlyMap<string, string> {
  const aside = new Map<string, string>()
  if (!hasSettlements(person)) return aside
  const listing = countiesListing(active)
  const stands = (one: Settlement) => isAbout(one, listing)
  for (const { county, key } of latestOf(person, [...listing], 'two-counties', 'elsewhere', stands))
    if (aside.size < listing.size - 1) aside.set(county, key)
  return aside
}

/** The counties whose latest settlement that stands for the reason is the choice, by its order. */
function latestOf(
  person: Person,
  counties: readonly string[],
  reason: Reason,
  choice: Choice,
  stands: (one: Settlement) => boolean,
): Chosen[] {
  return counties
    .flatMap((county) => {
      const one = latestFor(notEnded(person.cases?.[county] ?? {}), reason, stands)
      return one?.choice === choice ? [{ county, key: settlementKey(county, one), one }] : []
    })
    .sort((a, b) => (a.one.order < b.one.order ? -1 : 1))
}

export function settledIn(county: string, matter: Matter): Settled {
  const { open, incomplete, enrolments, stands } = standingIn(county, matter)
  const reviews = new Map<string, { key: string; effect: Effect }>()
  const settles = (one: Settlement | undefined, effect: Effect) =>
    one && reviews.set(present(SETTLES[one.choice], 'the review'), { key: settlementKey(county, one), effect })
  const chosen = chosenName(matter.person, matter.active)
  if (chosen) reviews.set('name-conflict', { key: chosen.key, effect: 'passes' })
  const conflict = latestFor(open, 'name-conflict', stands)
  // Of a name and of lists to be corrected the later counts, whichever county chose the name.
  if (conflict?.choice === 'correct-list' && !(chosen && chosen.one.order > conflict.order)) settles(conflict, 'keeps')
  settles(incomplete, 'narrows')
  const listed = latestFor(open, 'two-counties', stands)
  if (listed?.choice === 'responsible') settles(listed, 'passes')
  const duplicate = latestFor(open, 'duplicate-enrolment', stands)
  settles(duplicate, 'narrows')
  const abroad = latestFor(open, 'enrolled-elsewhere', stands)
  settles(abroad, abroad?.choice === 'pay-here' ? 'passes' : 'keeps')
  return {
    enrolments: duplicate
      ? enrolments.filter(([, of]) => (of === county) === (duplicate.choice === 'own'))
      : enrolments,
    schemes: incomplete?.basis.schemes ?? [],
    reviews,
  }
}

/** All that a withdrawal may end, oldest first. */
export function standing(county: string, matter: Matter): Settlement[] {
  const { open, stands } = standingIn(county, matter)
  return open.filter(stands)
}

/** Whose registers enrol the person, before a duplicate enrolment is settled. */
export function enrollingCounties(county: string, matter: Matter): ReadonlySet<string> {
  return countiesOf(standingIn(county, matter).enrolments)
}

function standingIn(county: string, { person, active, returned }: Matter) {
  const own = person.cases?.[county] ?? {}
  const open = notEnded(own)
  const schemes = returned(county)
  const isReturned = ({ basis }: Settlement) => basis.schemes?.some((scheme) => schemes.includes(scheme)) === true
  const incomplete = latestFor(open, 'register-incomplete', isReturned)
  const enrolments = enrolmentsIn(county, person, incomplete)
  const [names, listing, enrolling] = [namesOnRecord(person, active), countiesListing(active), countiesOf(enrolments)]
  const aside = setAside(person, active)
  const stands = (one: Settlement): boolean => {
    const reason = SETTLES[one.choice]
    if (reason === undefined) return one.choice === 'hold' && !resumedAfter(own, one.order)
    if (reason === 'name-conflict') return isAboutNames(one, names)
    if (reason === 'register-incomplete') return isReturned(one)
    if (reason !== 'two-counties') return isAbout(one, enrolling)
    return isAbout(one, listing) && (one.choice === 'responsible' || aside.has(county))
  }
  return { open, incomplete, enrolments, stands }
}

/** Lines after the third look at a row that was returned as it was settled. */
function enrolmentsIn(county: string, person: Person, settled: Settlement | undefined): Enrolment[] {
  const known = Object.entries(person.register).flatMap(([key, row]): Enrolment[] => {
    const [of, scheme] = key.split('#') as [string, string]
    const isLookedAt = scheme === 'resident' && row.enrolment !== 'ended' && !(settled && of === county)
    return isLookedAt ? [[`register.${key}`, of, scheme, row]] : []
  })
  return settled?.choice === 'as-enrolled'
    ? [...known, [settlementKey(county, settled), county, 'resident', SETTLED_ROW]]
    : known
}

/** 正常参保, 未缴费, 未领取; nobody looks at its name and year. */
const SETTLED_ROW: RegisterRow = {
  ...{ name: '', place: '', enrolment: 'active', year: 0, contribution: 'unpaid', benefit: 'none' },
}

function latestFor(open: readonly Settlement[], reason: Reason, stands: (one: Settlement) => boolean) {
  return open.findLast((one) => SETTLES[one.choice] === reason && stands(one))
}

/** No name has come, and the chosen one is still there. */
function isAboutNames({ choice, name, basis: { names = [] } }: Settlement, now: ReadonlySet<string>): boolean {
  return [...now].every((one) => names.includes(one)) && (choice !== 'name' || (name !== undefined && now.has(name)))
}

function isAbout({ basis: { counties = [] } }: Settlement, now: ReadonlySet<string>): boolean {
  return new Set(counties).size === now.size && counties.every((county) => now.has(county))
}

const countiesOf = (enrolments: readonly Enrolment[]) => new Set(enrolments.map(([, of]) => of))
