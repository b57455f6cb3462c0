/** `play.ts HUB SAMPLE OUT`: one sample month on a deployed hub, as its offices would send it. */
import * as z from 'zod'
import { deployedHub } from '../../local/cloud/deployed-hub.ts'
import { settingsOf } from '../../local/hub/hub-access.ts'
import { stageUse } from '../../local/hub/stage-use.ts'
import { type PlayedHub, playMonth } from '../../local/play-month.ts'
import { playedOn } from './clock.ts'

const LONGEST_MS = 10 * 60_000
const LOOK_MS = 500
/** Looks in a row that find nothing: a message on its way between two queues is in none. */
const QUIET = 3

/** The emulator's own page: account, region, queue. */
const Message = z.object({ ReceiveCount: z.number().optional() })
type Message = z.infer<typeof Message>
const Regions = z.record(z.string(), z.record(z.string(), z.array(Message)))
const Queues = z.object({ messages: z.record(z.string(), Regions) })
/** Whoever fails so often fails for good. */
const FAILED_OFTEN = 3

const [file = '', inbox = '', out = ''] = process.argv.slice(2)
const hub = deployedHub(file)

/** @throws where a message fails again and again, naming its queue */
async function idle(): Promise<void> {
  const until = Date.now() + LONGEST_MS
  for (let quiet = 0; quiet < QUIET; ) {
    if (Date.now() > until) throw new Error('messages are under way for ten minutes')
    const answer = await fetch(`${process.env.AWS_ENDPOINT_URL}/_ministack/sqs/messages`)
    const { messages } = Queues.parse(await answer.json())
    const queues = Object.values(messages).flatMap((regions) =>
      Object.values(regions).flatMap(Object.entries<Message[]>),
    )
    const filled = queues.filter(([, held]) => held.length > 0)
    for (const [url, held] of filled) {
      const isDead = settings.some(([name, one]) => one === url && name.endsWith('_DEAD_QUEUE_URL'))
      const often = held.some(({ ReceiveCount = 0 }) => ReceiveCount >= FAILED_OFTEN)
      if (isDead || often) throw new Error(`a message of ${url} fails: see the emulator's log`)
    }
    quiet = filled.length === 0 ? quiet + 1 : 0
    await new Promise((resolve) => setTimeout(resolve, LOOK_MS))
  }
}

const settings = Object.entries(settingsOf(hub))
const played: PlayedHub = { ...hub, idle, playedOn, onFault() {}, onDeadLetter() {} }
const progress = { say() {}, at() {}, end() {} }
const month = { period: '2018-05', today: '2018-06-06', inbox, out, data: undefined, policy: undefined, progress }
const { faults } = await playMonth(month, played, stageUse(), performance.now())
for (const fault of faults) process.stderr.write(`${fault}\n`)
process.exitCode = faults.length > 0 ? 1 : 0
