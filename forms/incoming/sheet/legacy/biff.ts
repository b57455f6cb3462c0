/** The rows of a .xls by @e965/xlsx (SheetJS); cells' meanings are ours. */

import { type CellObject, read, set_cptable, type WorkSheet } from '@e965/xlsx'
import * as codePages from '@e965/xlsx/dist/cpexcel.full.mjs'
import { SharedStrings } from '../bytes/shared-strings.ts'
import { CellMeaning, numberText } from '../cells/cell.ts'
import { isDateFormat } from '../cells/date-format.ts'
import { Kind, UnreadableFile } from '../sheet.ts'
import type { BiffStream } from './biff-stream.ts'
import type { RowsFile } from './rows-file.ts'

/** GBK, as Excel in China wrote before Unicode. */
const CODE_PAGE = 936
const ERRORS: Record<number, string> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
  42: '#N/A',
  43: '#GETTING_DATA',
}

/** @throws UnreadableFile */
export function writeBiffRows({ bytes, sheets }: BiffStream, out: RowsFile): void {
  set_cptable(codePages)
  const book = parse(bytes)
  const { Strings: strings } = book as unknown as { Strings?: { length: number; Unique?: number } }
  // The table was cut.
  if (strings?.Unique !== undefined && strings.length < strings.Unique) throw damaged()
  const { SheetNames: names, Sheets: sheetOf } = book
  if (names.length !== sheets.length || new Set(names).size !== sheets.length) throw damaged()
  const numbers = new CellMeaning(new SharedStrings(), Uint8Array.of(0, 1), book.Workbook?.WBProps?.date1904 === true)
  const isDate = rememberingFormats()
  sheets.forEach(({ hidden, unvalued, merged }, index) => {
    const name = names[index] ?? ''
    const sheet = sheetOf[name]
    if (!sheet) throw damaged()
    out.sheet(name, hidden)
    for (const { row, column } of unvalued) cellsOf(sheet, row)[column] = { t: 'z', v: '' }
    for (const { top, left, bottom, right } of merged.toSorted((a, b) => a.top - b.top))
      out.merge(top, left, bottom, right)
    writeRows(sheet, out, (cell) => meaningOf(cell, numbers, isDate))
  })
}

function parse(bytes: Buffer) {
  try {
    return read(bytes, {
      type: 'buffer',
      dense: true,
      cellNF: true,
      cellText: false,
      cellHTML: false,
      cellFormula: false,
      codepage: CODE_PAGE,
    })
  } catch {
    throw damaged()
  }
}

type Cells = (CellObject | undefined)[]

function cellsOf(sheet: WorkSheet, row: number): Cells {
  sheet['!data'] ??= []
  const rows = sheet['!data'] as Cells[]
  rows[row] ??= []
  return rows[row]
}

function writeRows(sheet: WorkSheet, out: RowsFile, meaning: (cell: CellObject) => readonly [string, Kind]): void {
  const rows = (sheet['!data'] ?? []) as (Cells | undefined)[]
  rows.forEach((cells, row) => {
    cells?.forEach((cell, column) => {
      if (cell) out.cell(row + 1, column, ...meaning(cell))
    })
  })
}

function meaningOf(
  { t, v, z }: CellObject,
  numbers: CellMeaning,
  isDate: (format: string) => boolean,
): readonly [string, Kind] {
  switch (t) {
    case 'n':
      return [numbers.number(isDate(String(z ?? '')) ? 1 : 0, numberText(v as number)), numbers.kind]
    case 'b':
      return [v ? 'TRUE' : 'FALSE', Kind.boolean]
    case 'e':
      return [ERRORS[v as number] ?? '#N/A', Kind.error]
    case 'z':
      return ['', Kind.formula]
    default:
      return [String(v ?? ''), Kind.text]
  }
}

function rememberingFormats(): (format: string) => boolean {
  const known = new Map<string, boolean>()
  return (format) => {
    const date = known.get(format) ?? isDateFormat(format)
    known.set(format, date)
    return date
  }
}

const damaged = () => new UnreadableFile('file-unreadable', 'damaged')
