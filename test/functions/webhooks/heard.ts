/** Somebody's system that hears of events, and the stage that tells it, on the embedded table. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { webhookSecrets } from '../../../formats/webhook-signature.ts'
import type { WebhooksDeps } from '../../../functions/webhooks/deps.ts'
import { grants } from '../../../functions/webhooks/grants.ts'
import { run } from '../../../functions/webhooks/run.ts'
import type { ToWebhooks } from '../../../schemas/messages/to-webhooks.ts'
import type { Webhook } from '../../../schemas/records/webhook.ts'
import { workTable } from '../../../stores/aws/work.ts'
import { uploads } from '../../../stores/uploads/uploads.ts'
import { deliveries } from '../../../stores/webhooks/deliveries.ts'
import { post } from '../../../stores/webhooks/post.ts'
import { webhooks } from '../../../stores/webhooks/webhooks.ts'
import { asStage } from '../../faults/as-stage.ts'
import { type Engine, PEOPLE, WORK } from '../../stores/engines.ts'

export const SECRETS = webhookSecrets('s'.repeat(64))

export interface Heard {
  readonly headers: Record<string, string>
  readonly body: string
}

export interface Receiver {
  readonly url: string
  readonly heard: Heard[]
  answer: (request: IncomingMessage, response: ServerResponse) => void
  close(): Promise<void>
}

export async function receiver(): Promise<Receiver> {
  const heard: Heard[] = []
  const one: Omit<Receiver, 'url' | 'close'> = { heard, answer: (_, response) => response.end('ok') }
  const server = createServer((request, response) => {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (part) => {
      body += part
    })
    request.on('end', () => {
      heard.push({ headers: request.headers as Record<string, string>, body })
      one.answer(request, response)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return Object.assign(one, { url: `http://127.0.0.1:${port}/events?of=me`, close })
}

export interface Stage {
  readonly deps: WebhooksDeps
  /** Carries out a message and whatever follows from it at once. */
  tell(message: ToWebhooks): Promise<void>
  /** Time passes, and what is due is sent. */
  later(minutes: number): Promise<void>
  made(wish: Partial<Webhook> & Pick<Webhook, 'url'>): Promise<Webhook>
}

let made = 0

export function stage(engine: Engine): Stage {
  const work = workTable(engine.clients, WORK)
  const queue: ToWebhooks[] = []
  let now = Date.parse('2018-06-06T01:00:00.000Z')
  const deps: WebhooksDeps = {
    capacity: engine.clients.capacity,
    later: async () => {},
    uploads: uploads(work),
    webhooks: webhooks(work),
    deliveries: deliveries(work),
    webhooksQueue: { send: async (messages) => void queue.push(...messages) },
    webhookSecrets: async () => SECRETS,
    post: post({ anywhere: true, milliseconds: 300 }),
    now: () => new Date(now),
  }
  const tell = async (message: ToWebhooks) => {
    queue.push(message)
    for (let next = queue.shift(); next; next = queue.shift()) {
      const message = next
      await asStage(engine.clients, { name: 'webhooks', grants, tables: { people: PEOPLE, work: WORK } }, () =>
        run(deps, message),
      )
    }
  }
  return {
    deps,
    tell,
    async later(minutes) {
      now += minutes * 60_000
      await tell({ type: 'due', time: deps.now().toISOString() })
    },
    async made(wish) {
      const id = (++made).toString(16).padStart(16, '0')
      const webhook: Webhook = {
        ...{ id, division: '440222', office: 'civil-affairs', by: '0'.repeat(16), madeAt: deps.now().toISOString() },
        events: ['upload.settled', 'return.submitted', 'batch.published'],
        ...wish,
      }
      await deps.webhooks.create(webhook)
      return webhook
    },
  }
}
