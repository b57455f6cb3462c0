/** A county's cases that somebody must act on, with who, since when and until when. */

import { maskedId, maskedName } from '../../../rules/access/masked.ts'
import { nextOf } from '../../../rules/cases/awaited.ts'
import { isTownshipsTurn, type NextStep, nextStep } from '../../../rules/cases/next-step.ts'
import { isNamed } from '../../../rules/cases/notice.ts'
import { namesKnown } from '../../../rules/cases/settlements.ts'
import { caseState, isPast } from '../../../rules/cases/state.ts'
import { cityCalendar } from '../../../rules/deadlines/work-calendar.ts'
import { type ActiveListing, activeListings } from '../../../rules/determination/listings.ts'
import { present } from '../../../schemas/present.ts'
import type { CaseRow, Standing } from '../../../schemas/records/case.ts'
import { DEFAULT_DEADLINES } from '../../../schemas/records/deadline-policy.ts'
import type { Decision, Person } from '../../../schemas/records/person.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import type { Deadlines } from '../../../stores/deadlines/deadlines.ts'
import type { People } from '../../../stores/people/people.ts'
import type { Stirred } from '../../../stores/people/stirred.ts'
import { type CaseDeps, casesOf, gatherFacts } from './case-facts.ts'
import { decidedToday, type HeardDeps } from './heard-registers.ts'
import { lookedAt } from './may-be-open.ts'

export interface StandingCase {
  readonly row: CaseRow
  readonly standing: Standing
  /** Of today, which a batch that has the case does not change. */
  readonly decision: Decision | undefined
  /** None where nobody has anything to do. */
  readonly next: NextStep | undefined
  /** Masked. */
  readonly name: string
  readonly id: string
  readonly township: string | undefined
  readonly village: string | undefined
  /** The township that has its notice, else the one of the listing. */
  readonly visitedBy: string | undefined
  readonly person: Person
  readonly active: readonly ActiveListing[]
}

export interface OpenCase extends StandingCase {
  readonly next: NextStep
}

export interface OpenDeps extends CaseDeps, HeardDeps {
  readonly people: Pick<People, 'get'>
  readonly stirred: Pick<Stirred, 'since'>
  readonly deadlines: Pick<Deadlines, 'policy'>
}

export interface Asked {
  readonly county: string
  readonly policy: Policy
  readonly day: string
  /** Only cases that its last notice named, or that are its turn without one. */
  readonly township?: string
  /** @param isStirred it may stand otherwise than at the close */
  readonly isWanted?: (row: CaseRow, isStirred: boolean) => boolean
  /** For whoever remembers what was found. */
  readonly consistency?: 'strong' | undefined
}

/** The most urgent first. */
export async function openCases(deps: OpenDeps, asked: Asked): Promise<OpenCase[]> {
  return (await standingCases(deps, asked)).filter(isOpen).sort((a, b) => byUntil(a.next, b.next))
}

/** Cases that may be open, with those for which nobody has anything to do. */
export async function standingCases(deps: OpenDeps, asked: Asked): Promise<StandingCase[]> {
  const { county, township, isWanted = () => true } = asked
  const { rows } = await casesOf(deps, county)
  const { mayBeOpen, isStirred, mayBeVisited } = await lookedAt(deps, asked, rows)
  const own = township === undefined ? rows : forTownship(rows, township, mayBeVisited())
  const wanted = own.filter((row) => mayBeOpen(row) && isWanted(row, isStirred(row)))
  const found = await standingAmong(deps, asked, await clockOf(deps), wanted)
  return township === undefined ? found : found.filter((one) => one.visitedBy === township)
}

const isOpen = (one: StandingCase): one is OpenCase => one.next !== undefined

interface FirstNamed {
  readonly cases: readonly OpenCase[]
  /** That the notice names beside them; of those that were not read some may be done. */
  readonly more: number
}

/**
 * A township's cases that the last notice named, the most urgent of then first; persons of later ones are not read. Before
 * them stand those that no notice has named yet.
 */
