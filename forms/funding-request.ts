/** The funding request for finance (代缴资金申请表; FORMS "Outgoing"), from the same frozen rows as the bank's file. */
import type { Writable } from 'node:stream'
import { newBook, type Value } from './book.ts'
import { type OfficeColumn, writeTable } from './office-sheet.ts'
import type { Control } from './payment-instruction.ts'
import { type Printed, periodLine, type Rows } from './printed.ts'

export interface FundingRow {
  readonly township: string
  /** The name of the primary category. */
  readonly category: string
  readonly name: string
  readonly id: string
  readonly year: number
  /** Rows of 0, the benefit claims, ask for no money and are left out. */
  readonly fen: number
}

export interface FundingRequestInput extends Printed {
  readonly number: string
  /** The names of the categories in the order in which a township's rows stand. */
  readonly categories: readonly string[]
  /** The frozen rows in their order, asked for twice: once for the sums, once for the list behind them. */
  readonly rows: () => Rows<FundingRow>
}

const SUM_COLUMNS: readonly OfficeColumn[] = [
  { heading: '乡镇', width: 28, look: 'centre' },
  { heading: '人员类别', width: 40, look: 'centre' },
  { heading: '人数', width: 18, look: 'count' },
  { heading: '金额', width: 24, look: 'money' },
]
const LIST_COLUMNS: readonly OfficeColumn[] = [
  { heading: '序号', width: 9, look: 'centre' },
  { heading: '乡镇', width: 18, look: 'centre' },
  { heading: '人员类别', width: 32, look: 'centre' },
  { heading: '姓名', width: 16, look: 'centre' },
  { heading: '身份证号码', width: 24, look: 'centre' },
  { heading: '缴费年度', width: 12, look: 'centre' },
  { heading: '金额', width: 16, look: 'money' },
]

/** Writes the request; resolves with its 合计 once `out` has finished. Townships stand in the order of their first person. */
export async function writeFundingRequest(out: Writable, input: FundingRequestInput): Promise<Control> {
  const sums = new Map<string, Map<string, { count: number; fen: number }>>()
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
  const book = newBook(out)
  const { unit } = input
  const aside = `${periodLine(input.period)}　　单位：人、元`
  const lines = [['申请编号', input.number]]
  await writeTable(
    book,
    { sheetName: '代缴资金申请表', title: '代缴资金申请表', unit, aside, lines, columns: SUM_COLUMNS },
    [...sums].flatMap(([township, categories]) =>
      [...categories]
        .sort(([a], [b]) => input.categories.indexOf(a) - input.categories.indexOf(b))
        .map(([category, sum]) => [township, category, sum.count, sum.fen / 100]),
    ),
    () => ['合计', undefined, total.count, total.fen / 100],
  )
  async function* list(): AsyncGenerator<Value[]> {
    let number = 0
    for await (const row of input.rows()) {
      if (row.fen === 0) continue
      yield [String(++number), row.township, row.category, row.name, row.id, String(row.year), row.fen / 100]
    }
  }
  await writeTable(
    book,
    { sheetName: '人员名单', title: '代缴资金申请人员名单', unit, aside, lines, columns: LIST_COLUMNS },
    list(),
    () => ['合计', undefined, undefined, `${total.count}人`, undefined, undefined, total.fen / 100],
  )
  await book.close()
  return total
}
