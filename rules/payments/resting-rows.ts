/** Rows of a batch that rest on settlements, and whose those are (docs/access.md#accounts). */
import type { BatchRow } from '../../schemas/records/batch.ts'
import type { Settlement } from '../../schemas/records/case.ts'
import type { Person } from '../../schemas/records/person.ts'

export interface RestingRow {
  readonly row: BatchRow
  readonly on: readonly (Settlement & { readonly county: string })[]
}

export function restingRow(row: BatchRow, { cases = {} }: Pick<Person, 'cases'>): RestingRow {
  const orders = new Set(row.restsOn)
  const on = Object.entries(cases).flatMap(([county, { settlements = [] }]) =>
    settlements.filter(({ order }) => orders.has(order)).map((one) => ({ ...one, county })),
  )
  return { row, on }
}

/** Whoever settled it, with nobody else, does not approve it. */
export function isOfOne({ on }: RestingRow, account: string): boolean {
  const settlers = on.flatMap(({ by, confirmed }) => [by?.account, ...(confirmed ? [confirmed.by.account] : [])])
  return settlers.length > 0 && settlers.every((one) => one === account)
}
