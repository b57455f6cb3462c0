/** What the bank has to book and what it has answered, by batch (docs/cases.md#bank-returns). */
import type { BankBatch, BankReturn, ResultLine } from '../../../pages/money/bank-tables.tsx'
import { requestedObligations } from '../../../rules/deadlines/obligations.ts'
import { cityCalendar } from '../../../rules/deadlines/work-calendar.ts'
import { isSettled } from '../../../rules/payments/results.ts'
import { BankResult } from '../../../schemas/codes.ts'
import { present } from '../../../schemas/present.ts'
import { type Batch, BatchRow } from '../../../schemas/records/batch.ts'
import { DEFAULT_DEADLINES } from '../../../schemas/records/deadline-policy.ts'
import type { Policy } from '../../../schemas/records/policy.ts'
import { isDone } from '../../../schemas/records/upload.ts'
import { receiptMessage } from '../../../wording/receipt.ts'
import { resultsOf } from '../../shared/cases/batch-results.ts'
import { thaw } from '../../shared/work/frozen.ts'
import type { WebDeps } from '../deps.ts'

/** Approved ones, the latest first. */
export async function bankBatches(deps: WebDeps, policy: Policy, county: string): Promise<BankBatch[]> {
  const deadlines = (await deps.deadlines.policy()) ?? DEFAULT_DEADLINES
  const duties = { policy, deadlines, calendar: cityCalendar(deadlines.calendar) }
  const today = deps.dayOf(deps.now())
  const approved = (await deps.batches.list(county)).filter((batch) => batch.frozen).reverse()
  return approved.map((batch) => {
    const { id, day, frozen, results } = batch
    const asked = { division: county, office: 'bank', form: 'bank-return', period: batch.period } as const
    const due = requestedObligations(duties, [{ ...asked, ref: id, requestedOn: day }])[0]?.due ?? day
    const { rows, fen } = present(frozen, 'the rows of an approved batch')
    const { rows: answered = 0, unclear = 0 } = results ?? {}
    const isOver = isSettled(batch)
    return { id, day, rows, fen, answered, unclear, due, isOver, isOverdue: !isOver && due < today }
  })
}

/** Uploads looked back on. */
const LOOKED_BACK = 500

/** The latest first. @param batch of one alone */
export async function bankReturns(
  deps: WebDeps,
  policy: Policy,
  county: string,
  batch?: string,
): Promise<BankReturn[]> {
  const sent = (await deps.uploads.list(county, LOOKED_BACK)).filter(
    (upload) => upload.form === 'bank-return' && upload.closesRows === undefined && !upload.discarded,
  )
  return sent
    .map((upload) => ({
      upload,
      about: upload.reading?.about ?? upload.refusal?.about,
      said: isDone(upload) ? receiptMessage(upload, policy) : undefined,
    }))
    .filter(({ about }) => batch === undefined || about?.batch === batch)
    .sort((a, b) => (a.upload.requestedAt < b.upload.requestedAt ? 1 : -1))
}

export type Answered = BankResult | 'none'

/** Rows with what the bank has said of each. */
export async function answeredRows(
  deps: WebDeps,
  batch: Batch,
): Promise<(BatchRow & { row: number; answer: Answered })[]> {
  const results = new Map((await resultsOf(deps, batch)).map(({ row, result }) => [row, result]))
  const rows = batch.frozen ? await thaw(deps.outbox, batch.frozen, BatchRow) : []
  return rows.map((one, i) => ({ ...one, row: i + 1, answer: results.get(i + 1) ?? ('none' as const) }))
}

/** By code, in their order; what has not come stands last. */
export function resultLines(rows: readonly { readonly answer: Answered; readonly fen: number }[]): ResultLine[] {
  const by = Map.groupBy(rows, ({ answer }) => answer)
  return [...BankResult.options, 'none' as const].flatMap((answer) => {
    const own = by.get(answer)
    return own ? [{ answer, rows: own.length, fen: own.reduce((sum, { fen }) => sum + fen, 0) }] : []
  })
}
