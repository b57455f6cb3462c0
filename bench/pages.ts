/**
 * What every page of the demo's persons takes in a county of 30,000 listed persons with 36 months of history.
 *
 * Played through intake, match, close, batch and answers: two months of the city, in which the first county lists
 * 30,000 and nine others 300 each. Filled (history.ts): the 34 months before, as the second month's records dated earlier
 * (uploads, closes, returns with figures of their own, batches, requests to finance, files, submissions, acts in the
 * audit), and of three earlier years each person's paid contribution (claim, result, row of the table of cases). Mails
 * are not filled, nor events of persons: no page but the one person's file reads them.
 */
import { cpSync, existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { countCounty } from '../functions/deadlines/case-turns.ts'
import { beginSession } from '../functions/web/access/sign-in/begin-session.ts'
import { writeDemoAnswers } from '../local/demo/demo-answers.ts'
import { demoAccounts } from '../local/demo/demo-persons.ts'
import { type Hub, startHub } from '../local/host/hub.ts'
import { type HubStores, hubStores } from '../local/hub/hub-stores.ts'
import { makeCity } from '../samples/city.ts'
import { writeMonth } from '../samples/workbooks.ts'
import { present } from '../schemas/present.ts'
import { DEFAULT_DEADLINES } from '../schemas/records/deadline-policy.ts'
import { makeClients } from '../stores/aws/clients.ts'
import { workTable } from '../stores/aws/work.ts'
import { bundlePagesOnce } from './child.ts'
import { type Figure, figure, printFigure } from './figure.ts'
import { history, type Played } from './history.ts'
import { runMonthCommand } from './month-command.ts'
import type { PageCost, PagesWork } from './pages-once.ts'

const COUNTY = '440203'
const MONTHS_PLAYED = [
  { period: '2021-05', today: '2021-06-04' },
  { period: '2021-06', today: '2021-07-04' },
] as const
const [FIRST, LAST] = MONTHS_PLAYED
const ANSWERED = '2021-06-18'
/** Its bank and finance do not answer. */
const LATE = '440282'
const FROM = '2018-07-01'
const TODAY = '2021-07-05'
const EARLIER_YEARS = [2018, 2019, 2020]
/** Months of history at which the home page is measured: it looks through six of them, whatever came before. */
const STEPS = [6, 12, 36]
/** Kilobytes, milliseconds, and times of the plainest page. */
const MOST = { kilobytes: 150, ms: 50, times: 3 }
/** Of web alone: what a machine with other work tells too. */
const CPU = 'ms of CPU'
const SEEDED = { seed: 9, day: FIRST.today, months: MONTHS_PLAYED.length }

/** `PAGES=DIR npm run bench -- pages` keeps the played city in that folder, and takes it from there the next time. */
export async function pagesFigures(): Promise<Figure[]> {
  const data = mkdtempSync(join(tmpdir(), 'bench-pages-'))
  try {
    const { PAGES: kept } = process.env
    if (kept) cpSync(await keptCity(kept), join(data, 'hub'), { recursive: true })
    else await playCity(data)
    return await measuredCity(data)
  } finally {
    rmSync(data, { recursive: true, force: true })
  }
}

/** To whoever waits at a terminal. */
function tell(what: string): void {
  console.error(`pages, after ${Math.round(process.uptime())} s: ${what}`)
}

/** @returns the folder of its hub */
async function keptCity(dir: string): Promise<string> {
  const whole = join(dir, 'whole')
  if (existsSync(whole)) return join(whole, 'hub')
  const partly = join(dir, 'partly')
  rmSync(partly, { recursive: true, force: true })
  mkdirSync(partly, { recursive: true })
  await playCity(partly)
  rmSync(join(partly, 'inbox'), { recursive: true })
  renameSync(partly, whole)
  return join(whole, 'hub')
}

/** @param data has the played hub */
export async function measuredCity(data: string, only?: readonly string[]): Promise<Figure[]> {
  const hub = await startHub({ dataDir: join(data, 'hub'), port: 0, log: () => {} })
  try {
    const stores = hubStores(hub)
    await beginToday(stores)
    const measure = await measuring(hub, stores, data)
    const past = await history(playedOn(hub, stores))
    const homes: PageCost[][] = []
    let there = MONTHS_PLAYED.length
    for (const months of STEPS) {
      tell(`fills the past up to ${months} months`)
      for (; there < months; there++) await past.fill(there)
      tell('measures home pages')
      homes.push(await measure(['/']))
    }
    tell('fills three years of payments')
    await past.fillYears(EARLIER_YEARS)
    tell('measures every page that links lead to')
    return [...homeFigures(homes), ...pageFigures(await measure(only))]
  } finally {
    await hub.stop()
  }
}

/** The first county is of a city of its own, and takes the place of the small one. */
export async function playCity(data: string): Promise<void> {
  const small = makeCity({ ...SEEDED, counties: 10, listedPerCounty: 300, registeredPerCounty: 600 })
  const large = makeCity({ ...SEEDED, counties: 1, listedPerCounty: 30_000, registeredPerCounty: 60_000 })
  const inboxOf = (period: string) => join(data, 'inbox', period)
  tell('writes two months of files')
  for (const [at, month] of small.months.entries()) {
    await writeMonth(month, inboxOf(month.period), { files: 'xlsx', strings: 'shared' })
    rmSync(join(inboxOf(month.period), COUNTY), { recursive: true })
    await writeMonth(present(large.months[at], 'the month'), inboxOf(month.period), {
      files: 'xlsx',
      strings: 'shared',
    })
  }
  const hub = join(data, 'hub')
  tell('plays the first month')
  await runMonthCommand({ ...FIRST, inbox: inboxOf(FIRST.period) }, { data: hub })
  tell('bank, finance and townships answer')
  await answerFirst(hub, join(data, 'answers'), inboxOf(LAST.period))
  tell('plays the second month')
  await runMonthCommand({ ...LAST, inbox: inboxOf(LAST.period) }, { data: hub })
}

async function answerFirst(dataDir: string, dir: string, inbox: string): Promise<void> {
  const hub = await startHub({ dataDir, port: 0, log: () => {} })
  try {
    const answers = await writeDemoAnswers(hubStores(hub), { dir, day: ANSWERED, late: LATE })
    cpSync(answers, inbox, { recursive: true })
  } finally {
    await hub.stop()
  }
}

/** Deadlines of all months, and cases as counted this morning. */
export async function beginToday(stores: HubStores): Promise<void> {
  await stores.deadlines.putPolicy({ ...DEFAULT_DEADLINES, from: FROM })
  const policy = await stores.policies.inForce()
  for (const { code } of policy.counties) await countCounty({ ...stores, now: () => new Date() }, policy, code, TODAY)
}

export function playedOn(hub: Hub, stores: HubStores): Played {
  const clients = makeClients({ environment: hub.env })
  const { WORK_TABLE: table = '', OUTBOX_BUCKET: outbox = '' } = webOf(hub)
  return { stores, clients, work: workTable(clients, table), table, outbox, period: LAST.period, county: COUNTY }
}

const webOf = ({ functions }: Hub) =>
  Object.entries(functions).find(([name]) => name.toLowerCase().includes('web'))?.[1] ?? {}

export async function measuring(hub: Hub, stores: HubStores, data: string) {
  const policy = await stores.policies.inForce()
  const time = `${TODAY}T01:30:00.000Z`
  const persons = await Promise.all(
    demoAccounts(policy, time).map(async (account) => {
      const deps = { sessions: stores.sessions, now: () => new Date(time) }
      const cookie = await beginSession(deps, account, 'signed-in', { address: '127.0.0.1', local: true })
      return { name: account.name ?? '', cookie: cookie.split(';')[0] ?? '' }
    }),
  )
  const run = await bundlePagesOnce({ ...hub.env, ...webOf(hub) })
  return async (only?: readonly string[]): Promise<PageCost[]> => {
    const file = join(data, 'work.json')
    const work: PagesWork = { day: TODAY, persons, ...(only && { only }) }
    writeFileSync(file, JSON.stringify(work))
    return run(file)
  }
}

function homeFigures(homes: readonly PageCost[][]): Figure[] {
  return homes.flatMap((pages, step) => {
    const [slowest, busiest] = [worst(pages, ({ ms }) => ms), worst(pages, ({ cpu }) => cpu)]
    const reading = worst(pages, ({ read }) => read)
    const first = worst(homes[0] ?? [], ({ read }) => read)
    const name = `home page after ${STEPS[step]} months`
    const against = `after ${STEPS[0]} months`
    return [
      figure(`${name}, ${slowest.person}`, 'ms', slowest.ms, 'limit', MOST.ms),
      figure(`${name}, ${busiest.person}`, CPU, busiest.cpu, 'limit', MOST.ms),
      figure(`${name}, ${reading.person}`, 'read units', reading.read, against, first.read, '<= 1.1'),
    ]
  })
}

/** Of each kind of page the slowest person's. */
function pageFigures(costs: readonly PageCost[]): Figure[] {
  const others = costs.filter(({ status }) => status !== 200)
  if (others.length > 0)
    throw new Error(others.map(({ person, path, status }) => `${path} of ${person}: ${status}`).join('\n'))
  const [slowest, largest] = [worst(costs, ({ ms }) => ms), worst(costs, ({ bytes }) => bytes)]
  const plainest = Math.min(...costs.map(({ ms }) => ms))
  const kinds = [...Map.groupBy(costs, ({ page }) => page)].sort(([a], [b]) => (a < b ? -1 : 1))
  return [
    figure(`the largest page, \`${largest.page}\``, 'KB', largest.bytes / 1024, 'limit', MOST.kilobytes),
    figure(`the slowest page, \`${slowest.page}\``, 'ms', slowest.ms, 'plainest page', plainest, `<= ${MOST.times}`),
    ...kinds.flatMap(([page, own]) => {
      const [longest, busiest] = [worst(own, ({ ms }) => ms), worst(own, ({ cpu }) => cpu)]
      const { person, requests, read } = busiest
      const name = `\`${page}\` (${person}; ${requests} requests, ${read} read units)`
      return [
        figure(`\`${page}\` (${longest.person})`, 'ms', longest.ms, 'limit', MOST.ms),
        figure(name, CPU, busiest.cpu, 'limit', MOST.ms),
      ]
    }),
  ]
}

function worst(pages: readonly PageCost[], by: (page: PageCost) => number): PageCost {
  return present(pages.toSorted((a, b) => by(b) - by(a))[0], 'a page')
}

if (import.meta.main) (await pagesFigures()).forEach(printFigure)
