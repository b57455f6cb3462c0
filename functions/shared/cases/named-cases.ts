/** The cases that rows name, with their persons: as they are when the file is taken up, and after each row. */
import type { NamedCase } from '../../../rules/answers/named-case.ts'
import { type Moment, restedOn } from '../../../rules/cases/choices.ts'
import { mergeAnswer } from '../../../rules/cases/merge-answer.ts'
import { isNotified } from '../../../rules/cases/notice.ts'
import { namesKnown } from '../../../rules/cases/settlements.ts'
import { type CaseFacts, caseState, stateForAnswers } from '../../../rules/cases/state.ts'
import { type Circumstances, decisionDay, determine } from '../../../rules/determination/determine.ts'
import { activeListings } from '../../../rules/determination/listings.ts'
import { present } from '../../../schemas/present.ts'
import type { AnswerFact, CaseRow, Standing } from '../../../schemas/records/case.ts'
import type { Person } from '../../../schemas/records/person.ts'
import { countyOf, type Upload } from '../../../schemas/records/upload.ts'
import type { People } from '../../../stores/people/people.ts'
import type { Policies } from '../../../stores/policy/policies.ts'
import { type CaseDeps, casesOf, gatherFacts } from './case-facts.ts'
import { type UnansweredRow, unansweredRows } from './unanswered-rows.ts'

export interface FoundCase extends NamedCase {
  readonly person: Person
  /** All of the person in the county. */
  readonly cases: readonly {
    readonly row: CaseRow
    /** As answers and settlements meet it. */
    readonly standing: Standing
    readonly today: Standing
  }[]
  /** The person is listed in the township now, or the last close has notified it. */
  isOf(township: string): boolean
}

/** What registers say that have no row of the person. */
export interface KnownRegisters {
  load(counties: Iterable<string>): Promise<void>
  /** Persons of no list, with the registers' rows of today where these can be had. */
  follow?(persons: readonly Person[], counties: readonly string[]): Promise<Person[]>
  of(person: Person): Pick<Circumstances, 'hasRegister' | 'isNameReturned'>
}

interface CasesDeps extends CaseDeps {
  readonly people: Pick<People, 'get'>
  readonly policies: Pick<Policies, 'inForce'>
}

export interface Cases {
  load(numbers: readonly string[]): Promise<void>
  find(number: string): FoundCase | undefined
  moment(found: FoundCase): Moment
  /** What an earlier row of the file said. */
  note(key: string, fact: AnswerFact): void
  /** As the case would be, were this said. */
  supposing(number: string, fact: AnswerFact): FoundCase | undefined
  /** Rows that the bank has not answered. */
  unanswered(key: string): UnansweredRow[]
}

export async function findCases(
  deps: CasesDeps,
  registers: KnownRegisters,
  { division, day }: Pick<Upload, 'division' | 'day'>,
): Promise<Cases> {
  const county = countyOf(division)
  const [policy, { rows }] = await Promise.all([deps.policies.inForce(), casesOf(deps, county)])
  const { closedOn, closedAt, byNumber, byPerson } = indexOf(rows)
  const persons = new Map<string, Person>()
  const facts = new Map<string, (row: CaseRow) => CaseFacts>()
  const unanswered = unansweredRows(deps, { day })
  const circumstancesOf = (person: Person) => ({ day: decisionDay(person, day), policy, ...registers.of(person) })
  const decided = (person: Person) => determine(person, circumstancesOf(person))[county]
  const cases: Cases = {
    async load(numbers) {
      const keys = new Set(numbers.flatMap((number) => byNumber.get(number)?.key ?? []))
      const wanted = [...keys].filter((key) => !persons.has(key))
      const found = await deps.people.get(wanted, 'strong')
      for (const [key, person] of found) persons.set(key, person)
      const left = [...found.values()].filter((person) => activeListings(person, policy, day).length === 0)
      const counties = policy.counties.map(({ code }) => code)
      for (const person of (await registers.follow?.(left, counties)) ?? []) persons.set(person.key, person)
      await registers.load([county, ...wanted.flatMap((key) => countiesOf(persons.get(key)))])
      const own = wanted.flatMap((key) => byPerson.get(key) ?? [])
      const factsOf = await gatherFacts(deps, { county, day, policy, persons, decided }, own)
      for (const key of wanted) facts.set(key, factsOf)
      await unanswered.load(wanted)
    },
    find(number) {
      const key = byNumber.get(number)?.key
      if (key === undefined) return undefined
      const person = present(persons.get(key), 'the person of a case')
      const factsOf = present(facts.get(key), 'what the states of a person’s cases rest on')
      const cases = (byPerson.get(key) ?? []).map((row) => ({
        row,
        standing: stateForAnswers(row, factsOf(row), closedOn),
        today: caseState(row, factsOf(row)),
      }))
      const active = activeListings(person, policy, day)
      const isListed = (township: string) => active.some(([, , , listing]) => listing.township === township)
      const own = byPerson.get(key) ?? []
      return {
        ...{ person, cases, id: person.id, names: [...namesKnown(person, active)] },
        isOf: (township) => isListed(township) || isNotified(own, township, closedAt),
      }
    },
    moment: ({ person, cases }) => ({
      ...{ county, person, circumstances: circumstancesOf(person) },
      cases: cases.map(({ row: { kind }, standing }) => ({ kind, standing })),
      benefit: unanswered.benefit(person.key),
      restedOn: restedOn(person, unanswered.of(person.key)),
    }),
    note(key, fact) {
      const person = present(persons.get(key), 'the person of a row')
      const own = mergeAnswer(person.cases?.[county] ?? {}, fact)
      persons.set(key, { ...person, cases: { ...person.cases, [county]: own } })
    },
    supposing(number, fact) {
      const person = cases.find(number)?.person
      if (!person) return undefined
      cases.note(person.key, fact)
      const supposed = cases.find(number)
      persons.set(person.key, person)
      return supposed
    },
    unanswered: (key) => unanswered.of(key),
  }
  return cases
}

/** A table that is remembered is not gone through again. */
const indexes = new WeakMap<readonly CaseRow[], ReturnType<typeof index>>()

function indexOf(rows: readonly CaseRow[]): ReturnType<typeof index> {
  const known = indexes.get(rows) ?? index(rows)
  indexes.set(rows, known)
  return known
}

const index = (rows: readonly CaseRow[]) => ({
  closedOn: last(rows.map(({ close }) => close.day)),
  closedAt: last(rows.map(({ close }) => close.at)),
  byNumber: new Map(rows.map((row) => [row.number, row])),
  byPerson: Map.groupBy(rows, ({ key }) => key),
})

const last = (times: readonly string[]) => [...times].sort().at(-1) ?? ''

export const countiesOf = (person: Person | undefined) =>
  Object.keys(person?.lists ?? {}).map((head) => head.slice(0, head.indexOf('#')))

/** Nothing more is asked of the person in the county. */
export function isClosed({ cases }: Pick<FoundCase, 'cases'>): boolean {
  return cases.every(({ standing: { state, reason } }) => state === 'ended' && !OPEN_ENDS.has(reason))
}

const OPEN_ENDS = new Set<string | undefined>(['given-up', 'unpaid-at-year-end'])
