/** The demo city, played once through the same URLs, queues and handlers as any office. */
import { join } from 'node:path'
import { countCounty } from '../../functions/deadlines/case-turns.ts'
import type { City, CountyMonth, Month } from '../../samples/city.ts'
import { present } from '../../schemas/present.ts'
import type { Demo } from '../../schemas/records/demo.ts'
import type { DeterminationRun } from '../../schemas/records/determination-run.ts'
import type { Policy } from '../../schemas/records/policy.ts'
import { BY_ITSELF } from '../../wording/returns.ts'
import type { Hub } from '../host/hub.ts'
import { deadLetter, orFail } from '../hub/dead-letter.ts'
import { type HubClient, hubClient } from '../hub/hub-client.ts'
import type { HubStores } from '../hub/hub-stores.ts'
import { type InboxFile, readInbox } from '../hub/inbox.ts'
import { payReady } from '../hub/pay.ts'
import { sendFiles, type Tickets } from '../hub/send-files.ts'
import { officeActs } from './demo-acts.ts'
import { writeDemoAnswers } from './demo-answers.ts'
import { answeredOn, DEMO_DAY, demoCity, filesOfMonth, type Sitting, sittingsOf, writeDemoMonth } from './demo-files.ts'
import { demoNameOf } from './demo-persons.ts'
import { type KeptTickets, keepTickets } from './demo-tickets.ts'

export interface DemoOptions {
  readonly hub: Hub
  readonly stores: HubStores
  readonly dataDir: string
  readonly signal: AbortSignal
  readonly say: (text: string) => void
  /** The whole one where none is given. */
  readonly city?: City
}

export async function beginDemo(
  { stores, city = demoCity() }: Pick<DemoOptions, 'stores' | 'city'>,
  now: Date,
): Promise<void> {
  await stores.demo.begin({
    months: city.months.map(({ period }, at) => ({ period, files: filesOfMonth(city, at) })),
    counties: city.months[0]!.counties.length,
    startedAt: now.toISOString(),
  })
}

/**
 * The demo is done when every upload is matched, every month closed and no message left; nothing is sent twice.
 * @throws where a message was given up, or `signal` is aborted
 */
export async function playDemo(options: DemoOptions, plan: Demo): Promise<void> {
  const { hub, stores, signal, say, city = demoCity() } = options
  if (plan.failedAt) await stores.demo.mark({ failedAt: undefined })
  const failure = Promise.race([deadLetter(hub), aborted(signal)])
  try {
    // Work under way ends first, so that what is missing then was never asked for.
    await orFail(failure, hub.idle())
    const tickets = keepTickets(join(options.dataDir, 'demo', 'tickets.ndjson'))
    for (const [at, month] of city.months.entries())
      await orFail(failure, playMonth(options, { city, at, month, tickets }, failure))
    await orFail(failure, answer(options, city, { tickets, failure }))
    await countCases(stores)
    await orFail(failure, officeActs(options, city))
    await stores.demo.mark({ doneAt: new Date().toISOString() })
    tickets.forget()
    say('演示城市全部完成')
  } catch (error) {
    if (!signal.aborted) await stores.demo.mark({ failedAt: new Date().toISOString() })
    throw error
  }
}

async function answer(
  { hub, stores, dataDir, signal, say }: DemoOptions,
  city: City,
  { tickets, failure }: { tickets: KeptTickets; failure: Promise<never> },
): Promise<void> {
  const { day, late, underWay, period } = answeredOn(city)
  say('演示城市：正在报送材料、回盘和拨款确认')
  const inbox = await writeDemoAnswers(stores, { dir: join(dataDir, 'demo'), day, late, underWay })
  const policy = await stores.policies.inForce()
  const { answers } = readInbox(inbox, policy)
  const idle = (stages?: readonly string[]) => orFail(failure, hub.idle(stages))
  const each = answers.map((file) => [file])
  await sendFiles(clientOf({ hub, stores }, policy, day), each, {
    period,
    idle,
    tickets: tickets.of('answers'),
    signal,
  })
}

/** As the next morning would, so that every office finds its work. */
async function countCases(stores: HubStores): Promise<void> {
  const policy = await stores.policies.inForce()
  const deps = { ...stores, now: () => new Date() }
  for (const { code } of policy.counties) await countCounty(deps, policy, code, DEMO_DAY)
}

interface PlayedMonth {
  readonly city: City
  readonly at: number
  readonly month: Month
  readonly tickets: KeptTickets
}

