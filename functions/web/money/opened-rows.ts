/** The rows behind a number of the reconciliation, in the order of batches. */
import type { OpenedRow } from '../../../pages/money/opened-rows.tsx'
import { maskedId, maskedName } from '../../../rules/access/masked.ts'
import { activeListings } from '../../../rules/determination/listings.ts'
import { settledAs } from '../../../rules/payments/results.ts'
import type { MoneyLine } from '../../../schemas/api/money.ts'
import { present } from '../../../schemas/present.ts'
import { type AnsweredRow, BatchRow } from '../../../schemas/records/batch.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { resultsOf } from '../../shared/cases/batch-results.ts'
import { countyMoney, type NamedMoney } from '../../shared/money/tie-out.ts'
import { thaw } from '../../shared/work/frozen.ts'
import type { WebDeps } from '../deps.ts'
import { knownTieOut } from './known-tie-out.ts'
import { longUnposted, type OfYear } from './reconciliation.ts'

export interface Opened extends OfYear {
  readonly line: MoneyLine
  /** One alone; nobody is foreign to a batch. */
  readonly batch: string | undefined
}

type Deps = WebDeps

/** A page of them, masked but for the one person; persons of other pages are not read. */
export async function openedRows(
  deps: Deps,
  policy: Policy,
  { line, batch, ...of }: Opened,
  { number, person }: { readonly number: number; readonly person: string | undefined },
) {
  const own = await countyMoney(deps, of.county)
  const batches = own.money.filter(({ id, year }) => year === of.year && id === (batch ?? id))
  if (line !== 'posted' && line !== 'unposted' && line !== 'foreign') {
    const all = await rowsOf(deps, batches)
    const rows = all.filter(({ result }) => line === 'approved' || line === stateOf(result))
    return pageOf(rows, number, person)
  }
  const sums = await knownTieOut(deps, { ...of, policy, day: deps.dayOf(deps.now()) }, own)
  if (line === 'foreign') {
    const { rows, ...place } = sliceOf(sums.posting.foreign, number)
    return { ...place, rows: maskedBut(person, await foreignRows(deps, policy, of.county, rows)) }
  }
  const named = new Set(sums.posting[line].map(nameOf))
  const long = new Set(longUnposted(sums).map(nameOf))
  const rows = (await rowsOf(deps, batches)).filter((row) => named.has(nameOf(row)))
  const marked = rows.map((row) => ({ ...row, isLong: long.has(nameOf(row)) }))
  return pageOf(marked, number, person)
}

const nameOf = ({ batch, row }: { readonly batch?: string | undefined; readonly row?: number | undefined }) =>
  `${batch} ${row}`

const stateOf = (result: AnsweredRow['result'] | undefined) => (result && settledAs(result)) ?? 'in-flight'

/** With an amount; of one year. */
async function rowsOf(deps: Deps, batches: readonly NamedMoney[]): Promise<OpenedRow[]> {
  const found: OpenedRow[] = []
  const [first] = batches
  const own = first ? await deps.batches.list(first.county, first.year) : []
  for (const { id } of batches) {
    const batch = present(
      own.find((one) => one.id === id),
      'a batch with money',
    )
    const answered = new Map((await resultsOf(deps, batch)).map((one) => [one.row, one]))
    const rows = await thaw(deps.outbox, present(batch.frozen, 'the rows of an approved batch'), BatchRow)
    rows.forEach(({ key, id: number, name, township, case: of, fen }, i) => {
      const { result, day } = answered.get(i + 1) ?? {}
      if (fen > 0) found.push({ key, id: number, name, township, case: of, fen, batch: id, row: i + 1, result, day })
    })
  }
  return found
}

async function foreignRows(deps: Deps, policy: Policy, county: string, keys: readonly string[]): Promise<OpenedRow[]> {
  const persons = await deps.people.get(keys, 'eventual')
  const day = deps.dayOf(deps.now())
  return keys.map((key) => {
    const person = present(persons.get(key), 'the person of a listing')
    const own = activeListings(person, policy, day).filter(([, of]) => of === county)
    const [, , , listing] = own[0] ?? []
    return { key, id: person.id, name: listing?.name ?? '', township: listing?.township }
  })
}

/** Rows a page. */
const SHOWN = 200

/** Masked but for the one. */
export function pageOf(all: readonly OpenedRow[], number: number, person: string | undefined) {
  const { rows, ...place } = sliceOf(all, number)
  return { ...place, rows: maskedBut(person, rows) }
}

const sliceOf = <T>(all: readonly T[], number: number) => ({
  ...{ number, count: all.length, pages: Math.ceil(all.length / SHOWN) },
  rows: all.slice((number - 1) * SHOWN, number * SHOWN),
})

const maskedBut = (person: string | undefined, rows: readonly OpenedRow[]): OpenedRow[] =>
  rows.map((row) => (row.key === person ? row : { ...row, name: maskedName(row.name), id: maskedId(row.id) }))
