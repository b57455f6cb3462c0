/** 退回表 (docs/forms.md#returned-rows). */

import type { Writable } from 'node:stream'
import type ExcelJS from 'exceljs'
import { headingForm } from '../../rules/rows/normalise.ts'
import { HEADINGS } from '../../wording/headings.ts'
import { Kind } from '../incoming/sheet/sheet.ts'
import type { Book, BookSheet, Style, StyleId, Value } from './book.ts'
import { LAST_COLUMN, LAST_ROW, newBook } from './book.ts'
import { LOOK, sized, titleRows } from './office-sheet.ts'
import { type Layout, layoutOf, linesOf, onPaper, POINTS_A_UNIT, rowHeight, SCREEN_SIZE } from './paper.ts'

export const ROW_HEADING = '原行号'
export const REASON_HEADING = HEADINGS.returnedFor

/** Excel opens more notes slowly. */
const ROWS_WITH_NOTES = 5000

const HEADER_ROW = 4
/** In half characters. */
const REASON_WIDTH = 32
const ROW_WIDTH = 5
const MOST_LINES = 12
const INSTRUCTION_SIZE = 10
const MARKED = '改法：① 黄底红字、粗框的单元格有误，请按最后一列“退回原因”改正（鼠标停在黄格上也能看到）；'
const ONLY_BAD = '② 本表只列需改正的行，其余各行已经收下，不必再报；'
const COLUMNS_MAY_STAY = '最后两列可以保留，也可以删去。'

/** Bad rows alone, sent as a full list or a register, would end everybody else. */
const RESEND = {
  new: `${MARKED}${ONLY_BAD}③ 改好后保存，把本文件作为“新增”名单上传（不要作为“全部”名单上传，以免其余人员被当作不再列入）；${COLUMNS_MAY_STAY}`,
  /** A whole file replaces the one before. */
  whole: `${MARKED}② 请在原来的完整文件里照此改正（“原行号”是原文件中的行），再上传完整文件；不要只上传本表，以免其余人员被当作已删除。`,
  /** No row was taken. */
  all: `${MARKED}② 整份文件未采用，本表就是原文件的全部各行；③ 改好后保存，把本文件按原来的报送内容重新上传；${COLUMNS_MAY_STAY}`,
  /** A part of a return states its own count and sum. */
  return: `${MARKED}${ONLY_BAD}③ 改正后的回盘要写明这些行的笔数和总金额，再上传；${COLUMNS_MAY_STAY}`,
  same: `${MARKED}${ONLY_BAD}③ 改好后保存，把本文件重新上传；${COLUMNS_MAY_STAY}`,
} as const

export interface ReturnedReason {
  /** From 0; undefined for the whole row. */
  readonly column: number | undefined
  readonly code: string
  readonly text: string
}

export interface ReturnedRow {
  /** `''` for a CSV. */
  readonly sheet: string
  /** `12`, or `名单2!12` in a later sheet. */
  readonly row: string
  readonly cells: readonly string[]
  /** With kinds a date's serial stays a number. */
  readonly kinds?: readonly Kind[]
  readonly reasons: readonly ReturnedReason[]
}

export interface ReturnedInput {
  readonly title: string
  /** 填报单位. */
  readonly reportingOffice: string
  readonly resend: keyof typeof RESEND
  readonly fileName: string
  /** Headings by sheet. */
  readonly columns: (sheet: string) => readonly string[]
  /** Columns to repeat; all by default. */
  readonly only?: (sheet: string) => ReadonlySet<number>
  readonly rows: AsyncIterable<ReturnedRow> | Iterable<ReturnedRow>
}

