/** 代缴资金申请表 (docs/forms.md#funding-request), from the bank's frozen rows. */

import type { Writable } from 'node:stream'
import { periodLine } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { FOLDER_NAMES } from '../../wording/output-names.ts'
import { type Book, newBook, type Value } from './book.ts'
import { type LineCell, type OfficeRow, type ReportColumn, totalsOf, valuesOf, writeTable } from './office-sheet.ts'
import type { Control } from './payment-instruction.ts'
import type { Printed, Rows } from './printed.ts'
import { rmbCapitals } from './rmb-capitals.ts'

export interface FundingRow {
  readonly township: string
  readonly category: string
  readonly name: string
  readonly id: string
  readonly year: number
  /** Claims, of 0 fen, are left out. */
  readonly fen: number
}

export interface FundingRequestInput extends Printed {
  readonly number: string
  /** 致: the bureau's official name. */
  readonly addressee: string
  /** Left blank for handwriting where policy has none. */
  readonly payee?: { readonly name: string; readonly bank: string; readonly account: string } | undefined
  /** In fen; below 0 where the bank corrected a failure that was netted. */
  readonly nettedFen: number
  /** Without rows: for corrections that no batch has followed. */
  readonly isSupplementary?: boolean
  /** In the order of a township's rows. */
  readonly categories: readonly string[]
  /** Read twice: for the sums and for the list. */
  readonly rows: () => Rows<FundingRow>
}

interface SumRow extends Control {
  readonly township: string
  readonly category?: string
}

const SUM_COLUMNS: readonly ReportColumn<SumRow>[] = [
  { heading: HEADINGS.township, width: 18, look: 'centre', value: ({ township }) => township },
  { heading: HEADINGS.category, width: 30, look: 'centre', value: ({ category }) => category },
  { heading: HEADINGS.persons, width: 12, look: 'count', value: ({ count }) => count },
  { heading: HEADINGS.amount, width: 36, look: 'money', value: ({ fen }) => fen / 100 },
]
const LIST_COLUMNS: readonly ReportColumn<FundingRow, Control>[] = [
  {
    heading: HEADINGS.number,
    width: 8,
    look: 'number',
    value: (_, number) => String(number),
    total: () => HEADINGS.total,
  },
  { heading: HEADINGS.township, width: 16, look: 'centre', value: ({ township }) => township },
  { heading: HEADINGS.category, width: 24, look: 'centre', value: ({ category }) => category },
  { heading: HEADINGS.name, width: 16, look: 'centre', value: ({ name }) => name, total: ({ count }) => `${count}人` },
  { heading: HEADINGS.id, width: 20, look: 'number', value: ({ id }) => id },
  { heading: HEADINGS.year, width: 10, look: 'number', value: ({ year }) => String(year) },
  { heading: HEADINGS.amount, width: 12, look: 'money', value: ({ fen }) => fen / 100, total: ({ fen }) => fen / 100 },
]

/** Resolves with its 合计 once `out` has finished. */
export async function writeFundingRequest(out: Writable, input: FundingRequestInput): Promise<Control> {
  const { sums, total } = await summed(input)
  const book = await newBook(out)
  const { reportingOffice } = input
  const aside = `${periodLine(input.period)}　　${HEADINGS.inPersonsAndYuan}`
  await writeTable(
    book,
    {
      sheetName: FOLDER_NAMES.finance,
      title: input.isSupplementary ? '代缴资金补充申请表' : FOLDER_NAMES.finance,
      reportingOffice,
      aside,
      lines: headLines(input, total.fen),
      columns: SUM_COLUMNS,
      opinion: '财政部门意见',
    },
    sumRows(sums, input.categories),
    () => sumValues({ township: HEADINGS.total, ...total }),
  )
  if (!input.isSupplementary) await writeList(book, input, total, aside)
  await book.close()
  return total
}

async function writeList(book: Book, input: FundingRequestInput, total: Control, aside: string): Promise<void> {
  async function* list(): AsyncGenerator<Value[]> {
    let number = 0
    for await (const row of input.rows()) {
      if (row.fen === 0) continue
      yield valuesOf(LIST_COLUMNS, row, ++number)
    }
  }
  await writeTable(
    book,
    {
      sheetName: HEADINGS.personList,
      title: `代缴资金申请${HEADINGS.personList}`,
      reportingOffice: input.reportingOffice,
      aside,
      lines: [[HEADINGS.request, input.number]],
      columns: LIST_COLUMNS,
    },
    list(),
    () => totalsOf(LIST_COLUMNS, total),
  )
}

type Sums = Map<string, Map<string, { count: number; fen: number }>>

async function summed(input: FundingRequestInput): Promise<{ sums: Sums; total: Control }> {
  const sums: Sums = new Map()
  const total = { count: 0, fen: 0 }
  for await (const { township, category, fen } of input.rows()) {
    if (fen === 0) continue
    const ofTownship = sums.get(township) ?? new Map<string, { count: number; fen: number }>()
    sums.set(township, ofTownship)
    const sum = ofTownship.get(category) ?? { count: 0, fen: 0 }
    ofTownship.set(category, sum)
    for (const counted of [sum, total]) {
      counted.count++
      counted.fen += fen
    }
  }
  return { sums, total }
}

const MONEY = '#,##0.00'

const CORRECTED = '以前的申请抵扣了缴费失败的金额，银行后来更正为成功，其后没有新的批次，现补充申请差额。'

function headLines(input: FundingRequestInput, batchFen: number): LineCell[][] {
  const { number, addressee, payee, nettedFen } = input
  const asked = batchFen - nettedFen
  return [
    [HEADINGS.request, number, '致', addressee],
    [
      HEADINGS.batchAmount,
      { value: batchFen / 100, format: MONEY },
      HEADINGS.netted,
      { value: nettedFen / 100, format: MONEY },
    ],
    [HEADINGS.requested, { value: asked / 100, format: MONEY, isLarge: true }, HEADINGS.capitals, rmbCapitals(asked)],
    ['收款单位', payee?.name, '开户银行', payee?.bank],
    ['收款账号', payee?.account],
    ...(input.isSupplementary ? [[HEADINGS.remark, CORRECTED]] : []),
  ]
}

const sumValues = (row: SumRow): Value[] => valuesOf(SUM_COLUMNS, row, 0)

function sumRows(sums: Sums, categories: readonly string[]): OfficeRow[] {
  return [...sums].flatMap(([township, own]) => {
    const rows = [...own].sort(([a], [b]) => categories.indexOf(a) - categories.indexOf(b))
    const all = (of: 'count' | 'fen') => rows.reduce((sum, [, counted]) => sum + counted[of], 0)
    return [
      ...rows.map(([category, sum]) => sumValues({ township, category, ...sum })),
      { sum: sumValues({ township, category: HEADINGS.subtotal, count: all('count'), fen: all('fen') }) },
    ]
  })
}
