/** What a close freezes for the agency's lists: whom to settle, and who was not paid for in the year before. */
import { reviewsOf } from '../../rules/cases/review-items.ts'
import { unpaidOf } from '../../rules/cases/unpaid.ts'
import { present } from '../../schemas/present.ts'
import type { CaseRow } from '../../schemas/records/case.ts'
import type { DeterminationRun } from '../../schemas/records/determination-run.ts'
import type { Person } from '../../schemas/records/person.ts'
import { UnpaidRow } from '../../schemas/records/review.ts'
import { gatherFacts } from '../shared/cases/case-facts.ts'
import { freeze, thaw } from '../shared/work/frozen.ts'
import type { SnapshotDeps } from './deps.ts'
import type { Closed } from './keep-cases.ts'

type Lists = Required<Pick<DeterminationRun, 'reviews'>> & Pick<DeterminationRun, 'unpaid'>

/** @param table the county's cases as the close leaves them */
export async function keepLists(deps: SnapshotDeps, closed: Closed, table: readonly CaseRow[]): Promise<Lists> {
  const { run, persons, policy } = closed
  const { county, period, id, day, at } = run
  const circumstances = { day, policy, ...deps.registers }
  const reviews = reviewsOf(table, { county, at, persons, circumstances })
  const unpaid = await keepUnpaid(deps, closed, table)
  return {
    reviews: await freeze(deps.outbox, `lists/${county}/${period}/${id}/reviews`, reviews),
    ...(unpaid && { unpaid }),
  }
}

/** @returns none where an earlier close of the year has found the same persons */
async function keepUnpaid(deps: SnapshotDeps, { run, policy }: Closed, table: readonly CaseRow[]) {
  const { county, period, id, day, at } = run
  const year = Number(day.slice(0, 4)) - 1
  const past = table.filter((row) => row.kind === 'contribution' && row.year === year)
  if (past.length === 0) return undefined
  const persons = await deps.people.get([...new Set(past.map(({ key }) => key))], 'strong')
  const personOf = (key: string) => present(persons.get(key), 'the person of a case')
  const decided = ({ decisions }: Person) => decisions[county]
  const factsOf = await gatherFacts(deps, { county, day, policy, persons, decided }, past)
  const unpaid = unpaidOf(past, { year, idOf: (key) => personOf(key).id, factsOf }).map(({ row, was }) => ({
    number: row.number,
    ...knownAs(personOf(row.key), county),
    was,
  }))
  const before = await lastUnpaid(deps, county, year, at)
  if (before && sameNumbers(await thaw(deps.outbox, before, UnpaidRow), unpaid)) return undefined
  return { year, table: await freeze(deps.outbox, `lists/${county}/${period}/${id}/unpaid`, unpaid) }
}

async function lastUnpaid({ runs }: SnapshotDeps, county: string, year: number, before: string) {
  const closes = (await runs.closes(county)).filter(({ at, unpaid }) => at < before && unpaid?.year === year)
  return closes.sort((a, b) => (a.at < b.at ? -1 : 1)).at(-1)?.unpaid?.table
}

type Numbered = Pick<UnpaidRow, 'number'>

function sameNumbers(one: readonly Numbered[], other: readonly Numbered[]): boolean {
  const text = (rows: readonly Numbered[]) =>
    rows
      .map(({ number }) => number)
      .sort()
      .join()
  return text(one) === text(other)
}

/** By the county's list, of whoever left it too. */
function knownAs({ id, lists, register }: Person, county: string): Omit<UnpaidRow, 'number' | 'was'> {
  const own = Object.entries(lists).filter(([head, { row }]) => row && head.startsWith(`${county}#`))
  const [, last] = own.find(([, { ended }]) => !ended) ?? own[0] ?? []
  const name = last?.row?.name ?? Object.values(register)[0]?.name ?? ''
  const { township, village, phone } = last?.row ?? {}
  return { id, name, ...(township && { township }), ...(village && { village }), ...(phone && { phone }) }
}