const THICK: Partial<ExcelJS.Borders> = {
  top: { style: 'medium' },
  left: { style: 'medium' },
  bottom: { style: 'medium' },
  right: { style: 'medium' },
}
// Bold digits would break the line.
const PLAIN: Style = { ...LOOK.text, font: LOOK.number.font }
const WRONG: Style = {
  ...LOOK.text,
  font: { ...LOOK.number.font, bold: true, color: { argb: 'FFC00000' } },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFF2A8' } },
  // For printers without colours.
  border: THICK,
}
const NUMBER: Style = { font: LOOK.number.font, alignment: { vertical: 'middle' }, border: LOOK.text.border }
const REASON: Style = { ...LOOK.text, font: { ...LOOK.text.font, color: { argb: 'FFC00000' } } }
const INSTRUCTIONS: Style = {
  font: { name: '宋体', size: 11, bold: true, color: { argb: 'FF9C5700' } },
  alignment: { vertical: 'middle', horizontal: 'left', wrapText: true },
  fill: { type: 'pattern', pattern: 'solid', fgColor: { argb: 'FFFFF9E5' } },
}

/** Resolves with the number of rows. */
export async function writeReturned(out: Writable, input: ReturnedInput): Promise<number> {
  const book = await newBook(out)
  let current: { sheet: BookSheet; look: Look } | undefined
  let source: string | undefined
  let rows = 0

  const begin = async (name: string) => {
    const headings = input.columns(name)
    const only = input.only?.(name)
    const kept = ownColumns(headings).filter((column) => only?.has(column) ?? true)
    const look = lookOf(book, headings, kept)
    const sheet = book.sheet(name || '退回名单', {
      widths: look.layout.widths,
      columnStyles: look.layout.widths.map(() => TEXT_COLUMN),
      frozenRows: HEADER_ROW,
      rowHeight: rowHeight(1, look.layout.size),
      ...onPaper(HEADER_ROW, look.layout, true),
    })
    await headRows(book, sheet, input, headings, look)
    return { sheet, look }
  }

  for await (const row of input.rows) {
    if (!current || row.sheet !== source || current.sheet.next > LAST_ROW) {
      await current?.sheet.end()
      current = await begin(row.sheet)
      source = row.sheet
    }
    rows++
    const full = writeRow(current.sheet, row, current.look, rows <= ROWS_WITH_NOTES)
    if (full) await full
  }
  current ??= await begin('')
  await current.sheet.end()
  await book.close()
  return rows
}

/** What is typed anew is text too. */
const TEXT_COLUMN: Style = { numFmt: '@' }

interface Look {
  readonly kept: readonly number[]
  readonly layout: Layout
  readonly styles: Readonly<Record<'plain' | 'number' | 'wrong' | 'reason' | 'head', StyleId>>
}

function lookOf(book: Book, headings: readonly string[], kept: readonly number[]): Look {
  const layout = layoutOf([...kept.map((c) => widthOf(headings[c] ?? '')), ROW_WIDTH, REASON_WIDTH], SCREEN_SIZE)
  const style = (own: Style) => book.style(sized(own, layout.size))
  return {
    kept,
    layout,
    styles: {
      plain: style(PLAIN),
      number: style(NUMBER),
      wrong: style(WRONG),
      reason: style(REASON),
      head: style(LOOK.head),
    },
  }
}

/** A wide sheet is read at its left end. */
const MOST_MERGED = 18

async function headRows(
  book: Book,
  sheet: BookSheet,
  { title, reportingOffice, fileName, resend }: ReturnedInput,
  headings: readonly string[],
  { kept, layout, styles }: Look,
): Promise<void> {
  const widths = layout.widths.slice(0, MOST_MERGED)
  // These words contradict a clerk who chooses 全部: nobody ends unseen.
  const sender = `${HEADINGS.reportingOffice}：${reportingOffice}${resend === 'new' ? '　　名单类型：新增' : ''}`
  titleRows(book, sheet, `退回表：${title}`, sender, `原文件：${fileName}`, { widths })
  const size = INSTRUCTION_SIZE / layout.scale
  const points = widths.reduce((sum, w) => sum + w, 0) * POINTS_A_UNIT
  const lines = linesOf(RESEND[resend], (points * 2) / size - 2)
  sheet.row([RESEND[resend]], book.style(sized(INSTRUCTIONS, size)), rowHeight(lines, size))
  sheet.merge(HEADER_ROW - 1, 1, widths.length)
  const texts = [...kept.map((c) => headings[c] ?? ''), ROW_HEADING, REASON_HEADING]
  const most = Math.max(...texts.map((text, i) => linesOf(text, layout.rooms[i] ?? 0)))
  const full = sheet.row(texts, styles.head, rowHeight(Math.min(most, 4), layout.size) + 4)
  if (full) await full
}

