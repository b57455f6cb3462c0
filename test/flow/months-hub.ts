/** One hub a worker for many months, each of a city of which nothing is known yet: its processes are started once. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Hub, startHub } from '../../local/host/hub.ts'
import { forgetCity } from '../../local/hub/forget-city.ts'
import { stageUse } from '../../local/hub/stage-use.ts'
import { type MonthOptions, type MonthReport, playMonth } from '../../local/play-month.ts'

export interface MonthsHub {
  readonly hub: Hub
  /** `npm run month` but for its start. */
  play(options: Pick<MonthOptions, 'period' | 'today' | 'inbox' | 'out'>): Promise<MonthReport>
  /** The next month is of another city. */
  forget(): Promise<void>
  stop(): Promise<void>
}

let running: Promise<Omit<MonthsHub, 'stop'>> | undefined

/** A hub that knows nothing yet; `stop` leaves it so to the next file. */
export async function startMonthsHub(): Promise<MonthsHub> {
  running ??= start()
  const months = await running
  return { ...months, stop: months.forget }
}

async function start(): Promise<Omit<MonthsHub, 'stop'>> {
  const dataDir = mkdtempSync(join(tmpdir(), 'yingbao-months-'))
  // A worker is ended by this signal, and the processes of its hub end with it.
  process.once('SIGTERM', () => {
    rmSync(dataDir, { recursive: true, force: true })
    process.exit(143)
  })
  const use = stageUse()
  const hub = await startHub({ dataDir, port: 0, log: use.log })
  const progress = { say() {}, at() {}, end() {} }
  return {
    hub,
    play: (options) =>
      playMonth({ ...options, data: undefined, policy: undefined, progress }, hub, use, performance.now()),
    forget: () => forgetCity(hub.endpoints.dynamodb),
  }
}
