/** Rows of the policy workbook by heading, faults in Chinese. */
import { dayInNumber, dayInText } from '../../rules/days.ts'
import { compact, headingForm } from '../../rules/rows/normalise.ts'
import { Kind, type Row, type Sheet, type Workbook } from '../incoming/sheet/sheet.ts'
import { COLUMNS, type PolicySheet, SHEETS } from './policy-sheets.ts'

const HEADER_WITHIN = 50
/** No city has so many; a version's size stays bounded. */
const MOST_LINES = 3_000
const LONGEST = 200

export interface PolicyFault {
  readonly sheet: string
  /** 0 for the whole sheet. */
  readonly row: number
  readonly message: string
}

export interface Line {
  text(heading: string): string
  year(heading: string): number
  fen(heading: string, least: number): number
  day(heading: string): string | undefined
  choice(heading: string, choices: readonly string[]): string
  /** Excel keeps only 15 digits of a number. */
  isNumber(heading: string): boolean
  fault(message: string): void
}

/** A row with a blank in `skipBlank` is left out. */
export async function linesOf(
  workbook: Workbook,
  key: PolicySheet,
  faults: PolicyFault[],
  skipBlank: readonly string[] = [],
): Promise<Line[]> {
  const name = SHEETS[key]
  const sheet = sheetOf(workbook, name)
  if (!sheet) {
    faults.push({ sheet: name, row: 0, message: `缺少工作表“${name}”。请下载参数设置表，在原表上修改。` })
    return []
  }
  const columns = COLUMNS[key]
  const required = columns.filter((c) => c.required).map((c) => c.heading)
  let at: Map<string, number> | undefined
  const lines: Line[] = []
  for await (const rows of sheet.rows()) {
    for (const row of rows) {
      if (!at) {
        if (row.number > HEADER_WITHIN) break
        const forms = row.texts.map(headingForm)
        const found = new Map(columns.map((c) => [c.heading, forms.indexOf(headingForm(c.heading))]))
        if (required.every((heading) => (found.get(heading) ?? -1) >= 0)) at = found
        continue
      }
      const line = lineOf(name, row, at, faults)
      const blank = columns.every((c) => line.text(c.heading) === '') || skipBlank.some((h) => line.text(h) === '')
      if (blank) continue
      for (const heading of required) {
        if (line.text(heading) === '') line.fault(`“${heading}”没有填。`)
      }
      for (const { heading } of columns) {
        if (line.text(heading).length > LONGEST) line.fault(`“${heading}”太长，最多${LONGEST}个字。`)
      }
      lines.push(line)
      if (lines.length > MOST_LINES) {
        line.fault(`这张表的行数太多，最多${MOST_LINES}行。请删去多余的行。`)
        return lines
      }
    }
  }
  if (!at) faults.push({ sheet: name, row: 0, message: `没有找到表头，应有：${required.join('、')}。` })
  return lines
}

function lineOf(sheet: string, row: Row, at: ReadonlyMap<string, number>, faults: PolicyFault[]): Line {
  const index = (heading: string) => at.get(heading) ?? -1
  const text = (heading: string) => (row.texts[index(heading)] ?? '').normalize('NFKC').trim()
  const fault = (message: string) => {
    faults.push({ sheet, row: row.number, message })
  }
  return {
    text,
    fault,
    isNumber: (heading) => row.kinds[index(heading)] === Kind.number,
    year(heading) {
      const value = Number(text(heading))
      // A blank is already a fault.
      if (text(heading) !== '' && !(Number.isInteger(value) && value >= 2000 && value <= 2100)) {
        fault(`“${heading}”应为四位年份，例如 2018。`)
      }
      return value
    },
    fen(heading, least) {
      const value = text(heading).replaceAll(',', '')
      const fen = Math.round(Number(value) * 100)
      if (
        value !== '' &&
        !(/^\d+(\.\d+)?$/.test(value) && fen >= least && Math.abs(fen - Number(value) * 100) < 1e-6)
      ) {
        fault(`“${heading}”应为金额，单位元，最多两位小数，例如 180.00。`)
      }
      return fen
    },
    day(heading) {
      const value = compact(text(heading))
      if (value === '') return undefined
      const kind = row.kinds[index(heading)]
      const day =
        kind === Kind.date ? value.slice(0, 10) : kind === Kind.number ? dayInNumber(Number(value)) : dayInText(value)
      if (day === undefined) fault(`“${heading}”不是有效的日期。请按“2018-05-01”的样式填写。`)
      return day
    },
    choice(heading, choices) {
      const value = compact(text(heading))
      const wanted = choices.find((c) => compact(c) === value)
      if (value !== '' && wanted === undefined) fault(`“${heading}”只能填：${choices.join('、')}。`)
      return wanted ?? ''
    },
  }
}

export function withoutLine<T extends { line: Line }>({ line: _, ...rest }: T): Omit<T, 'line'> {
  return rest
}

export function noneTwice<T extends { line: Line }>(
  items: readonly T[],
  key: (item: T) => string,
  message: string,
): void {
  const seen = new Set<string>()
  for (const item of items) {
    if (seen.has(key(item))) item.line.fault(message)
    seen.add(key(item))
  }
}

export function keyOf<K extends string>(names: Record<K, string>, name: string): K | undefined {
  return (Object.keys(names) as K[]).find((key) => names[key] === name)
}

export function isPolicyWorkbook(workbook: Workbook): boolean {
  return (Object.keys(SHEETS) as PolicySheet[]).some((key) => hasSheet(workbook, key))
}

export function hasSheet(workbook: Workbook, key: PolicySheet): boolean {
  return sheetOf(workbook, SHEETS[key]) !== undefined
}

function sheetOf(workbook: Workbook, name: string): Sheet | undefined {
  return workbook.sheets.find((s) => compact(s.name) === name)
}
