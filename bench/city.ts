/** Cities of real proportions: a month's time beside openpyxl's mere reading, and its request units. */
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Figure, figure, printFigure } from './figure.ts'
import { type MonthRun, runMonthCommand } from './month-command.ts'
import { changedRegister, cityInboxes, type MonthInbox } from './sample-files.ts'

interface City {
  readonly counties: number
  readonly listedPerCounty: number
  readonly registeredPerCounty: number
  readonly megabytes: number
  readonly ratio: number
  readonly most?: { readonly seconds: number; readonly writes: number }
}
const CITIES: readonly City[] = [
  { counties: 1, listedPerCounty: 3000, registeredPerCounty: 60_000, megabytes: 512, ratio: 0.6 },
  { counties: 10, listedPerCounty: 3000, registeredPerCounty: 60_000, megabytes: 512, ratio: 0.6 },
  {
    ...{ counties: 1, listedPerCounty: 30_000, registeredPerCounty: 600_000, megabytes: 700, ratio: 0.7 },
    most: { seconds: 75, writes: 150_000 },
  },
]
const [COUNTY] = CITIES
const CHANGED = 0.02
const OPENPYXL = fileURLToPath(new URL('openpyxl-read.py', import.meta.url))

export async function cityRealFigures(): Promise<Figure[]> {
  const figures: Figure[] = []
  for (const city of CITIES) {
    const [month] = await cityInboxes(city)
    const run = await runMonthCommand(month!)
    const { counties, listedPerCounty, registeredPerCounty } = city
    const counted = `${listedPerCounty.toLocaleString('en')} listed and ${registeredPerCounty.toLocaleString('en')} registered`
    const name = `month, ${counties} x ${counted}`
    figures.push(
      ...besideOpenpyxl(name, run, month!, city.ratio),
      ...mostOf(name, run, city),
      figure(`${name}: largest process`, 'MB', run.megabytes, 'limit', city.megabytes),
      figure(`${name}: a newly listed person`, 'write units', unitsOf(run, 'write') / run.summary.listed, 'limit', 4),
      figure(`${name}: a newly listed person`, 'read units', unitsOf(run, 'read') / run.summary.listed, 'limit', 2),
    )
  }
  return [...figures, ...(await changedFigures())]
}

function mostOf(name: string, { seconds, summary }: MonthRun, { most }: City): Figure[] {
  if (!most) return []
  return [
    figure(`${name}: from command to exit`, 's', seconds, 'limit', most.seconds),
    figure(`${name}: all stages`, 'write units', summary.units.write, 'limit', most.writes),
  ]
}

function besideOpenpyxl(name: string, { seconds }: MonthRun, { inbox }: MonthInbox, ratio: number): Figure[] {
  const begun = performance.now()
  try {
    execFileSync('python3', [OPENPYXL, inbox], { stdio: ['ignore', 'ignore', 'pipe'] })
  } catch (error) {
    if (!/ENOENT|No module named/.test(String(error))) throw error
    console.error('no Python with openpyxl here: what is measured against it is left out')
    return []
  }
  const reading = performance.now() - begun
  const ours = `${name}: from command to exit`
  return [figure(ours, 'ms', seconds * 1000, 'openpyxl reading the same files', reading, `<= ${ratio}`)]
}

const unitsOf = ({ summary: { stages } }: MonthRun, kind: 'read' | 'write') =>
  ['intake', 'match'].reduce((sum, stage) => sum + (stages[stage]?.[kind] ?? 0), 0)

/** In the second register some rows say something else. */
async function changedFigures(): Promise<Figure[]> {
  const [month] = await cityInboxes(COUNTY!)
  const data = mkdtempSync(join(tmpdir(), 'bench-register-'))
  try {
    const { inbox, rows, listed } = await changedRegister(COUNTY!, join(data, 'inbox'), CHANGED)
    const hub = join(data, 'hub')
    await runMonthCommand(month!, { data: hub })
    const again = await runMonthCommand({ inbox, period: '2018-06', today: '2018-07-04' }, { data: hub })
    const name = `a register of 60,000 rows of which ${rows.toLocaleString('en')} changed, ${listed} of them of listed persons`
    const units = unitsOf(again, 'write')
    return [
      figure(`${name}: a changed row`, 'write units', units / rows, 'limit', 0.5),
      // An item and an event of its timeline are two writes by themselves.
      figure(`${name}: a listed changed row`, 'write units', units / listed, 'limit', 0.5),
    ]
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}

if (import.meta.main) (await cityRealFigures()).forEach(printFigure)
