/** Every row of an answer is judged once, in the order of the file. */
import type { AnswerRow } from '../../../rules/answers/answer-row.ts'
import { answerRows } from '../../../rules/answers/answer-row.ts'
import type { RowCode } from '../../../schemas/codes.ts'
import type { Reading } from '../../../schemas/records/upload.ts'
import type { ReturnedSpool } from '../reader/returned-spool.ts'
import { RowCells, rowLabel } from '../reader/row-cells.ts'
import type { ReadAnswer } from './read-answer.ts'
import type { HeldRow } from './row-file.ts'

/** Persons are read so many at once. */
const TOGETHER = 400

export interface JudgedRow {
  /** From 0, over all sheets. */
  readonly index: number
  readonly label: string
  readonly row: AnswerRow
}

export interface Judge {
  /** Reads what the rows need, before they are judged one by one. */
  readonly load?: (rows: readonly JudgedRow[]) => Promise<void>
  /** @returns the earlier row that a doubled one repeats */
  readonly judge: (row: JudgedRow) => string | undefined
  readonly take: (row: JudgedRow) => void
}

export async function eachRow(
  { form, rows }: Pick<ReadAnswer, 'form' | 'rows'>,
  { load, judge, take }: Judge,
  returned: ReturnedSpool,
): Promise<Pick<Reading, 'returned' | 'byCode'>> {
  returned.clear()
  const byCode: Partial<Record<RowCode, number>> = {}
  const parsed = parserOf(form)
  for (const group of grouped(rows.rows())) {
    const own = group.map((held) => ({ held, parsed: parsed(held) }))
    await load?.(own.map((one) => one.parsed))
    for (const one of own) {
      const earlier = judge(one.parsed)
      const { findings, isGood } = one.parsed.row
      if (isGood) take(one.parsed)
      else {
        for (const { code } of findings) byCode[code] = (byCode[code] ?? 0) + 1
        returned.add({ ...one.held, findings, earlier })
      }
    }
  }
  return { returned: returned.count, byCode }
}

export function parserOf(form: ReadAnswer['form']): (held: HeldRow) => JudgedRow {
  const makers = new Map<HeldRow['header'], ReturnType<typeof answerRows>>()
  return ({ index, header, row }) => {
    const make = makers.get(header) ?? answerRows(form, header.at)
    makers.set(header, make)
    return { index, label: rowLabel(header.sheet, row.number), row: make(new RowCells().of(row)) }
  }
}

function* grouped<T>(items: Iterable<T>): Generator<T[]> {
  let group: T[] = []
  for (const item of items) {
    group.push(item)
    if (group.length < TOGETHER) continue
    yield group
    group = []
  }
  if (group.length > 0) yield group
}

/** Remembers where a value stood first; blank ones are never the same. */
export class FirstRows {
  readonly #labels = new Map<string, string>()
  earlier(value: string, label: string): string | undefined {
    if (value === '') return undefined
    const known = this.#labels.get(value)
    if (known === undefined) this.#labels.set(value, label)
    return known
  }
}
