/** Intake as a whole beside exceljs' streaming reader, which only reads. */
import { bundleIntakeOnce, bundleReadOnce, rowsPerSecond } from './child.ts'
import { type Figure, figure, printFigure } from './figure.ts'
import { REGISTER, registerFile } from './sample-files.ts'

const ROWS = 200_000

export async function intakeFigures(): Promise<Figure[]> {
  const [readOnce, takeIn] = [await bundleReadOnce(), await bundleIntakeOnce()]
  const figures: Figure[] = []
  for (const texts of ['shared', 'inline'] as const) {
    const path = await registerFile(ROWS, texts)
    let [ours, other] = [0, 0]
    for (let turn = 0; turn < 3; turn++) {
      ours = Math.max(ours, rowsPerSecond(await takeIn({ ...REGISTER, form: 'register' }, path)))
      other = Math.max(other, rowsPerSecond(await readOnce('exceljs', path)))
    }
    figures.push(
      figure(
        `intake as a whole, ${texts} strings, 200,000 rows x 13`,
        'rows/s',
        ours,
        'exceljs reading alone',
        other,
        '>= 2',
      ),
    )
  }
  return figures
}

if (import.meta.main) (await intakeFigures()).forEach(printFigure)
