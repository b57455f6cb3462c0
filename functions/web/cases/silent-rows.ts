/** Rows that the bank never answers: one person asks to close them, another does, once the return is overdue. */
import { cityCalendar } from '../../../rules/deadlines/work-calendar.ts'
import type { Signature } from '../../../schemas/records/account.ts'
import { type Batch, BatchRow } from '../../../schemas/records/batch.ts'
import { DEFAULT_DEADLINES } from '../../../schemas/records/deadline-policy.ts'
import type { RowClosing } from '../../../schemas/records/row-closing.ts'
import { isFailed, isInHand } from '../../../schemas/records/upload.ts'
import { closedRow } from '../../../wording/silent-rows.ts'
import { resultsOf } from '../../shared/cases/batch-results.ts'
import { thaw } from '../../shared/work/frozen.ts'
import type { WebDeps } from '../deps.ts'
import { found, refuse } from '../http/refuse.ts'
import { sendRows } from '../sending/send-rows.ts'

export interface SilentRow {
  /** From 1. */
  readonly number: number
  readonly row: BatchRow
  readonly closing: RowClosing | undefined
}

export interface SilentRows {
  readonly batch: Batch
  /** Until when the bank has to answer. */
  readonly due: string
  readonly isOverdue: boolean
  readonly rows: readonly SilentRow[]
}

/** @throws 404 where the batch is none or not approved */
export async function silentRows(deps: WebDeps, county: string, id: string): Promise<SilentRows> {
  const batch = found(await deps.batches.get(county, id))
  const frozen = found(batch.frozen)
  const [rows, answered, closings, policy] = await Promise.all([
    thaw(deps.outbox, frozen, BatchRow),
    resultsOf(deps, batch),
    deps.rowClosings.list(id),
    deps.deadlines.policy(),
  ])
  const { asked, calendar } = policy ?? DEFAULT_DEADLINES
  const due = cityCalendar(calendar).after(batch.day, asked['bank-return'])
  const isAnswered = new Set(answered.map(({ row }) => row))
  const closingOf = new Map(closings.map((closing) => [closing.row, closing]))
  const silent = rows.flatMap((row, i): SilentRow[] =>
    isAnswered.has(i + 1) ? [] : [{ number: i + 1, row, closing: closingOf.get(i + 1) }],
  )
  return { batch, due, isOverdue: due < deps.dayOf(deps.now()), rows: silent }
}

/** @throws 409 before the return is overdue, or where the bank has answered meanwhile */
export async function askToClose(
  deps: WebDeps,
  { batch, due, isOverdue, rows }: SilentRows,
  { rows: numbers, grounds }: { readonly rows: readonly number[]; readonly grounds: string },
  askedBy: Signature,
): Promise<void> {
  if (!isOverdue) throw refuse('return-not-overdue', due)
  const silent = new Set(rows.map(({ number }) => number))
  if (!numbers.every((number) => silent.has(number))) throw refuse('rows-answered')
  const asked = { county: batch.county, batch: batch.id, grounds, askedBy, askedAt: deps.now().toISOString() }
  for (const row of numbers) await deps.rowClosings.ask({ ...asked, row })
}

/**
 * The rows go the way of a file, as the bank's result 99; one that the bank has answered meanwhile comes back.
 * @returns the upload's id
 * @throws 409 where nobody has asked, or the same person has
 */
export async function closeRows(deps: WebDeps, silent: SilentRows, numbers: readonly number[], by: Signature) {
  const { batch } = silent
  const asked = askedAmong(silent, numbers)
  if (asked.some(({ closing }) => closing.askedBy.account === by.account)) throw refuse('closed-by-same')
  // A second click finds what the first has sent.
  const sent = asked.flatMap(({ closing }) => closing.confirmed?.upload ?? [])[0]
  const before = sent === undefined ? undefined : await deps.uploads.get(batch.county, sent)
  if (before && isInHand(before) && !isFailed(before)) return before.id
  const day = deps.dayOf(deps.now())
  const rows = asked.map((one) => closedRow(batch.id, one, day))
  const owner = { division: batch.county, office: 'social-insurance', closesRows: true } as const
  const { id: upload } = await sendRows(deps, 'bank-return', owner, rows, by)
  const confirmed = { by, at: deps.now().toISOString(), upload }
  for (const { closing } of asked) await deps.rowClosings.confirm(closing, confirmed)
  return upload
}

/** @throws 409 where nobody has asked */
export async function keepRows(deps: WebDeps, silent: SilentRows, numbers: readonly number[]): Promise<void> {
  for (const { closing } of askedAmong(silent, numbers)) await deps.rowClosings.drop(closing)
}

function askedAmong({ rows }: SilentRows, numbers: readonly number[]) {
  const asked = rows.flatMap(({ number, row, closing }) =>
    closing && numbers.includes(number) ? [{ number, row, closing }] : [],
  )
  if (asked.length < numbers.length) throw refuse('rows-answered')
  return asked
}