async function playMonth(
  options: DemoOptions,
  { city, at, month, tickets }: PlayedMonth,
  failure: Promise<never>,
): Promise<void> {
  const { stores, say } = options
  const { period } = month
  const sittings = sittingsOf(city, at)
  if (!(await isClosed(stores, month.counties, period))) {
    say(`演示城市：正在报送${period}的名单`)
    const inbox = await writeDemoMonth(city, at, join(options.dataDir, 'demo'))
    for (const sitting of sittings)
      await playSitting(options, { inbox, period, sitting, isFirst: at === 0, tickets: tickets.of(period) }, failure)
  }
  const closed = await Promise.all(month.counties.map(({ county }) => closeOf(stores, county.code, period)))
  const policy = await stores.policies.inForce()
  await payReady(
    clientOf(options, policy, sittings.at(-1)!.day),
    closed.filter((run) => run !== undefined),
    () => orFail(failure, options.hub.idle()),
  )
  for (const { day, counties } of sittings)
    await submit(
      clientOf(options, policy, day),
      counties.map(({ county }) => county.code),
      period,
    )
  const { day } = present(sittings.at(-1), 'the last day of a month')
  await submit(clientOf(options, policy, day), [policy.city.code], period)
  await orFail(failure, options.hub.idle())
}

const clientOf = ({ hub, stores }: Pick<DemoOptions, 'hub' | 'stores'>, policy: Policy, day: string) =>
  hubClient(hub, stores, day, demoNameOf(policy))

async function submit(client: HubClient, divisions: readonly string[], period: string) {
  await Promise.all(divisions.map((division) => client.submit(division, period, BY_ITSELF)))
}

interface PlayedSitting {
  readonly inbox: string
  readonly period: string
  readonly sitting: Sitting
  readonly isFirst: boolean
  readonly tickets: Tickets
}

async function playSitting(
  { hub, stores, signal, say }: DemoOptions,
  { inbox, period, sitting, isFirst, tickets }: PlayedSitting,
  failure: Promise<never>,
): Promise<void> {
  const { counties, divisions } = sitting
  if (await isClosed(stores, counties, period)) return
  const policy = await stores.policies.inForce()
  const client = clientOf({ hub, stores }, policy, sitting.day)
  const idle = (stages?: readonly string[]) => orFail(failure, hub.idle(stages))
  const groups = readInbox(inbox, policy).groups.filter(([file]) => file !== undefined && divisions.has(file.division))
  const sent = await sendFiles(client, groups, { period, idle, tickets, signal })
  const uploads = await Promise.all(sent.map(({ file, id }) => client.upload(file.division, id)))
  const undone = uploads.filter(({ done }) => !done).length
  if (undone > 0) throw new Error(`${undone} uploads of the demo city were not matched to the end`)
  if (!isFirst) await sayNil(client, policy, counties, period, groups.flat())
  say(`演示城市：正在办结${period}`)
  await closeMonth(stores, client, counties, period)
  await idle()
  if (!(await isClosed(stores, counties, period))) throw new Error('a month of the demo city was not closed')
}

async function sayNil(
  client: HubClient,
  { categories }: Policy,
  counties: readonly CountyMonth[],
  period: string,
  files: readonly InboxFile[],
): Promise<void> {
  for (const { county } of counties)
    for (const { code, office } of categories) {
      const form = `${code}-new`
      if (!files.some((file) => file.division === county.code && file.form === form))
        await client.nilReturn({ division: county.code, office, form, period })
    }
}

/** Nothing is under way here, so that a close that is open will never end by itself. */
async function closeMonth(
  stores: HubStores,
  client: HubClient,
  counties: readonly CountyMonth[],
  period: string,
): Promise<void> {
  await Promise.all(
    counties.map(async ({ county }) => {
      if (!(await isClosedIn(stores, county.code, period))) await client.close(county.code, period)
    }),
  )
}

async function isClosed(stores: HubStores, counties: readonly CountyMonth[], period: string): Promise<boolean> {
  return (await Promise.all(counties.map(({ county }) => isClosedIn(stores, county.code, period)))).every(Boolean)
}

async function isClosedIn(stores: HubStores, county: string, period: string): Promise<boolean> {
  return (await closeOf(stores, county, period)) !== undefined
}

async function closeOf(stores: HubStores, county: string, period: string): Promise<DeterminationRun | undefined> {
  return (await stores.runs.closes(county)).find((run) => run.period === period && run.state === 'done')
}

function aborted(signal: AbortSignal): Promise<never> {
  const stopped = new Promise<never>((_, reject) => {
    const stop = () => reject(signal.reason)
    if (signal.aborted) stop()
    else signal.addEventListener('abort', stop, { once: true })
  })
  stopped.catch(() => {})
  return stopped
}
