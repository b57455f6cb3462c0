/** Request units of a month: registers first, then lists, then the same lists once more. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Figure, figure, printFigure } from './figure.ts'
import { runMonthCommand, type Summary } from './month-command.ts'
import { cityInboxes, officesOf } from './sample-files.ts'

const CITY = { counties: 2, listedPerCounty: 3000, registeredPerCounty: 6000 }
const LISTING = ['intake', 'match']
const CLOSE = ['snapshot', 'report', 'township']
const PAYMENT = ['batch', 'bank', 'finance']

export async function unitFigures(): Promise<Figure[]> {
  const [month] = await cityInboxes(CITY)
  const data = mkdtempSync(join(tmpdir(), 'bench-units-'))
  try {
    const registers = officesOf(month!, join(data, 'registers'), (office) => office === 'social-insurance')
    const lists = officesOf(month!, join(data, 'lists'), (office) => office !== 'social-insurance')
    const hub = join(data, 'hub')
    await runMonthCommand({ ...registers, period: '2018-04' }, { data: hub })
    const first = (await runMonthCommand(lists, { data: hub })).summary
    const again = (await runMonthCommand({ ...lists, period: '2018-06' }, { data: hub })).summary
    const upTo: [name: string, stages: string[]][] = [
      ['until decided', LISTING],
      ['with the close of the month', [...LISTING, ...CLOSE]],
      ['with the payment', [...LISTING, ...CLOSE, ...PAYMENT]],
    ]
    return [
      ...upTo.flatMap(([name, of]) => [
        figure(`a newly listed person, ${name}`, 'write units', per(first, 'write', of), 'limit', 4),
        figure(`a newly listed person, ${name}`, 'read units', per(first, 'read', of), 'limit', 1.5),
      ]),
      figure('a person of an identical second month', 'write units', per(again, 'write'), 'limit', 0.05),
    ]
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}

function per({ listed, stages }: Summary, kind: 'read' | 'write', of = Object.keys(stages)): number {
  return of.reduce((sum, stage) => sum + (stages[stage]?.[kind] ?? 0), 0) / listed
}

if (import.meta.main) (await unitFigures()).forEach(printFigure)
