/** The cases that rows name, with their persons, as they are when the file is taken up. */

import type { NamedCase } from '../../../rules/answers/named-case.ts'
import { namesOnRecord } from '../../../rules/cases/settlements.ts'
import { caseState } from '../../../rules/cases/state.ts'
import { decisionDay, determine } from '../../../rules/determination/determine.ts'
import { activeListings } from '../../../rules/determination/listings.ts'
import { present } from '../../../schemas/present.ts'
import type { CaseRow, Standing } from '../../../schemas/records/case.ts'
import type { Person } from '../../../schemas/records/person.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { countyOf, type Upload } from '../../../schemas/records/upload.ts'
import { casesOf, gatherFacts } from '../../case-facts.ts'
import type { IntakeDeps } from '../deps.ts'

export interface FoundCase extends NamedCase {
  readonly person: Person
  /** All of the person in the county. */
  readonly cases: readonly { readonly row: CaseRow; readonly standing: Standing }[]
  /** Of active listings in the county, and those of the last close's notice. */
  readonly townships: ReadonlySet<string>
}

type Deps = Pick<IntakeDeps, 'caseBooks' | 'payments' | 'batches' | 'outbox' | 'people' | 'registers' | 'policies'>

export interface Cases {
  readonly policy: Policy
  load(numbers: readonly string[]): Promise<void>
  find(number: string): FoundCase | undefined
}

export async function findCases(deps: Deps, { division, day }: Pick<Upload, 'division' | 'day'>): Promise<Cases> {
  const county = countyOf(division)
  const [policy, { rows }] = await Promise.all([deps.policies.inForce(), casesOf(deps, county)])
  const byNumber = new Map(rows.map((row) => [row.number, row]))
  const byPerson = Map.groupBy(rows, ({ key }) => key)
  const found = new Map<string, FoundCase>()
  return {
    policy,
    async load(numbers) {
      const keys = new Set(numbers.flatMap((number) => byNumber.get(number)?.key ?? []))
      const wanted = [...keys].filter((key) => !found.has(key))
      const persons = await deps.people.get(wanted, 'strong')
      await deps.registers.load([county, ...[...persons.values()].flatMap(countiesOf)])
      const decided = (person: Person) =>
        determine(person, { day: decisionDay(person, day), policy, ...deps.registers })[county]
      const own = wanted.flatMap((key) => byPerson.get(key) ?? [])
      const factsOf = await gatherFacts(deps, { county, day, policy, persons, decided }, own)
      for (const key of wanted) {
        const person = present(persons.get(key), 'the person of a case')
        const cases = (byPerson.get(key) ?? []).map((row) => ({ row, standing: caseState(row, factsOf(row)) }))
        found.set(key, { person, cases, id: person.id, ...listedAs(person, policy, { county, day }, cases) })
      }
    },
    find: (number) => found.get(byNumber.get(number)?.key ?? ''),
  }
}

const countiesOf = ({ lists }: Person) => Object.keys(lists).map((head) => head.slice(0, head.indexOf('#')))

function listedAs(
  person: Person,
  policy: Policy,
  { county, day }: { county: string; day: string },
  cases: FoundCase['cases'],
): Pick<FoundCase, 'names' | 'townships'> {
  const active = activeListings(person, policy, day)
  const listed = active.flatMap(([, of, , { township }]) => (of === county ? [township] : []))
  const notified = cases.flatMap(({ row }) => row.close.notified ?? [])
  return { names: [...namesOnRecord(person, active)], townships: new Set([...listed, ...notified]) }
}

/** Nothing more is asked of the person in the county. */
export function isClosed({ cases }: Pick<FoundCase, 'cases'>): boolean {
  return cases.every(({ standing: { state, reason } }) => state === 'ended' && !OPEN_ENDS.has(reason))
}

const OPEN_ENDS = new Set<string | undefined>(['given-up', 'unpaid-at-year-end'])
