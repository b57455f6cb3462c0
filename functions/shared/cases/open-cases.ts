/** A county's cases that somebody must act on, with who, since when and until when. */

import { maskedId, maskedName } from '../../../rules/access/masked.ts'
import { awaitedOf } from '../../../rules/cases/awaited.ts'
import { knownOf, type NextStep, nextStep } from '../../../rules/cases/next-step.ts'
import { caseState } from '../../../rules/cases/state.ts'
import { cityCalendar } from '../../../rules/deadlines/work-calendar.ts'
import { type ActiveListing, activeListings } from '../../../rules/determination/listings.ts'
import { present } from '../../../schemas/present.ts'
import type { CaseRow, CaseState, Standing } from '../../../schemas/records/case.ts'
import { DEFAULT_DEADLINES } from '../../../schemas/records/deadline-policy.ts'
import type { Person } from '../../../schemas/records/person.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import type { Deadlines } from '../../../stores/deadlines/deadlines.ts'
import type { People } from '../../../stores/people/people.ts'
import { type CaseDeps, casesOf, gatherFacts } from './case-facts.ts'

export interface StandingCase {
  readonly row: CaseRow
  readonly standing: Standing
  /** None where nobody has anything to do. */
  readonly next: NextStep | undefined
  /** Masked. */
  readonly name: string
  readonly id: string
  readonly township: string | undefined
  readonly village: string | undefined
  readonly person: Person
  readonly active: readonly ActiveListing[]
}

export interface OpenCase extends StandingCase {
  readonly next: NextStep
}

const ENDED_BY_ANSWER: ReadonlySet<string | undefined> = new Set(['given-up', 'elsewhere'])
/** States that nothing but a list or register can open again. */
const OVER: ReadonlySet<CaseState> = new Set(['registered', 'ended'])

interface Deps extends CaseDeps {
  readonly people: Pick<People, 'get'>
  readonly deadlines: Pick<Deadlines, 'policy'>
}

interface Asked {
  readonly county: string
  readonly policy: Policy
  readonly day: string
  /** Only cases that its last notice named. */
  readonly township?: string
  readonly isWanted?: (row: CaseRow) => boolean
  /** For whoever remembers what was found. */
  readonly consistency?: 'strong'
}

/** The most urgent first. */
export async function openCases(deps: Deps, asked: Asked): Promise<OpenCase[]> {
  return (await standingCases(deps, asked))
    .filter((one): one is OpenCase => one.next !== undefined)
    .sort((a, b) => (a.next.until < b.next.until ? -1 : a.next.until > b.next.until ? 1 : 0))
}

/** Cases that may be open, with those for which nobody has anything to do. */
export async function standingCases(
  deps: Deps,
  { county, policy, day, township, isWanted = () => true, consistency }: Asked,
): Promise<StandingCase[]> {
  const deadlines = (await deps.deadlines.policy()) ?? DEFAULT_DEADLINES
  const clock = { deadlines, calendar: cityCalendar(deadlines.calendar) }
  const rows = (await casesOf(deps, county)).rows.filter(
    (row) => mayBeOpen(row, day) && (township === undefined || row.close.notified === township) && isWanted(row),
  )
  if (rows.length === 0) return []
  const persons = await deps.people.get([...new Set(rows.map(({ key }) => key))], consistency ?? 'eventual')
  const decided = ({ decisions }: Person) => decisions[county]
  const factsOf = await gatherFacts(deps, { county, day, policy, persons, decided }, rows)
  return rows.map((row) => {
    const standing = caseState(row, factsOf(row))
    const person = present(persons.get(row.key), 'the person of a case')
    const active = activeListings(person, policy, day)
    const awaited = awaitedOf(county, person, active, standing, policy)
    const next = nextStep(row, standing, knownOf(person, county), clock, awaited)
    return { row, standing, next, ...shown(person, county, active), person, active }
  })
}

/** What was paid may be taken back, and what an answer or a settlement ended may be taken up again. */
function mayBeOpen({ kind, year, close }: CaseRow, day: string): boolean {
  if (kind === 'contribution' && year < Number(day.slice(0, 4)) - 1) return false
  return !OVER.has(close.state) || ENDED_BY_ANSWER.has(close.reason)
}

function shown(person: Person, county: string, active: readonly ActiveListing[]) {
  const { name, id, listing } = wholeOf({ person, active }, county)
  return {
    name: maskedName(name),
    id: maskedId(id),
    township: listing?.township,
    village: listing?.village,
  }
}

/** For whoever has said why. */
export function wholeOf({ person, active }: Pick<OpenCase, 'person' | 'active'>, county: string) {
  const [, , , listing] = active.find(([, of]) => of === county) ?? active[0] ?? []
  return { name: listing?.name ?? Object.values(person.register)[0]?.name ?? '', id: person.id, listing }
}
