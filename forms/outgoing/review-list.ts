/** 复核清单: what an agency has to settle, to be filled in and sent back as the settlement (docs/forms.md#review-list). */

import type { Writable } from 'node:stream'
import type { Choice } from '../../schemas/codes.ts'
import { INSTRUCTION_SHEET } from '../../schemas/columns.ts'
import { periodLine } from '../../wording/dates.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { FOLDER_NAMES } from '../../wording/output-names.ts'
import { CHOICE_NAMES } from '../../wording/standings.ts'
import { type Book, type BookSheet, columnLetters, newBook, notInList, type Validation } from './book.ts'
import { LOOK, type ReportColumn, sized, titleRows, valuesOf } from './office-sheet.ts'
import { type Layout, layoutOf, linesOf, onPaper, PAGE_WIDTH, rowHeight, SCREEN_SIZE } from './paper.ts'
import type { Printed } from './printed.ts'

export interface ReviewRow {
  readonly caseNumber: string
  readonly name: string
  readonly id: string
  readonly township: string
  readonly categories: readonly string[]
  /** In words. */
  readonly reason: string
  /** Both sides, in words. */
  readonly evidence: string
  readonly choices: readonly Choice[]
  /** On record for the person. */
  readonly names: readonly string[]
}

export interface ReviewListInput extends Printed {
  readonly rows: readonly ReviewRow[]
}

const nothing = () => undefined

const COLUMNS: readonly ReportColumn<ReviewRow>[] = [
  { heading: HEADINGS.caseNumber, width: 18, look: 'number', value: ({ caseNumber }) => caseNumber },
  { heading: HEADINGS.name, width: 10, look: 'centre', value: ({ name }) => name },
  { heading: HEADINGS.id, width: 19, look: 'number', value: ({ id }) => id },
  { heading: HEADINGS.township, width: 12, look: 'centre', value: ({ township }) => township },
  { heading: HEADINGS.category, width: 12, look: 'centre', value: ({ categories }) => categories.join('、') },
  { heading: HEADINGS.reviewReason, width: 14, look: 'centre', value: ({ reason }) => reason },
  { heading: HEADINGS.evidence, width: 32, look: 'text', value: ({ evidence }) => evidence },
  { heading: HEADINGS.choice, width: 16, look: 'centre', value: nothing },
  { heading: HEADINGS.correctName, width: 10, look: 'centre', value: nothing },
  { heading: HEADINGS.grounds, width: 20, look: 'text', value: nothing },
]
const HEADER_ROW = 4
const columnOf = (heading: string) => columnLetters(COLUMNS.findIndex((column) => column.heading === heading) + 1)
const NOTE =
  '在“处理意见”中从下拉列表选择，并写明“依据说明”（不少于4个字）；选择“以此姓名为准”的，还要填写“正确姓名”。没有填写处理意见的行不处理。填好后保存，把本文件作为“复核处理表”报送。'
const NOTE_SIZE = 12

/** Resolves once `out` has finished. */
export async function writeReviewList(out: Writable, input: ReviewListInput): Promise<void> {
  const book = await newBook(out)
  const layout = layoutOf(
    COLUMNS.map(({ width }) => width),
    SCREEN_SIZE,
  )
  const sheet = book.sheet(FOLDER_NAMES.review, {
    widths: layout.widths,
    columnStyles: COLUMNS.map(() => ({ numFmt: '@' })),
    frozenRows: HEADER_ROW,
    ...onPaper(HEADER_ROW, layout, true),
  })
  headRows(book, sheet, input, layout)
  const styles = COLUMNS.map(({ look = 'text' }) => book.style(sized(LOOK[look], layout.size)))
  for (const [index, row] of input.rows.entries()) {
    const values = valuesOf(COLUMNS, row, index + 1)
    const lines = values.map((value, i) => linesOf(String(value ?? ''), layout.rooms[i] ?? 0))
    const full = sheet.row(values, styles, rowHeight(Math.max(...lines), layout.size))
    if (full) await full
    offer(sheet, sheet.next - 1, row)
  }
  await sheet.end()
  await choicesSheet(book)
  await book.close()
}

function headRows(book: Book, sheet: BookSheet, { reportingOffice, period }: ReviewListInput, layout: Layout): void {
  titleRows(
    book,
    sheet,
    FOLDER_NAMES.review,
    `${HEADINGS.reportingOffice}：${reportingOffice}`,
    periodLine(period),
    layout,
  )
  const note = book.style({ ...LOOK.line, alignment: { vertical: 'middle', horizontal: 'left', wrapText: true } })
  sheet.row([NOTE], note, rowHeight(linesOf(NOTE, (PAGE_WIDTH * 2) / NOTE_SIZE - 2), NOTE_SIZE))
  sheet.merge(sheet.next - 1, 1, COLUMNS.length)
  sheet.row(
    COLUMNS.map(({ heading }) => heading),
    book.style(sized(LOOK.head, layout.size)),
    24,
  )
}

/** Excel's limit inside a validation. */
const INLINE_LIST = 255

function offer(sheet: BookSheet, row: number, { choices, names }: ReviewRow): void {
  const own = choices.map((choice) => CHOICE_NAMES[choice])
  if (own.length > 0) sheet.validate(`${columnOf(HEADINGS.choice)}${row}`, listed(HEADINGS.choice, own))
  const isListed = names.every((name) => !/[,"]/.test(name)) && names.join().length <= INLINE_LIST
  if (choices.includes('name') && isListed)
    sheet.validate(`${columnOf(HEADINGS.correctName)}${row}`, listed(HEADINGS.correctName, names))
}

function listed(heading: string, values: readonly string[]): Validation {
  return {
    type: 'list',
    formulae: [`"${values.join()}"`],
    allowBlank: true,
    showErrorMessage: true,
    errorStyle: 'stop',
    ...notInList(heading),
  }
}

const MEANINGS: Record<Choice, string> = {
  name: '姓名不一致的，以“正确姓名”中填写的姓名为准，各县都按此办理。',
  'correct-list': '姓名有误的名单由报送单位更正，更正以前不办理。',
  'as-enrolled': '参保登记信息不全的，按已经参加城乡居民养老保险办理。',
  'as-not-enrolled': '参保登记信息不全的，按没有参保办理。',
  responsible: '两县名单都有的，由本县代缴。',
  elsewhere: '两县名单都有的，由对方县代缴，本县不再办理。',
  own: '两县都有参保登记的，以本县的登记为准。',
  other: '两县都有参保登记的，以对方县的登记为准。',
  'pay-here': '在外县参保的，由本县代缴。',
  transfer: '在外县参保的，办理关系转入，登记显示转入以后再办理。',
  hold: '暂时不办理，直到选择“恢复办理”。',
  resume: '暂停或者银行未能办理的，原因已经消除，继续办理。',
  withdraw: '撤回最近一次处理意见。',
}

/** At most three cells a row, lest the reader see data. */
async function choicesSheet(book: Book): Promise<void> {
  const { widths, size } = layoutOf([24, 90])
  const sheet = book.sheet(INSTRUCTION_SHEET, { widths, tabColour: 'FF9C5700', ...onPaper(1) })
  sheet.row([HEADINGS.choice, '含义'], book.style(sized(LOOK.head, size)), 24)
  const [centre, text] = [book.style(sized(LOOK.centre, size)), book.style(sized(LOOK.text, size))]
  for (const [choice, meaning] of Object.entries(MEANINGS))
    sheet.row([CHOICE_NAMES[choice as Choice], meaning], [centre, text], rowHeight(1, size))
  await sheet.end()
}
