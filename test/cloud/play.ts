/** `play.ts HUB OUT [CITY …]`: the sample months on a deployed hub, as offices send them, held against what is expected. */
import { deepStrictEqual } from 'node:assert'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { deployedHub } from '../../local/cloud/deployed-hub.ts'
import { defaultPolicy } from '../../local/hub/default-policy.ts'
import { settingsOf } from '../../local/hub/hub-access.ts'
import { hubStores } from '../../local/hub/hub-stores.ts'
import { stageUse } from '../../local/hub/stage-use.ts'
import { type PlayedHub, playMonth } from '../../local/play-month.ts'
import { CASE_TABLES, expectedCases, foundCases, type Table } from '../flow/case-files.ts'
import { csvTable } from '../flow/produced.ts'
import { playedOn } from './clock.ts'
import { ROOT } from './emulator.ts'
import { forgetDeployed } from './forget-deployed.ts'

const SAMPLES = join(ROOT, 'test/samples-months')
/** Months of one city follow each other; the first has the policy that the guide's command has put in force. */
const CITIES: readonly (readonly string[])[] = [
  ['clean'],
  ['messy'],
  ['steady/m1', 'steady/m2'],
  ['m1', 'm2', 'm3', 'm4', 'm5', 'm6'].map((month) => `cases/${month}`),
]
const FILES = ['outcomes', 'rejections', 'held', 'receipts']

const LONGEST_MS = 10 * 60_000
const LOOK_MS = 100
/** Looks in a row that find nothing: a message on its way between two queues is in none. */
const QUIET = 2

/** The emulator's own page: account, region, queue. */
const Message = z.object({ ReceiveCount: z.number().optional() })
type Message = z.infer<typeof Message>
const Regions = z.record(z.string(), z.record(z.string(), z.array(Message)))
const Queues = z.object({ messages: z.record(z.string(), Regions) })
/** Whoever fails so often fails for good. */
const FAILED_OFTEN = 3

const [file = '', out = '', ...named] = process.argv.slice(2)
const hub = deployedHub(file)
const settings = Object.entries(settingsOf(hub))

/** @throws where a message of the hub fails again and again, naming its queue */
async function idle(): Promise<void> {
  const until = Date.now() + LONGEST_MS
  for (let quiet = 0; quiet < QUIET; ) {
    if (Date.now() > until) throw new Error('messages are under way for ten minutes')
    const answer = await fetch(`${process.env.AWS_ENDPOINT_URL}/_ministack/sqs/messages`)
    const { messages } = Queues.parse(await answer.json())
    const queues = Object.values(messages).flatMap((regions) =>
      Object.values(regions).flatMap(Object.entries<Message[]>),
    )
    const filled = queues.flatMap(([url, held]) => {
      const [name] = settings.find(([, one]) => one === url) ?? []
      return name && held.length > 0 ? [{ name, held }] : []
    })
    for (const { name, held } of filled) {
      const often = held.some(({ ReceiveCount = 0 }) => ReceiveCount >= FAILED_OFTEN)
      if (name.endsWith('_DEAD_QUEUE_URL') || often)
        throw new Error(`a message of ${name} fails: see the emulator's log`)
    }
    quiet = filled.length === 0 ? quiet + 1 : 0
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  }
}

const played: PlayedHub = { ...hub, idle, playedOn, onFault() {}, onDeadLetter() {} }
const progress = { say() {}, at() {}, end() {} }
const outOf = (month: string) => join(out, month)

async function play(month: string): Promise<void> {
  const said = (what: string, otherwise: string) => {
    const path = join(SAMPLES, month, `${what}.txt`)
    return existsSync(path) ? readFileSync(path, 'utf8').trim() : otherwise
  }
  const options = {
    ...{ period: said('period', '2018-05'), today: said('today', '2018-06-06'), out: outOf(month), progress },
    ...{ inbox: join(SAMPLES, month, 'inbox'), data: undefined, policy: undefined },
  }
  const { faults } = await playMonth(options, played, stageUse(), performance.now())
  if (faults.length > 0) throw new Error(`${month}: ${faults.join('\n')}`)
}

/** @param until the city's months, the one that is looked at last */
function tablesOf(until: readonly string[]): { name: string; found: Table; expected: Table }[] {
  const month = until.at(-1) ?? ''
  const folder = join(SAMPLES, month, 'expected')
  if (existsSync(join(folder, 'cases.csv')))
    return CASE_TABLES.map((name) => ({
      name,
      found: foundCases(name, until.map(outOf)),
      expected: expectedCases(name, folder),
    }))
  return FILES.map((name) => {
    const expected = csvTable(join(folder, `${name}.csv`))
    // The words are ours; a column that is not expected is not compared.
    const headings = Object.keys(expected[0] ?? {}).filter((heading) => heading !== 'message')
    const shown = (row: Record<string, string>) => Object.fromEntries(headings.map((h) => [h, row[h] ?? '']))
    return { name, found: csvTable(join(outOf(month), `${name}.csv`)).map(shown), expected: expected.map(shown) }
  })
}

let isFirst = true
for (const months of CITIES.filter(
  ([first = '']) => named.length === 0 || named.some((one) => first.startsWith(one)),
)) {
  if (!isFirst) {
    await idle()
    await forgetDeployed(hub)
    await hubStores(hub).policies.put(defaultPolicy())
  }
  isFirst = false
  for (const [at, month] of months.entries()) {
    const begun = performance.now()
    await play(month)
    const tables = tablesOf(months.slice(0, at + 1))
    for (const { name, found, expected } of tables) deepStrictEqual(found, expected, `${month}: ${name}.csv`)
    const rows = tables.filter(({ found }) => found.length > 0).map(({ name, found }) => `${name} ${found.length}`)
    const seconds = ((performance.now() - begun) / 1000).toFixed(1)
    process.stdout.write(`the month ${month}, as expected: ${rows.join(', ')} (${seconds} s)\n`)
  }
}