export async function firstNamed(
  deps: OpenDeps,
  asked: Pick<Asked, 'county' | 'policy' | 'day'> & { readonly township: string },
  most: number,
): Promise<FirstNamed> {
  const { county, day, township } = asked
  const clock = await clockOf(deps)
  const { rows } = await casesOf(deps, county)
  const { mayBeOpen, mayBeVisited } = await lookedAt(deps, asked, rows)
  // A past year's case is paid, on its way, or ended.
  const own = forTownship(rows, township, mayBeVisited()).filter((row) => mayBeOpen(row) && !isPast(row, day))
  const untilThen = (row: CaseRow) =>
    row.close.notified ? (nextStep(row, row.close, { facts: {}, decidedOn: undefined }, clock)?.until ?? '') : ''
  const left = own.map((row) => ({ row, until: untilThen(row) })).sort(byUntil)
  const cases: OpenCase[] = []
  while (cases.length < most && left.length > 0) {
    const portion = left.splice(0, most).map(({ row }) => row)
    const found = (await standingAmong(deps, asked, clock, portion)).filter(isOpen)
    cases.push(...found.filter((one) => isVisited(one) && one.visitedBy === township))
  }
  const shown = cases.sort((a, b) => byUntil(a.next, b.next)).slice(0, most)
  return { cases: shown, more: left.length + cases.length - shown.length }
}

/** A table that is remembered is not gone through again. */
const notified = new WeakMap<readonly CaseRow[], ReadonlyMap<string | undefined, readonly CaseRow[]>>()

function notifiedIn(rows: readonly CaseRow[]): ReadonlyMap<string | undefined, readonly CaseRow[]> {
  const known = notified.get(rows) ?? Map.groupBy(rows, ({ close }) => close.notified)
  notified.set(rows, known)
  return known
}

/** What its notice named, for as long as a notice would name it; without a notice, what is the township's turn. */
export const isVisited = ({ row, standing }: Pick<StandingCase, 'row' | 'standing'>): boolean =>
  row.close.notified === undefined ? isTownshipsTurn(standing) : isNamed(standing)

function forTownship(rows: readonly CaseRow[], township: string, mayBeVisited: readonly CaseRow[]) {
  return [...(notifiedIn(rows).get(township) ?? []), ...mayBeVisited]
}

async function clockOf({ deadlines }: Pick<OpenDeps, 'deadlines'>) {
  const policy = (await deadlines.policy()) ?? DEFAULT_DEADLINES
  return { deadlines: policy, calendar: cityCalendar(policy.calendar) }
}

async function standingAmong(
  deps: OpenDeps,
  { county, policy, day, consistency }: Asked,
  clock: Awaited<ReturnType<typeof clockOf>>,
  rows: readonly CaseRow[],
): Promise<StandingCase[]> {
  if (rows.length === 0) return []
  const persons = await deps.people.get([...new Set(rows.map(({ key }) => key))], consistency ?? 'eventual')
  const decided = await decidedToday(deps, { county, day, policy, persons })
  const factsOf = await gatherFacts(deps, { county, day, policy, persons, decided }, rows)
  return rows.map((row) => {
    const standing = caseState(row, factsOf(row))
    const person = present(persons.get(row.key), 'the person of a case')
    const active = activeListings(person, policy, day)
    const next = nextOf(row, standing, { county, person, active, policy, day }, clock)
    const who = shown(person, county, active)
    return {
      row,
      standing,
      decision: decided(person),
      next,
      ...who,
      visitedBy: row.close.notified ?? who.township,
      person,
      active,
    }
  })
}

const byUntil = (a: { readonly until: string }, b: { readonly until: string }) =>
  a.until < b.until ? -1 : a.until > b.until ? 1 : 0

function shown(person: Person, county: string, active: readonly ActiveListing[]) {
  const { name, id, listing } = wholeOf({ person, active }, county)
  return {
    name: maskedName(name),
    id: maskedId(id),
    township: listing?.township,
    village: listing?.village,
  }
}

/** For whoever has said why. Whose list was taken back while the bank has the payment bears the name of then. */
export function wholeOf({ person, active }: Pick<OpenCase, 'person' | 'active'>, county: string) {
  const [, , , listing] = active.find(([, of]) => of === county) ?? active[0] ?? []
  const [name = ''] = listing ? [listing.name] : namesKnown(person, active)
  return { name, id: person.id, listing }
}
