/** A ledger of a million persons: its peak memory and whether it opens, and our rows beside exceljs' own. */
import { execFile } from 'node:child_process'
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import ExcelJS from 'exceljs'
import { fileSource } from '../forms/incoming/sheet/bytes/source.ts'
import { openXlsx } from '../forms/incoming/sheet/xlsx/xlsx.ts'
import { rowsPerSecond } from './child.ts'
import { type Figure, figure, printFigure } from './figure.ts'
import type { Measured } from './read-once.ts'

const ROWS = 1_000_000
const MEMORY = 512
/** exceljs takes a minute for these, and its memory grows with them. */
const OTHER_ROWS = 50_000
const COLUMNS = 21

export async function writtenAndRead(rows: number): Promise<Measured & { found: number; sheets: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-ledger-'))
  try {
    const path = join(folder, 'ledger.xlsx')
    const script = fileURLToPath(new URL('ledger-once.ts', import.meta.url))
    const { stdout } = await promisify(execFile)(process.execPath, [script, String(rows), path])
    // A million persons make 120 MB, past the limit for what offices may send.
    const { sheets } = await openXlsx(await fileSource(path))
    let found = 0
    for (const sheet of sheets)
      for await (const some of sheet.rows())
        for (const { texts } of some) if (/^\d{17}[\dX]$/.test(texts[5] ?? '')) found++
    return { ...(JSON.parse(stdout) as Measured), found, sheets: sheets.length }
  } finally {
    await rm(folder, { recursive: true })
  }
}

async function byExcelJs(): Promise<number> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-ledger-'))
  try {
    const begun = performance.now()
    const stream = createWriteStream(join(folder, 'ledger.xlsx'))
    const book = new ExcelJS.stream.xlsx.WorkbookWriter({ stream, useStyles: true, useSharedStrings: false })
    const sheet = book.addWorksheet('台账')
    const border = {
      top: { style: 'thin' },
      left: { style: 'thin' },
      bottom: { style: 'thin' },
      right: { style: 'thin' },
    } as const
    sheet.columns = Array.from({ length: COLUMNS }, () => ({
      width: 12,
      style: { border, font: { name: '宋体', size: 10.5 } },
    }))
    for (let i = 0; i < OTHER_ROWS; i++)
      sheet.addRow(Array.from({ length: COLUMNS }, (_, c) => `${i}第${c}格`)).commit()
    sheet.commit()
    await book.commit()
    return (OTHER_ROWS / (performance.now() - begun)) * 1000
  } finally {
    await rm(folder, { recursive: true })
  }
}

export async function ledgerFigures(): Promise<Figure[]> {
  const written = await writtenAndRead(ROWS)
  const lost = ROWS - written.found
  if (lost !== 0) throw new Error(`${lost} of the ledger's rows are not in its ${written.sheets} sheets`)
  return [
    figure('ledger, 1,000,000 persons x 21, peak memory', 'MB', written.megabytes, 'limit', MEMORY),
    figure(
      'ledger, 1,000,000 persons x 21',
      'rows/s',
      rowsPerSecond(written),
      "exceljs' own rows",
      await byExcelJs(),
      '>= 1',
    ),
  ]
}

if (import.meta.main) (await ledgerFigures()).forEach(printFigure)
