/** Intake's peak memory on a county's first register of a million rows. */
import { bundleIntakeOnce } from './child.ts'
import { type Figure, figure, printFigure } from './figure.ts'
import { REGISTER, registerFile } from './sample-files.ts'

const ROWS = 1_000_000
const LIMITS = { shared: 450, inline: 256, csv: 256 }
const NAMES = { shared: '.xlsx with shared strings', inline: '.xlsx with inline strings', csv: 'CSV' }

export async function memoryFigures(): Promise<Figure[]> {
  const takeIn = await bundleIntakeOnce()
  const figures: Figure[] = []
  for (const kind of ['shared', 'inline', 'csv'] as const) {
    const { megabytes } = await takeIn({ ...REGISTER, form: 'register' }, await registerFile(ROWS, kind))
    figures.push(
      figure(`intake, 1,000,000 rows x 13, ${NAMES[kind]}, peak memory`, 'MB', megabytes, 'limit', LIMITS[kind]),
    )
  }
  return figures
}

if (import.meta.main) (await memoryFigures()).forEach(printFigure)
