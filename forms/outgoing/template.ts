/** The template of an incoming form (docs/forms.md#incoming). */

import type { Writable } from 'node:stream'
import type { ListMode } from '../../schemas/codes.ts'
import { type Column, type Form, INSTRUCTION_SHEET } from '../../schemas/columns.ts'
import type { CountyDivisions } from '../../schemas/records/policy.ts'
import { MODE_NAMES } from '../../wording/forms.ts'
import { HEADINGS } from '../../wording/headings.ts'
import type { Book, BookSheet, Style, Validation } from './book.ts'
import { columnLetters, newBook, notInList } from './book.ts'
import { type ExamplePlace, hintOf, notesOf } from './instructions.ts'
import { LOOK, sized, THIN } from './office-sheet.ts'
import { layoutOf, linesOf, onPaper, PAGE_WIDTH, rowHeight, SCREEN_SIZE } from './paper.ts'

export interface TemplateOptions {
  /** 填报单位. */
  readonly reportingOffice?: string
  /** 所属期, `2018-05`. */
  readonly period?: string
  /** 名单类型. */
  readonly mode?: ListMode
  /** One county gives its townships to choose from, several give themselves. */
  readonly counties?: readonly CountyDivisions[]
  /** Rows by heading, to be filled in. */
  readonly filled?: readonly Readonly<Record<string, string>>[]
}

const HEADER_ROW = 3
const FIRST_ROW = HEADER_ROW + 1
/** Excel's last row. */
const LAST_ROW = 1_048_576
/** Excel's limit inside a validation. */
const INLINE_LIST = 255
const CODES_SHEET = '代码'

const REQUIRED_HEAD: Style = {
  ...LOOK.head,
  font: { ...LOOK.head.font, color: { argb: 'FFC00000' } },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFCE8D9' } },
}
const CELL = { font: { name: '宋体', size: 11 }, alignment: { vertical: 'middle', wrapText: true } } satisfies Style
const MISTAKE: Style = {
  fill: { type: 'pattern', pattern: 'solid', bgColor: { argb: 'FFFFC7CE' } },
  font: { color: { argb: 'FF9C0006' } },
}

/** The example stands in 填表说明, so that nobody sends it in. */
export async function writeTemplate(out: Writable, form: Form, options: TemplateOptions = {}): Promise<void> {
  const book = await newBook(out)
  const counties = options.counties ?? []
  const lists: { letter: string; values: readonly string[] }[] = []
  const choices = form.columns.map((column) => choiceOf(column, counties))
  const formulas = choices.map((values) => {
    if (!values) return undefined
    const inline = values.join(',')
    if (inline.length <= INLINE_LIST) return `"${inline}"`
    const letter = columnLetters(lists.length + 1)
    lists.push({ letter, values })
    return `'${CODES_SHEET}'!$${letter}$1:$${letter}$${values.length}`
  })

  const layout = layoutOf(
    form.columns.map((c) => c.width ?? 12),
    SCREEN_SIZE,
  )
  const sheet = book.sheet(isList(form) ? HEADINGS.list : form.title, {
    widths: layout.widths,
    columnStyles: form.columns.map((c) => ({ ...sized(CELL, layout.size), numFmt: formatOf(c) })),
    frozenRows: HEADER_ROW,
    ...onPaper(HEADER_ROW, layout, true),
  })
  const width = form.columns.length
  sheet.row([form.title], book.style({ ...LOOK.title, font: { ...LOOK.title.font, size: 18 } }), 34)
  sheet.merge(1, 1, width)
  sheet.row([reportingOfficeLine(form, options)], book.style(LOOK.line), 24)
  sheet.merge(2, 1, width)
  const head = book.style(sized(LOOK.head, layout.size))
  const requiredHead = book.style(sized(REQUIRED_HEAD, layout.size))
  sheet.row(
    form.columns.map((c) => (c.required ? `${c.heading}*` : c.heading)),
    form.columns.map((c) => (c.required ? requiredHead : head)),
    36,
  )
  const place = { county: counties[0]?.name ?? '××县', township: counties[0]?.townships[0]?.name ?? '××镇' }
  form.columns.forEach((column, i) => {
    const letter = columnLetters(i + 1)
    sheet.validate(
      `${letter}${FIRST_ROW}:${letter}${LAST_ROW}`,
      validationOf(column, formulas[i], hintOf(column, place).how),
    )
  })
  markRows(sheet, form)
  await fillRows(book, sheet, form, options.filled ?? [], layout.size)
  await sheet.end()

  await instructionSheet(book, form, place)
  if (lists.length > 0) await codesSheet(book, lists)
  await book.close()
}

async function fillRows(
  book: Book,
  sheet: BookSheet,
  { columns }: Form,
  rows: NonNullable<TemplateOptions['filled']>,
  size: number,
): Promise<void> {
  const styles = columns.map((column) => book.style({ ...sized(CELL, size), numFmt: formatOf(column), border: THIN }))
  for (const row of rows) {
    const full = sheet.row(
      columns.map(({ heading }) => row[heading]),
      styles,
    )
    if (full) await full
  }
}

function isList(form: Form): boolean {
  return form.columns.some((c) => c.use === 'township')
}