function writeRow(
  sheet: BookSheet,
  row: ReturnedRow,
  { kept, layout, styles }: Look,
  withNotes: boolean,
): Promise<void> | undefined {
  const { cells, kinds, reasons } = row
  const values: Value[] = []
  const looks: StyleId[] = []
  let lines = 1
  for (const [i, column] of kept.entries()) {
    const text = cells[column] ?? ''
    const wrong = reasons.filter((r) => r.column === column)
    const number = kinds?.[column] === Kind.number ? Number(text) : undefined
    if (wrong.some((r) => r.code === 'id-numeric')) values.push(damaged(text))
    // Excel shows longer numbers rounded.
    else if (number !== undefined && Math.abs(number) < 1e11) values.push(number)
    else values.push(text)
    looks.push(wrong.length > 0 ? styles.wrong : typeof values[i] === 'number' ? styles.number : styles.plain)
    if (wrong.length > 0 && withNotes) sheet.note(sheet.next, i + 1, wrong.map((r) => r.text).join('\n'))
    lines = Math.max(lines, Math.min(MOST_LINES, linesOf(text, layout.rooms[i] ?? 0)))
  }
  const reason = numbered(reasons)
  const [rowRoom = 0, reasonRoom = 0] = layout.rooms.slice(kept.length)
  values.push(row.row, reason)
  looks.push(styles.plain, styles.reason)
  lines = Math.max(lines, linesOf(row.row, rowRoom), linesOf(reason, reasonRoom))
  return sheet.row(values, looks, lines > 1 ? rowHeight(lines, layout.size) : undefined)
}

function numbered(reasons: readonly ReturnedReason[]): string {
  const [first, second] = reasons
  if (first && !second) return first.text
  return reasons.map((r, i) => `${i + 1}. ${r.text}`).join('\n')
}

/** A damaged ID number stays 4.40222199910214E+17: one in eleven guesses would be valid. */
function damaged(text: string): string {
  const number = Number(text)
  if (text.trim() === '' || !Number.isFinite(number)) return text
  return number
    .toExponential(14)
    .replace(/\.?0+e/, 'E')
    .replace('e', 'E')
}

/** Without those of an earlier 退回表. */
function ownColumns(headings: readonly string[]): number[] {
  let width = headings.length
  while (width > 0 && headings[width - 1]?.trim() === '') width--
  const kept: number[] = []
  for (let c = 0; c < width; c++) {
    const form = headingForm(headings[c] ?? '')
    if (form !== ROW_HEADING && form !== REASON_HEADING) kept.push(c)
  }
  return kept.slice(0, LAST_COLUMN - 2)
}

function widthOf(heading: string): number {
  const form = headingForm(heading)
  if (/残疾人证/.test(form)) return 22
  if (/身份证/.test(form)) return 19
  if (/账号|卡号/.test(form)) return 20
  if (/证号|编号|批次号|流水号|电话/.test(form)) return 12.4
  if (/日期/.test(form)) return 10
  if (/地址|说明/.test(form)) return 10
  if (/序号|性别/.test(form)) return 4.4
  if (/残疾类别|残疾等级|供养方式|关系/.test(form)) return 4.4
  if (/^姓名/.test(form)) return 8
  if (/^(县|乡镇|备注)/.test(form)) return 6
  return Math.min(12, Math.max(8, [...form].length))
}
