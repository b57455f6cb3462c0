/** Game days on the embedded hub: something breaks, a month goes on, and what was seen is said (docs/game-days.md). */
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { SendMessageCommand } from '@aws-sdk/client-sqs'
import { settingsOf } from '../../local/hub/hub-access.ts'
import { lookAtDeadLetters, replay } from '../../local/hub/replay.ts'
import { sweep } from '../../local/hub/sweep.ts'
import { makeClients } from '../../stores/aws/clients.ts'
import { killEngine } from '../local/fixture/kill-engine.ts'
import { type Ended, functionOf, play, sendLists, start } from './month.ts'

export interface GameDay {
  readonly name: string
  readonly what: string
  /** @returns sentences; throws where a person was lost or paid twice */
  readonly run: (dir: string) => Promise<string[]>
}

/** @throws where anything differs from the month without the fault */
function whole({ differ, instructed, wrongly, faults }: Ended): string {
  if (differ.length + wrongly.length + faults.length > 0)
    throw new Error(`${differ.length} outcomes differ, ${wrongly.length} wrongly paid; ${faults.join('; ')}`)
  return `Every outcome as expected; ${instructed} persons instructed, each once.`
}

const deadOf = async (hub: Parameters<typeof lookAtDeadLetters>[0]) =>
  (await lookAtDeadLetters(hub)).map(({ queue, count }) => `${count} of ${queue}`).join(', ') || 'none'

export const DAYS: readonly GameDay[] = [
  {
    name: 'throttled tables',
    what: 'Every second batch write is refused by DynamoDB, in turn as unprocessed items and as an exception.',
    async run(dir) {
      const { hub, tables, stop } = await start(join(dir, 'hub'), { throttled: true })
      try {
        const seen = whole(await play(hub, join(dir, 'out'), 'all'))
        const { all = 0, throttled = 0 } = tables?.writes ?? {}
        if (throttled === 0) throw new Error('nothing was throttled')
        const share = Math.round((100 * throttled) / all)
        return [`${share} % of the batch writes were refused.`, seen, `Dead letters: ${await deadOf(hub)}.`]
      } finally {
        await stop()
      }
    },
  },
  {
    name: 'a stage without time',
    what: 'match is cut off after three seconds, and its first three reads of persons are never answered.',
    async run(dir) {
      const { hub, tables, stop } = await start(join(dir, 'hub'), { unanswered: 3 }, (template) => {
        functionOf(template, 'match').Timeout = 3
      })
      try {
        const seen = whole(await play(hub, join(dir, 'out'), 'all'))
        if (tables?.held !== 3) throw new Error('nothing was held')
        return ['Calls ended without an answer; their messages came back.', seen, `Dead letters: ${await deadOf(hub)}.`]
      } finally {
        await stop()
      }
    },
  },
  {
    name: 'a stage dead for an hour',
    what: 'match is deployed with the code of another stage: each message fails until it is a dead letter (in the cloud after 13 minutes). An hour later the right code is back.',
    async run(dir) {
      const data = join(dir, 'hub')
      const broken = await start(data, undefined, (template) => {
        functionOf(template, 'match').Handler = 'bank/index.handler'
      })
      let dead: string
      try {
        await sendLists(broken.hub)
        dead = await deadOf(broken.hub)
      } finally {
        await broken.stop()
      }
      const { hub, stop } = await start(data)
      try {
        const sent = await replay(hub, 'match')
        if (sent === 0) throw new Error('nothing was dead')
        await hub.idle()
        const seen = whole(await play(hub, join(dir, 'out'), 'none'))
        return [`Dead letters after the hour: ${dead}.`, `\`replay --queue match\` sent ${sent} again. ${seen}`]
      } finally {
        await stop()
      }
    },
  },
  {
    name: 'a killed engine',
    what: 'The queues are killed (SIGKILL) while lists are on their way; the hub ends by itself and is started again.',
    async run(dir) {
      const data = join(dir, 'hub')
      const first = await start(data)
      const died = new Promise<Error>((resolve) => first.hub.onFault(resolve))
      const sending = sendLists(first.hub).then(
        () => 'sent',
        () => 'broken off',
      )
      killEngine('messages')
      const [{ name }, how] = await Promise.all([died, sending])
      await first.stop()
      const { hub, stop } = await start(data)
      try {
        const again = await sweep(hub)
        await hub.idle()
        const seen = whole(await play(hub, join(dir, 'out'), 'all', true))
        return [
          `The hub ended (${name}); sending was ${how}.`,
          `The sweep sent ${again} again; the lists were sent anew. ${seen}`,
        ]
      } finally {
        await stop()
      }
    },
  },
  {
    name: 'a poisoned message',
    what: 'Each queue is given a message that no stage understands.',
    async run(dir) {
      const { hub, stop } = await start(join(dir, 'hub'))
      try {
        const { client } = await makeClients({ environment: hub.env }).sqs()
        const queues = Object.entries(settingsOf(hub)).filter(([name]) => /^[A-Z]+_QUEUE_URL$/.test(name))
        for (const [, url] of queues) {
          const group = url.endsWith('.fifo') ? { MessageGroupId: 'poison', MessageDeduplicationId: 'poison' } : {}
          await client.send(new SendMessageCommand({ QueueUrl: url, MessageBody: '{"poison":true}', ...group }))
        }
        const { faults, ...ended } = await play(hub, join(dir, 'out'), 'all')
        const seen = whole({ ...ended, faults: [] })
        const dead = await lookAtDeadLetters(hub)
        const count = dead.reduce((sum, one) => sum + one.count, 0)
        if (count !== queues.length) throw new Error(`${queues.length} were poisoned, ${count} are dead`)
        if (faults.length !== queues.length) throw new Error(`${faults.length} faults are told of`)
        return [
          `All ${count} are dead letters, one of each queue, and nothing else is; each is named as a fault.`,
          seen,
        ]
      } finally {
        await stop()
      }
    },
  },
  {
    name: 'restored from a backup',
    what: 'The data folder is copied when all lists are in; the month is closed and paid, the folder is lost, and the copy is put back.',
    async run(dir) {
      const [data, copy] = [join(dir, 'hub'), join(dir, 'copy')]
      const first = await start(data)
      await sendLists(first.hub)
      await first.stop()
      cpSync(data, copy, { recursive: true })
      const second = await start(data)
      const before = await play(second.hub, join(dir, 'before'), 'none')
      await second.stop()
      rmSync(data, { recursive: true })
      cpSync(copy, data, { recursive: true })
      const { hub, stop } = await start(data)
      try {
        const after = await play(hub, join(dir, 'after'), 'none')
        return [
          `Before the loss: ${whole(before)}`,
          `After it the month was closed and paid again from the copy: ${whole(after)}`,
          '**The restored hub does not know what it had instructed after the copy, and instructs it again**: before the first batch compare with the bank which instructions it has, and send its returns again ([restoring](deploy.md#backup)). Point-in-time recovery in the cloud goes back by the second, so that this is the work of seconds and not of a day.',
        ]
      } finally {
        await stop()
      }
    },
  },
]
