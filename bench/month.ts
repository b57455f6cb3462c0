/** Seconds and memory of `npm run month` for a city and for a county. */
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bareMilliseconds } from './bare.ts'
import { type Figure, figure, printFigure } from './figure.ts'
import { runMonthCommand } from './month-command.ts'
import { cityInboxes, type MonthInbox } from './sample-files.ts'

const CITY = { counties: 10, listedPerCounty: 3000, registeredPerCounty: 6000 }
/** Milliseconds: half of what payments and files took when persons of a register had items (2026-11-25: 9.96 and 0.6 s). */
const HALF = 5280
const ROOT = fileURLToPath(new URL('..', import.meta.url))

export async function monthFigures(): Promise<Figure[]> {
  return [...(await cityFigures()), ...(await countyFigures()), await cleanFigure()]
}

async function cityFigures(): Promise<Figure[]> {
  const [month] = await cityInboxes(CITY)
  const data = mkdtempSync(join(tmpdir(), 'bench-city-'))
  try {
    const { seconds, megabytes, summary } = await runMonthCommand(month!, { data })
    const outcomes = summary.seconds.outcomes! * 1000
    const bare = (abreast: number) => bareMilliseconds(month!.inbox, data, summary, abreast)
    const name = 'month, 10 counties x 3,000 listed and 6,000 registered'
    return [
      figure(
        `${name}: from files to outcomes`,
        'ms',
        outcomes,
        '1.5 x its parts, 8 requests at once',
        1.5 * (await bare(8)),
      ),
      figure(`${name}: from files to outcomes`, 'ms', outcomes, '1.5 x its parts, one by one', 1.5 * (await bare(1))),
      figure(`${name}: from command to exit (${stages(summary.seconds)})`, 'ms', seconds * 1000, 'limit', 20_000),
      figure(
        `${name}: payments and files`,
        'ms',
        (summary.seconds.pay! + summary.seconds.files!) * 1000,
        'limit',
        HALF,
      ),
      figure(`${name}: largest process`, 'MB', megabytes, 'limit', 512),
    ]
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}

async function countyFigures(): Promise<Figure[]> {
  const [month] = await cityInboxes({ ...CITY, counties: 1 })
  const { seconds, summary } = await runMonthCommand(month!)
  const name = `month, one county of 3,000: from command to exit (${stages(summary.seconds)})`
  return [figure(name, 'ms', seconds * 1000, 'limit', 10_000)]
}

/** A copy of the project as `npm ci` leaves it has nothing synthesised and nothing compiled. */
async function cleanFigure(): Promise<Figure> {
  const root = mkdtempSync(join(tmpdir(), 'bench-clone-'))
  try {
    const skipped = new Set(['node_modules', '.git', 'cdk.out', '.yingbao'])
    for (const name of readdirSync(ROOT))
      if (!skipped.has(name)) cpSync(join(ROOT, name), join(root, name), { recursive: true })
    mkdirSync(join(root, 'node_modules'))
    for (const name of readdirSync(join(ROOT, 'node_modules')))
      if (name !== '.cache') symlinkSync(join(ROOT, 'node_modules', name), join(root, 'node_modules', name))
    const inbox = join(root, 'test/samples-months/clean/inbox')
    const month: MonthInbox = { inbox, period: '2018-05', today: '2018-06-06' }
    const { seconds } = await runMonthCommand(month, { root })
    return figure('month `clean`, from npm ci done to its end', 'ms', seconds * 1000, 'limit', 15_000)
  } finally {
    rmSync(root, { recursive: true, force: true })
  }
}

const stages = (seconds: Record<string, number>): string =>
  Object.entries(seconds)
    .filter(([stage]) => stage !== 'all')
    .map(([stage, s]) => `${stage} ${s}`)
    .join(', ')

if (import.meta.main) (await monthFigures()).forEach(printFigure)
