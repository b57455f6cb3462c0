/** The CSV reader beside the .xlsx reader on the same rows: it is to be 2.5 times as fast. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodeGb18030 } from '../samples/gb18030.ts'
import { writeBigCsv, writeBigWorkbook } from './big-workbook.ts'
import { bundleReadOnce, rowsPerSecond } from './child.ts'
import { type Figure, figure, printFigure } from './figure.ts'
import { nameList } from './list-rows.ts'

const ROWS = 200_000

export async function csvFigures(): Promise<Figure[]> {
  const readOnce = await bundleReadOnce()
  const folder = await mkdtemp(join(tmpdir(), 'bench-csv-'))
  try {
    const csv = join(folder, 'list.csv')
    const gb18030 = join(folder, 'list-gb18030.csv')
    const xlsx = join(folder, 'list.xlsx')
    await writeBigCsv(csv, nameList(ROWS))
    await writeFile(gb18030, encodeGb18030(await readFile(csv, 'utf8')))
    await writeBigWorkbook(xlsx, nameList(ROWS), 'shared')
    let [ours, oursGb, other] = [0, 0, 0]
    for (let turn = 0; turn < 3; turn++) {
      ours = Math.max(ours, rowsPerSecond(await readOnce('ours', csv)))
      oursGb = Math.max(oursGb, rowsPerSecond(await readOnce('ours', gb18030)))
      other = Math.max(other, rowsPerSecond(await readOnce('ours', xlsx)))
    }
    const beside = 'our .xlsx reader, shared strings'
    return [
      figure('CSV, 200,000 rows x 12', 'rows/s', ours, beside, other, '>= 2.5'),
      figure('the same in GB18030', 'rows/s', oursGb, beside, other, 'none'),
    ]
  } finally {
    await rm(folder, { recursive: true })
  }
}

if (import.meta.main) (await csvFigures()).forEach(printFigure)
