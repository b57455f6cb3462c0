/** One hub for all months of all seeds: its processes are started once, and between two seeds its tables are emptied. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DEFAULT_DEADLINES } from '../../schemas/records/deadline-policy.ts'
import { type Hub, startHub } from '../host/hub.ts'
import { forgetCity } from '../hub/forget-city.ts'
import { hubClient } from '../hub/hub-client.ts'
import { hubStores } from '../hub/hub-stores.ts'
import { stageUse } from '../hub/stage-use.ts'
import { type MonthOptions, playMonth } from '../play-month.ts'
import { actOnLists } from './acts.ts'
import { sayNil } from './nil-returns.ts'
import type { PlayMonth } from './played-month.ts'
import { Tickets } from './tickets.ts'

export interface HubOfMonths {
  readonly play: PlayMonth
  /** The same month with processes that end at their writes. */
  readonly playDying: PlayMonth
  /** The next month is of another city. */
  forget(): Promise<void>
  stop(): Promise<void>
}

export async function startHubOfMonths(): Promise<HubOfMonths> {
  const dataDir = mkdtempSync(join(tmpdir(), 'yingbao-year-'))
  const tickets = new Tickets()
  const { log, ...use } = stageUse()
  const quiet: typeof log = (entry) => {
    if (entry.event !== 'failed') log(entry)
  }
  const hub = await startHub({
    ...{ dataDir, port: 0, log: quiet, env: tickets.environment },
    ...{ retrySeconds: 0.05, sharing: 'all' },
  })
  const progress = { say() {}, at() {}, end() {} }
  const play: PlayMonth = async (played) => {
    const {
      month: { period, today },
      inbox,
      out,
      held,
    } = played
    const afterLists: MonthOptions['afterLists'] = async (client, lists) => {
      await actOnLists(played, held, client, lists)
      await sayNil(played, client)
      await keepDeadlines(hub, today)
    }
    const options = { period, today, inbox, out, data: undefined, policy: undefined, progress, afterLists }
    const { faults } = await playMonth(options, hub, { ...use, log }, performance.now())
    if (faults.length > 0) throw new Error(faults.join('\n'))
    await played.returns.act(played, hubClient(hub, hubStores(hub), today))
    await hub.idle()
  }
  return {
    play,
    async playDying(played) {
      tickets.hand(played.seed, played.month)
      await play(played)
      tickets.collect(played.met)
    },
    forget: () => forgetCity(hub),
    async stop() {
      await hub.stop()
      tickets.end()
      rmSync(dataDir, { recursive: true, force: true })
    },
  }
}

/** The day's schedule, which must change nothing of anybody's month. */
async function keepDeadlines(hub: Hub, today: string): Promise<void> {
  const { deadlines } = hubStores(hub)
  if (!(await deadlines.policy())) await deadlines.putPolicy(DEFAULT_DEADLINES)
  await hub.runSchedules(`${today}T00:00:00Z`)
}
