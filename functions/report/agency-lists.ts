/** What a close finds for the county's agency to do: its review list, and the year's list of who was not paid for. */
import { writeReviewList } from '../../forms/outgoing/review-list.ts'
import { writeUnpaidList } from '../../forms/outgoing/unpaid-list.ts'
import { present } from '../../schemas/present.ts'
import type { CountyDivisions, Policy } from '../../schemas/records/policy.ts'
import { Review, UnpaidRow } from '../../schemas/records/review.ts'
import type { SnapshotRow } from '../../schemas/records/snapshot.ts'
import { reviewRow } from '../shared/cases/review-rows.ts'
import { reportingOfficeName, townshipName } from '../shared/stages/divisions-of.ts'
import { deliver } from '../shared/work/deliver.ts'
import { thaw } from '../shared/work/frozen.ts'
import type { ReportDeps } from './deps.ts'

interface Closed {
  readonly county: CountyDivisions
  readonly period: string
  readonly run: string
  readonly at: string
  readonly listed: readonly SnapshotRow[]
}

export async function writeLists(deps: ReportDeps, closed: Closed, policy: Policy): Promise<void> {
  const { county, period, run, at, listed } = closed
  const close = present(await deps.runs.get(county.code, run), 'a close that was told of')
  const printed = { reportingOffice: reportingOfficeName(policy, county.code), period }
  const file = { division: county.code, period, version: at }
  const reviews = close.reviews ? await thaw(deps.outbox, close.reviews, Review) : []
  if (reviews.length > 0) {
    const byKey = new Map(listed.map((row) => [row.key, row]))
    const rowOf = (key: string) => present(byKey.get(key), 'the frozen row of a case that is to be settled')
    await deliver(deps, { ...file, folder: 'review', name: 'reviews.xlsx' }, (out) =>
      writeReviewList(out, { ...printed, rows: reviews.map((one) => reviewRow(one, rowOf(one.key), county, policy)) }),
    )
  }
  if (!close.unpaid) return
  const { year, table } = close.unpaid
  const rows = await thaw(deps.outbox, table, UnpaidRow)
  await deliver(deps, { ...file, folder: 'unpaid', name: `${year}.xlsx` }, (out) =>
    writeUnpaidList(out, {
      ...printed,
      year,
      rows: rows.map((row) => ({ ...row, township: row.township && townshipName(county, row.township) })),
    }),
  )
}
