/** One try at one delivery. */
import { nextTry } from '../../rules/access/webhook-rules.ts'
import type { Deliver } from '../../schemas/messages/to-webhooks.ts'
import type { Delivery } from '../../schemas/records/webhook.ts'
import { log } from '../shared/stages/log.ts'
import type { WebhooksDeps } from './deps.ts'

/** Minutes after which another may try: whoever tried has died. */
const CLAIMED = 2

export async function deliver(deps: WebhooksDeps, { webhook: of, delivery: id }: Deliver): Promise<void> {
  const [webhook, before] = await Promise.all([deps.webhooks.get(of), deps.deliveries.get({ webhook: of, id })])
  if (before?.state !== 'waiting') return deps.deliveries.forgetDue({ webhook: of, id })
  const now = deps.now()
  const at = now.toISOString()
  if (!webhook || webhook.revokedAt)
    return deps.deliveries.note({ ...before, state: 'dead', last: { at, why: 'revoked' } })
  if (before.nextAt > at) return
  const until = new Date(now.getTime() + CLAIMED * 60_000).toISOString()
  if (!(await deps.deliveries.claim(before, until))) return
  const { body } = before
  const signed = (await deps.webhookSecrets()).headersOf(of, { id, time: Math.floor(now.getTime() / 1000), body })
  const last = { at, ...(await deps.post(webhook.url, { ...signed }, body)) }
  log('info', { stage: 'webhooks', what: last.why ? 'not delivered' : 'delivered', object: of, code: last.why })
  await deps.webhooks.noteTried(of, last)
  await deps.deliveries.note(after({ ...before, tries: before.tries + 1, last }, now))
}

function after(delivery: Delivery, now: Date): Delivery {
  if (!delivery.last?.why) return { ...delivery, state: 'delivered' }
  const nextAt = nextTry(delivery.tries, now)
  return nextAt === undefined ? { ...delivery, state: 'dead' } : { ...delivery, nextAt }
}
