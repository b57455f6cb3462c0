/** One hub a worker for many months, each of a city of which nothing is known yet: its processes are started once. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type Hub, startHub } from '../../local/host/hub.ts'
import { forgetCity } from '../../local/hub/forget-city.ts'
import { stageUse } from '../../local/hub/stage-use.ts'
import { runMonth } from '../../local/month/run-month.ts'
import { type MonthOptions, type MonthReport, playMonth } from '../../local/play-month.ts'

const STEADY = fileURLToPath(new URL('../samples-months/steady', import.meta.url))
const PROGRESS = { say() {}, at() {}, end() {} }

export interface MonthsHub {
  readonly hub: Hub
  /** `npm run month` but for its start. */
  play(options: Pick<MonthOptions, 'period' | 'today' | 'inbox' | 'out'>): Promise<MonthReport>
  /** The next month is of another city. */
  forget(): Promise<void>
  stop(): Promise<void>
}

export interface SteadyMonths {
  outOf(month: 'm1' | 'm2'): string
  /** The second month once more, on what both have left. */
  again(out: string): Promise<MonthReport>
}

let running: Promise<Omit<MonthsHub, 'stop'>> | undefined
let steady: Promise<SteadyMonths> | undefined
const folders: string[] = []
// A worker is ended by this signal, and the processes of its hub end with it.
process.once('SIGTERM', () => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true })
  process.exit(143)
})

/** A hub that knows nothing yet; `stop` leaves it so to the next file. */
export async function startMonthsHub(): Promise<MonthsHub> {
  running ??= start()
  const months = await running
  return { ...months, stop: months.forget }
}

/** Two sample months of one city, played once a worker, each on a hub that takes up what is kept. */
export function steadyMonths(): Promise<SteadyMonths> {
  steady ??= playSteady()
  return steady
}

async function playSteady(): Promise<SteadyMonths> {
  const folder = newFolder()
  const outOf = (month: string) => join(folder, month)
  const play = (month: string, out: string) => {
    const [period, today] = ['period', 'today'].map((what) =>
      readFileSync(join(STEADY, month, `${what}.txt`), 'utf8').trim(),
    ) as [string, string]
    const [inbox, data] = [join(STEADY, month, 'inbox'), join(folder, 'data')]
    return runMonth({ period, today, inbox, out, data, policy: undefined, progress: PROGRESS })
  }
  for (const month of ['m1', 'm2']) await play(month, outOf(month))
  return { outOf, again: (out) => play('m2', out) }
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'yingbao-months-'))
  folders.push(folder)
  return folder
}

async function start(): Promise<Omit<MonthsHub, 'stop'>> {
  const dataDir = newFolder()
  const use = stageUse()
  const hub = await startHub({ dataDir, port: 0, log: use.log, sharing: 'all' })
  return {
    hub,
    play: (options) =>
      playMonth({ ...options, data: undefined, policy: undefined, progress: PROGRESS }, hub, use, performance.now()),
    forget: () => forgetCity(hub),
  }
}
