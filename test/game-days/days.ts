/** Game days on the embedded hub: something breaks, a month goes on, and what was seen is said (docs/game-days.md). */
import { cpSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { SendMessageCommand } from '@aws-sdk/client-sqs'
import type { Hub } from '../../local/host/hub.ts'
import { depositHeads, keepRestorationBeside, linesBeside, verifyBeside } from '../../local/hub/audit-heads.ts'
import { findRestoration, keepRestoration } from '../../local/hub/audit-restored.ts'
import { settingsOf } from '../../local/hub/hub-access.ts'
import { hubStores } from '../../local/hub/hub-stores.ts'
import { lookAtDeadLetters, replay } from '../../local/hub/replay.ts'
import { sweep } from '../../local/hub/sweep.ts'
import type { Batch } from '../../schemas/records/batch.ts'
import { makeClients } from '../../stores/aws/clients.ts'
import { killEngine } from '../local/fixture/kill-engine.ts'
import { type Ended, functionOf, play, sendLists, start, subscriptionOf } from './month.ts'

export interface GameDay {
  readonly name: string
  readonly what: string
  /** @returns sentences; throws where a person was lost or paid twice */
  readonly run: (dir: string) => Promise<string[]>
}

/** @throws where anything differs from the month without the fault */
function whole({ differ, missing, instructed, wrongly, faults }: Ended): string {
  if (differ.length + missing.length + wrongly.length + faults.length > 0)
    throw new Error(
      `${differ.length} outcomes differ, ${missing.length} not paid, ${wrongly.length} wrongly; ${faults.join('; ')}`,
    )
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
    name: 'a lost queue policy',
    what: "The bank's queue refuses its topic. What SNS cannot deliver it puts into the dead letters of the subscription, as the changed template does here. An hour later the policy is back.",
    async run(dir) {
      const data = join(dir, 'hub')
      const broken = await start(data, undefined, (template) => {
        const subscription = subscriptionOf(template, 'bank')
        const { deadLetterTargetArn } = subscription.RedrivePolicy as Record<string, unknown>
        subscription.Endpoint = deadLetterTargetArn
      })
      let dead: string
      try {
        const { instructed } = await play(broken.hub, join(dir, 'before'), 'all')
        dead = await deadOf(broken.hub)
        if (instructed > 0) throw new Error(`${instructed} were instructed`)
      } finally {
        await broken.stop()
      }
      const { hub, stop } = await start(data)
      try {
        const sent = await replay(hub, 'bank')
        await hub.idle()
        const seen = whole(await play(hub, join(dir, 'after'), 'none'))
        return [`The bank had no file; dead letters: ${dead}.`, `\`replay --queue bank\` sent ${sent} again. ${seen}`]
      } finally {
        await stop()
      }
    },
  },
  {
    name: 'restored from a backup',
    what: 'The tables are copied when all lists are in; the month is closed and paid, the tables are lost, and the copy is put back. Objects are what they were, as in the cloud.',
    async run(dir) {
      const [data, copy] = [join(dir, 'hub'), join(dir, 'copy')]
      const first = await start(data)
      await sendLists(first.hub)
      await first.stop()
      cpSync(data, copy, { recursive: true })
      const second = await start(data)
      const copied = new Date()
      const before = await play(second.hub, join(dir, 'before'), 'none')
      const known = await batchesOf(second.hub)
      await depositHeads(hubStores(second.hub), data, new Date())
      await second.stop()
      for (const engine of ['dynamodb', 'messages']) {
        rmSync(join(data, engine), { recursive: true })
        cpSync(join(copy, engine), join(data, engine), { recursive: true })
      }
      const { hub, stop } = await start(data)
      try {
        const lost = await auditRestored(hub, data, copied)
        // The first asks for batches of the numbers that are taken, the second for others.
        for (const again of ['after', 'once more']) {
          const { differ, instructed, wrongly, faults } = await play(hub, join(dir, again), 'none', again !== 'after')
          if (differ.length + instructed + wrongly.length + faults.length > 0)
            throw new Error(
              `${again}: ${differ.length} outcomes differ, ${instructed} instructed; ${faults.join('; ')}`,
            )
        }
        const found = await batchesOf(hub)
        const isAsBefore = ({ id, frozen }: Batch) =>
          known.some((one) => one.id === id && one.frozen?.key === frozen?.key)
        if (known.length === 0 || found.length !== known.length || !found.every(isAsBefore))
          throw new Error(`${known.length} batches before, ${found.length} after`)
        return [
          `Before the loss: ${whole(before)}`,
          `After it the month was closed again and batches were asked for, twice. The hub found in the outbox what it had instructed, ${found.map(({ id }) => id).join(' and ')}, and put it back with its rows: nobody was instructed a second time.`,
          lost,
        ]
      } finally {
        await stop()
      }
    },
  },
]

/** @throws where the audit says nothing of the loss, or goes on saying it once it is recorded */
async function auditRestored(hub: Hub, data: string, to: Date): Promise<string> {
  const stores = hubStores(hub)
  const chains = async () => (await verifyBeside(stores, data, { told: [] })).chains
  const unfit = (await chains()).filter(({ broken }) => broken).length
  const found = await findRestoration(stores, { to, approval: 'game day', now: new Date() }, linesBeside(data))
  await keepRestoration(stores, found)
  await keepRestorationBeside(stores, data, found.restoration)
  const after = await chains()
  const still = after.filter(({ broken }) => broken).length
  if (unfit === 0 || still > 0 || !after.every(({ gaps }) => gaps.length === 1))
    throw new Error(`${unfit} chains were unfit before it was recorded, ${still} after`)
  return `${unfit} of ${after.length} chains of the audit did not fit what was deposited; once \`audit -- restored\` had recorded it all fit, and each names its gap.`
}

const batchesOf = async (hub: Hub): Promise<Batch[]> => {
  const { batches, policies } = hubStores(hub)
  const { counties } = await policies.inForce()
  const all = await Promise.all(counties.map(({ code }) => batches.list(code)))
  return all.flat().filter(({ frozen }) => frozen)
}
