/** An event is told to whoever hears of it; each delivery is a message of its own, so that a slow system delays no other. */
import { hash } from 'node:crypto'
import { hearsOf } from '../../rules/access/webhook-rules.ts'
import type { ToWebhooks } from '../../schemas/messages/to-webhooks.ts'
import { type Delivery, TEST_EVENT, type Webhook } from '../../schemas/records/webhook.ts'
import { deliver } from './deliver.ts'
import type { WebhooksDeps } from './deps.ts'
import { type Event, eventOf } from './event.ts'

export async function run(deps: WebhooksDeps, message: ToWebhooks): Promise<void> {
  if (message.type === 'deliver') return deliver(deps, message)
  if (message.type === 'due') return sendDue(deps)
  if (message.type === 'test') return test(deps, message)
  const event = await eventOf(deps, message)
  if (!event) return
  for (const webhook of await hearers(deps, event)) await begin(deps, webhook, event)
}

/** Of the division's county and of its city. */
async function hearers({ webhooks }: WebhooksDeps, { type, seen }: Event): Promise<Webhook[]> {
  const county = seen.owner.division.slice(0, 6)
  const places = new Set([county, `${county.slice(0, 4)}00`])
  const all = (await Promise.all([...places].map((division) => webhooks.list(division)))).flat()
  return all.filter((webhook) => webhook.events.includes(type) && hearsOf(webhook, seen))
}

async function test(deps: WebhooksDeps, { webhook: id, at }: { webhook: string; at: string }): Promise<void> {
  const webhook = await deps.webhooks.get(id)
  if (webhook) await begin(deps, webhook, { type: TEST_EVENT, named: [id, at], data: { webhook: id } })
}

/** A repeat of the event begins nothing new. */
async function begin(
  { deliveries, webhooksQueue, now }: WebhooksDeps,
  { id: webhook }: Webhook,
  { type, named, data }: { type: Delivery['type']; named: readonly string[]; data: object },
): Promise<void> {
  const at = now().toISOString()
  const id = `msg_${hash('sha256', [type, ...named].join('\n'), 'hex').slice(0, 32)}`
  const body = JSON.stringify({ type, timestamp: at, data })
  const standing = await deliveries.begin({ webhook, id, type, body, at, state: 'waiting', tries: 0, nextAt: at })
  if (standing.state === 'waiting') await webhooksQueue.send([{ type: 'deliver', webhook, delivery: id }])
}

async function sendDue({ deliveries, webhooksQueue, now }: WebhooksDeps): Promise<void> {
  const due = await deliveries.due(now().toISOString())
  await webhooksQueue.send(due.map(({ webhook, id }) => ({ type: 'deliver', webhook, delivery: id })))
}
