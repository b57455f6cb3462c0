/**
 * `node read-once.mjs ours|exceljs|apart FILE`: one reading in a process of its own, so that no reader helps or harms
 * another.
 */
import { closeSync, openSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileSource } from '../forms/incoming/sheet/bytes/source.ts'
import { rowsIn } from '../forms/incoming/sheet/legacy/rows-file.ts'
import { writeRows } from '../forms/incoming/sheet/legacy/write-rows.ts'
import { openWorkbook } from '../forms/incoming/sheet/open.ts'

export interface Measured {
  readonly rows: number
  readonly milliseconds: number
  readonly megabytes: number
}

async function countOurs(path: string): Promise<number> {
  const isHeader = (texts: readonly string[]) => texts.includes('姓名') && texts.includes('身份证号码')
  const { sheets } = await openWorkbook(await fileSource(path), { isHeader })
  let rows = 0
  for (const sheet of sheets) for await (const some of sheet.rows()) rows += some.length
  return rows
}

async function countExcelJs(path: string): Promise<number> {
  const { default: ExcelJS } = await import('exceljs')
  const options = {
    entries: 'emit',
    sharedStrings: 'cache',
    styles: 'cache',
    hyperlinks: 'ignore',
    worksheets: 'emit',
  } as const
  let rows = 0
  for await (const sheet of new ExcelJS.stream.xlsx.WorkbookReader(path, options)) {
    for await (const row of sheet) if (row.hasValues) rows++
  }
  return rows
}

async function countApart(path: string): Promise<number> {
  const fd = openSync(`${path}.rows`, 'w')
  const written = await writeRows(await readFile(path), fd)
  closeSync(fd)
  const file = await fileSource(`${path}.rows`)
  let rows = 0
  if (written.kind !== 'xlsx')
    for (const sheet of written.sheets) for await (const some of rowsIn(file, sheet)) rows += some.length
  return rows
}

const READERS = { ours: countOurs, exceljs: countExcelJs, apart: countApart }

const [reader, path] = process.argv.slice(2)
const count = READERS[reader as keyof typeof READERS]
const start = performance.now()
const rows = await count(path!)
const milliseconds = performance.now() - start
const measured: Measured = { rows, milliseconds, megabytes: process.resourceUsage().maxRSS / 1024 }
console.log(JSON.stringify(measured))
