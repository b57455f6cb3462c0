/** What an approver weighs: sums against the last batch, settlements that rows rest on, who has left since the close. */
import type { BatchReview, Left } from '../../../pages/payments/batch-review.tsx'
import { maskedId, maskedName } from '../../../rules/access/masked.ts'
import { type CaseFacts, caseState, isPast } from '../../../rules/cases/state.ts'
import { ageOn, monthsBefore } from '../../../rules/days.ts'
import { activeListings } from '../../../rules/determination/listings.ts'
import { batchSums } from '../../../rules/payments/batch-sums.ts'
import { askedOfFinance } from '../../../rules/payments/money.ts'
import { type RestingRow, restingRow } from '../../../rules/payments/resting-rows.ts'
import { birthDateOf } from '../../../rules/rows/id-number.ts'
import { present } from '../../../schemas/present.ts'
import { type Batch, BatchRow } from '../../../schemas/records/batch.ts'
import type { CaseRow, CaseState } from '../../../schemas/records/case.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { casesOf, type Gathering, gatherFacts, withoutOwn } from '../../shared/cases/case-facts.ts'
import { decidedToday } from '../../shared/cases/heard-registers.ts'
import { writtenSince } from '../../shared/cases/may-be-open.ts'
import { countyMoney } from '../../shared/money/tie-out.ts'
import { thaw } from '../../shared/work/frozen.ts'
import type { WebDeps } from '../deps.ts'

/** @param rows those of the batch, whole */
export async function batchReview(
  deps: WebDeps,
  policy: Policy,
  batch: Batch,
  rows: readonly BatchRow[],
): Promise<BatchReview> {
  const isWaiting = batch.state === 'prepared'
  const [last, asked, resting, left, leaving] = await Promise.all([
    lastBefore(deps, batch),
    askedFor(deps, batch),
    restingRows(deps, rows),
    isWaiting ? leftSince(deps, policy, batch, rows) : [],
    isWaiting ? leavingIt(deps, policy, batch, rows) : [],
  ])
  const sums = batchSums(
    rows,
    last?.rows ?? [],
    policy.categories.map(({ code }) => code),
  )
  return { before: last?.id, sums, asked, resting, left, leaving }
}

/** With a settlement; read only of these persons. */
export async function restingRows(
  { people }: Pick<WebDeps, 'people'>,
  rows: readonly BatchRow[],
): Promise<RestingRow[]> {
  const resting = rows.filter(({ restsOn }) => restsOn !== undefined)
  if (resting.length === 0) return []
  const persons = await people.get([...new Set(resting.map(({ key }) => key))], 'eventual')
  return resting.map((row) => restingRow(row, present(persons.get(row.key), 'the person of a row')))
}

async function lastBefore({ batches, outbox }: WebDeps, { county, id }: Batch) {
  const all = await batches.list(county)
  const last = all.filter((one) => one.frozen && one.id < id).at(-1)
  return last?.frozen ? { id: last.id, rows: await thaw(outbox, last.frozen, BatchRow) } : undefined
}

/** Until its request is made, what it would be. */
async function askedFor(deps: WebDeps, { county, id, year, prepared, frozen }: Batch): Promise<BatchReview['asked']> {
  const { money, requests } = await countyMoney(deps, county)
  const made = requests.find((one) => one.batch === id)
  if (made || !prepared) return made
  const { rows, fen, claims = 0 } = frozen ?? prepared
  const none = { rows: 0, fen: 0 }
  const own = { id, county, year, approved: { rows: rows - claims, fen }, paid: none, failed: none }
  return askedOfFinance(fen, [...money.filter((one) => one.id !== id), own], requests)
}

const TAKEN: ReadonlySet<CaseState> = new Set(['paid', 'in-flight', 'in-batch', 'registered'])

/** Ready at the close, and neither in this batch nor taken by another one. */
async function leftSince(deps: WebDeps, policy: Policy, batch: Batch, rows: readonly BatchRow[]): Promise<Left[]> {
  const { county } = batch
  const day = deps.dayOf(deps.now())
  const own = new Set(rows.map((row) => row.case))
  const { rows: cases } = await casesOf(deps, county)
  const gone = cases.filter((row) => row.close.state === 'ready' && !own.has(row.number) && !isPast(row, day))
  const now = await standingToday(deps, { county, policy, day }, gone, (facts) => facts)
  return now.filter(({ standing }) => !TAKEN.has(standing.state))
}

/** In the batch, and not ready any more: each leaves it at its approval, unless it is ready again by then. */
async function leavingIt(deps: WebDeps, policy: Policy, batch: Batch, rows: readonly BatchRow[]): Promise<Left[]> {
  const { county, day: prepared, at } = batch
  const day = deps.dayOf(deps.now())
  const stirred = await deps.stirred.since(county, writtenSince(at))
  const oldest = monthsBefore(day, policy.cases.verifiedMonths)
  const { rows: cases } = await casesOf(deps, county)
  const papers = new Map(cases.map(({ number, close }) => [number, close.verifiedOn]))
  // A batch has tens of thousands: read are those whom something has moved since, a birthday and the age of papers too.
  const isMoved = ({ key, id, case: number }: BatchRow) => {
    const born = birthDateOf(id) ?? day
    const verifiedOn = papers.get(number)
    const isOutdated = verifiedOn !== undefined && verifiedOn < oldest
    return stirred.has(key) || ageOn(born, prepared) !== ageOn(born, day) || isOutdated
  }
  const moved = new Set(rows.filter(isMoved).map((row) => row.case))
  const own = cases.filter(({ number }) => moved.has(number))
  const now = await standingToday(deps, { county, policy, day }, own, (facts) => withoutOwn(facts, batch))
  return now.filter(({ standing }) => standing.state !== 'ready')
}

async function standingToday(
  deps: WebDeps,
  { county, policy, day }: Pick<Gathering, 'county' | 'policy' | 'day'>,
  cases: readonly CaseRow[],
  looked: (facts: CaseFacts) => CaseFacts,
): Promise<Left[]> {
  if (cases.length === 0) return []
  const persons = await deps.people.get([...new Set(cases.map(({ key }) => key))], 'eventual')
  const decided = await decidedToday(deps, { county, day, policy, persons })
  const factsOf = await gatherFacts(deps, { county, day, policy, persons, decided }, cases)
  return cases.map((row) => {
    const standing = caseState(row, looked(factsOf(row)))
    const person = present(persons.get(row.key), 'the person of a case')
    const [, , , listing] = activeListings(person, policy, day).find(([, of]) => of === county) ?? []
    const name = maskedName(listing?.name ?? Object.values(person.register)[0]?.name ?? '')
    return { number: row.number, name, id: maskedId(person.id), standing }
  })
}
