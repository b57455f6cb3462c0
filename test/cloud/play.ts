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
const Queues = z.object({
  messages: z.record(z.string(), z.record(z.string(), z.record(z.string(), z.array(z.unknown())))),
})

const [file = '', inbox = '', out = ''] = process.argv.slice(2)
const hub = deployedHub(file)

/** @throws where a message ended as a dead letter, naming its queue */
async function idle(): Promise<void> {
  const until = Date.now() + LONGEST_MS
  for (let quiet = 0; quiet < QUIET; ) {
    if (Date.now() > until) throw new Error('messages are under way for ten minutes')
    const answer = await fetch(`${process.env.AWS_ENDPOINT_URL}/_ministack/sqs/messages`)
    const { messages } = Queues.parse(await answer.json())
    const filled = Object.values(messages).flatMap((regions) =>
      Object.values(regions).flatMap((queues) => Object.keys(queues).filter((url) => queues[url]?.length)),
    )
    const dead = filled.find((url) => settings.some(([name, one]) => one === url && name.endsWith('_DEAD_QUEUE_URL')))
    if (dead) throw new Error(`dead letters in ${dead}`)
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