function reportingOfficeLine(form: Form, { reportingOffice, period, mode }: TemplateOptions): string {
  const month = period ? `${period.slice(0, 4)}年${Number(period.slice(5))}月` : '　　　年　　月'
  const parts = [
    `${HEADINGS.reportingOffice}：${reportingOffice ?? '　　　　　　　　'}`,
    `${HEADINGS.period}：${month}`,
  ]
  if (isList(form)) parts.push(`名单类型：${mode ? MODE_NAMES[mode] : '（填“新增”或“全部”）'}`)
  return parts.join('　　　')
}

function choiceOf(column: Column, counties: readonly CountyDivisions[]): readonly string[] | undefined {
  if (column.codes) return column.codes
  const [county, ...others] = counties
  if (!county) return undefined
  if (column.use === 'county') return counties.map((c) => c.name)
  if (column.use === 'township' && others.length === 0) return county.townships.map((t) => t.name)
  return undefined
}

const COUNTED: readonly string[] = [HEADINGS.number, HEADINGS.paidMonths]

/** Excel rounds long numbers and strips their zeros. */
function formatOf(column: Column): string {
  if (column.use === 'date' || column.use === 'birthdate') return 'yyyy-mm-dd'
  if (column.heading.includes(HEADINGS.amount)) return '0.00'
  return COUNTED.includes(column.heading) ? '0' : '@'
}

function validationOf(column: Column, list: string | undefined, how: string): Validation {
  const prompt = { showInputMessage: true, promptTitle: column.heading, prompt: how }
  if (list !== undefined) {
    // Places have other spellings, codes none.
    const isCode = column.codes !== undefined
    return {
      type: 'list',
      formulae: [list],
      allowBlank: true,
      showErrorMessage: true,
      errorStyle: isCode ? 'stop' : 'warning',
      ...notInList(column.heading),
      ...prompt,
    }
  }
  if (column.use === 'id') {
    return {
      type: 'textLength',
      operator: 'equal',
      formulae: [18],
      allowBlank: true,
      showErrorMessage: true,
      errorStyle: 'stop',
      errorTitle: '身份证号码不是18位',
      error: '身份证号码应为18位，请核对后重新录入。',
      ...prompt,
    }
  }
  return { type: 'any', ...prompt }
}

/** Excel does not validate what is pasted, so bad IDs turn red. */
function markRows(sheet: BookSheet, form: Form): void {
  form.columns.forEach((column, i) => {
    const letter = columnLetters(i + 1)
    const cell = `${letter}${FIRST_ROW}`
    const range = `${cell}:${letter}${LAST_ROW}`
    if (column.use === 'id') sheet.highlight(range, `AND(${cell}<>"",OR(ISNUMBER(${cell}),LEN(${cell})<>18))`, MISTAKE)
    if (column.use === 'certificate') {
      sheet.highlight(range, `AND(${cell}<>"",OR(ISNUMBER(${cell}),LEN(${cell})<20,LEN(${cell})>22))`, MISTAKE)
    }
  })
  const end = columnLetters(form.columns.length)
  sheet.highlight(`A${FIRST_ROW}:${end}${LAST_ROW}`, `COUNTA($A${FIRST_ROW}:$${end}${FIRST_ROW})>0`, { border: THIN })
}

const NOTE_SIZE = 12

/** At most three cells a row, lest the reader see data. */
async function instructionSheet(book: Book, form: Form, place: ExamplePlace): Promise<void> {
  const { widths, rooms, size } = layoutOf([16, 84, 26])
  const [, howRoom = 0] = rooms
  const sheet = book.sheet(INSTRUCTION_SHEET, { widths, tabColour: 'FF9C5700', ...onPaper(1) })
  sheet.row([`填表说明：${form.title}`], book.style({ ...LOOK.title, font: { ...LOOK.title.font, size: 16 } }), 32)
  sheet.merge(1, 1, 3)
  const line = book.style({ ...sized(LOOK.line, NOTE_SIZE), alignment: { vertical: 'middle', wrapText: true } })
  const noteRoom = (PAGE_WIDTH * 2) / NOTE_SIZE - 2
  notesOf(form).forEach((note, i) => {
    const text = `${i + 1}. ${note}`
    sheet.row([text], line, rowHeight(linesOf(text, noteRoom), NOTE_SIZE))
    sheet.merge(sheet.next - 1, 1, 3)
  })
  sheet.row(['栏目', '怎么填', '示例'], book.style(sized(LOOK.head, size)), 24)
  const [text, centre] = [book.style(sized(LOOK.text, size)), book.style(sized(LOOK.centre, size))]
  for (const column of form.columns) {
    const { how, example } = hintOf(column, place)
    const name = column.required ? `${column.heading}*` : column.heading
    sheet.row([name, how, example], [centre, text, text], rowHeight(linesOf(how, howRoom), size))
  }
  await sheet.end()
}

async function codesSheet(book: Book, lists: readonly { values: readonly string[] }[]): Promise<void> {
  const sheet = book.sheet(CODES_SHEET, { widths: lists.map(() => 20), hidden: true })
  const style = book.style({ numFmt: '@' })
  const longest = Math.max(...lists.map((l) => l.values.length))
  for (let i = 0; i < longest; i++) {
    const full = sheet.row(
      lists.map((l) => l.values[i]),
      style,
    )
    if (full) await full
  }
  await sheet.end()
}
