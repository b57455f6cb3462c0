/** The CSV reader beside the .xlsx reader on the same rows: it is to be 2.5 times as fast. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeBigCsv, writeBigWorkbook } from './big-workbook.ts'
import { bundleReadOnce, rowsPerSecond } from './child.ts'
import { type Figure, figure, printFigure } from './figure.ts'
import { nameList } from './list-rows.ts'

const ROWS = 200_000

/** Rows a second, the best of three turns each. */
export async function csvFigures(): Promise<Figure[]> {
  const readOnce = await bundleReadOnce()
  const folder = await mkdtemp(join(tmpdir(), 'bench-csv-'))
  try {
    const csv = join(folder, 'list.csv')
    const xlsx = join(folder, 'list.xlsx')
    await writeBigCsv(csv, nameList(ROWS))
    await writeBigWorkbook(xlsx, nameList(ROWS), 'shared')
    let [ours, other] = [0, 0]
    for (let turn = 0; turn < 3; turn++) {
      ours = Math.max(ours, rowsPerSecond(await readOnce('ours', csv)))
      other = Math.max(other, rowsPerSecond(await readOnce('ours', xlsx)))
    }
    return [figure('CSV, 200,000 rows x 12', 'rows/s', ours, 'our .xlsx reader, shared strings', other, '>= 2.5')]
  } finally {
    await rm(folder, { recursive: true })
  }
}

if (import.meta.main) (await csvFigures()).forEach(printFigure)
