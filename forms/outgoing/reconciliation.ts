/** 对账表 of a county's year, to be printed and signed (docs/cases.md#money): without persons. */
import type { Writable } from 'node:stream'
import { type BatchMoney, inFlightOf, type TieOut } from '../../rules/payments/money.ts'
import type { RequestMoneyShown } from '../../schemas/api/money.ts'
import { dayName } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { LINE_NAMES, LINE_NOTES, RECONCILIATION, SECTIONS, SHORTFALL, yearName } from '../../wording/money.ts'
import { type Book, newBook } from './book.ts'
import { type ReportColumn, totalsOf, valuesOf, writeTable } from './office-sheet.ts'

export interface ReconciliationInput {
  readonly reportingOffice: string
  /** Of the counts. */
  readonly day: string
  readonly sums: TieOut
  readonly batches: readonly (BatchMoney & { readonly id: string })[]
  readonly requests: readonly RequestMoneyShown[]
  readonly shortfall: number
}

type Bank = Pick<TieOut, 'approved' | 'paid' | 'failed' | 'inFlight'>
type Requested = Pick<TieOut, 'netted' | 'requested' | 'allocated' | 'outstanding' | 'over'>

const BANK_LINES = [
  ['approved', ({ approved }: Bank) => approved],
  ['paid', ({ paid }: Bank) => paid],
  ['failed', ({ failed }: Bank) => failed],
  ['in-flight', ({ inFlight }: Bank) => inFlight],
] as const

const BATCH_COLUMNS: readonly ReportColumn<Bank & { readonly id: string }, Bank>[] = [
  { heading: HEADINGS.batch, width: 18, look: 'number', value: ({ id }) => id, total: () => HEADINGS.total },
  ...BANK_LINES.flatMap(([line, of]): ReportColumn<Bank & { readonly id: string }, Bank>[] => [
    {
      heading: `${LINE_NAMES[line]}${HEADINGS.payments}`,
      width: 10,
      look: 'count',
      value: (row) => of(row).rows,
      total: (sums) => of(sums).rows,
    },
    {
      heading: `${LINE_NAMES[line]}${HEADINGS.amount}`,
      width: 15,
      look: 'money',
      value: (row) => of(row).fen / 100,
      total: (sums) => of(sums).fen / 100,
    },
  ]),
]

const REQUEST_LINES = ['netted', 'requested', 'allocated', 'outstanding', 'over'] as const
type RequestTotal = Requested & { readonly total: number }

const REQUEST_COLUMNS: readonly ReportColumn<RequestMoneyShown, RequestTotal>[] = [
  { heading: HEADINGS.request, width: 18, look: 'number', value: ({ id }) => id, total: () => HEADINGS.total },
  { heading: HEADINGS.day, width: 12, look: 'number', value: ({ day }) => day },
  {
    heading: HEADINGS.batchAmount,
    width: 15,
    look: 'money',
    value: ({ total }) => total / 100,
    total: ({ total }) => total / 100,
  },
  ...REQUEST_LINES.map(
    (line): ReportColumn<RequestMoneyShown, RequestTotal> => ({
      heading: HEADINGS[line],
      width: 15,
      look: 'money',
      value: (row) => row[line] / 100,
      total: (sums) => sums[line] / 100,
    }),
  ),
  {
    heading: HEADINGS.allocationDue,
    width: 12,
    look: 'number',
    value: ({ due, requested }) => (requested > 0 ? due : undefined),
  },
]

interface Line {
  readonly name: string
  readonly rows?: number
  readonly fen?: number
  readonly note?: string
}

const LINE_COLUMNS: readonly ReportColumn<Line>[] = [
  { heading: HEADINGS.kind, width: 26, look: 'text', value: ({ name }) => name },
  { heading: HEADINGS.payments, width: 12, look: 'count', value: ({ rows }) => rows },
  {
    heading: HEADINGS.yuan,
    width: 18,
    look: 'money',
    value: ({ fen }) => (fen === undefined ? undefined : fen / 100),
  },
  { heading: HEADINGS.remark, width: 60, look: 'text', value: ({ note }) => note },
]

/** Resolves once `out` has finished. */
export async function writeReconciliation(out: Writable, input: ReconciliationInput): Promise<void> {
  const book = await newBook(out)
  const { sums, batches, requests } = input
  await section(book, input, '汇总', LINE_COLUMNS, linesOf(input))
  const named = batches.map((batch) => ({ ...batch, inFlight: inFlightOf(batch) }))
  await section(book, input, SECTIONS.bank, BATCH_COLUMNS, named, () => totalsOf(BATCH_COLUMNS, sums))
  const total = { ...sums, total: requests.reduce((all, one) => all + one.total, 0) }
  await section(book, input, SECTIONS.finance, REQUEST_COLUMNS, requests, () => totalsOf(REQUEST_COLUMNS, total))
  await book.close()
}

function section<Row>(
  book: Book,
  { reportingOffice, day, sums }: ReconciliationInput,
  sheetName: string,
  columns: readonly ReportColumn<Row, never>[],
  rows: readonly Row[],
  totals?: () => ReturnType<typeof totalsOf>,
): Promise<void> {
  const form = { sheetName, reportingOffice, aside: `截至${dayName(day)}　　${HEADINGS.inYuan}`, columns }
  return writeTable(
    book,
    { ...form, title: `${yearName(sums.year)}${RECONCILIATION}` },
    rows.map((row, i) => valuesOf(columns, row, i + 1)),
    totals,
  )
}

function linesOf({ sums, shortfall }: ReconciliationInput): Line[] {
  return [
    ...BANK_LINES.map(([line, of]) => ({ name: LINE_NAMES[line], ...of(sums) })),
    ...REQUEST_LINES.map((line) => ({ name: HEADINGS[line], fen: sums[line] })),
    { name: SHORTFALL, fen: shortfall },
    { name: HEADINGS.surplus, fen: sums.surplus },
    { name: LINE_NAMES.posted, rows: sums.posted, note: LINE_NOTES.posted },
    { name: LINE_NAMES.unposted, rows: sums.unposted, note: LINE_NOTES.unposted },
    { name: LINE_NAMES.foreign, rows: sums.foreign, note: LINE_NOTES.foreign },
  ]
}
