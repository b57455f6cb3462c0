/** The .xlsx reader beside exceljs' streaming reader, and its peak memory on a million rows. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { writeBigWorkbook } from './big-workbook.ts'
import { bundleReadOnce, rowsPerSecond } from './child.ts'
import { type Figure, figure, printFigure } from './figure.ts'
import { nameList, register } from './list-rows.ts'

const ROWS = 200_000
const MANY_ROWS = 1_000_000
/** The reader's share of what intake may take (450 and 256 MB). */
const MEMORY = { shared: 350, inline: 160 }

export async function readerFigures(): Promise<Figure[]> {
  const readOnce = await bundleReadOnce()
  const folder = await mkdtemp(join(tmpdir(), 'bench-reader-'))
  const figures: Figure[] = []
  try {
    for (const texts of ['shared', 'inline'] as const) {
      const path = join(folder, `${texts}.xlsx`)
      await writeBigWorkbook(path, nameList(ROWS), texts)
      let [ours, other] = [0, 0]
      for (let turn = 0; turn < 3; turn++) {
        ours = Math.max(ours, rowsPerSecond(await readOnce('ours', path)))
        other = Math.max(other, rowsPerSecond(await readOnce('exceljs', path)))
      }
      figures.push(figure(`reader, ${texts} strings, 200,000 rows x 12`, 'rows/s', ours, 'exceljs', other, '>= 5'))
    }
    for (const texts of ['shared', 'inline'] as const) {
      const path = join(folder, `many-${texts}.xlsx`)
      await writeBigWorkbook(path, register(MANY_ROWS), texts)
      const { megabytes } = await readOnce('ours', path)
      figures.push(
        figure(`reader, ${texts} strings, 1,000,000 rows x 13, peak memory`, 'MB', megabytes, 'limit', MEMORY[texts]),
      )
    }
    return figures
  } finally {
    await rm(folder, { recursive: true })
  }
}

if (import.meta.main) (await readerFigures()).forEach(printFigure)
