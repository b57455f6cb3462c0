/** Webhooks are made, tried, replayed and revoked. */
import { randomBytes } from 'node:crypto'
import { unfitWebhook } from '../../../../rules/access/webhook-rules.ts'
import { officesOf } from '../../../../rules/offices.ts'
import type { Webhook, WebhookWish } from '../../../../schemas/records/webhook.ts'
import type { WebDeps } from '../../deps.ts'
import { actorOf } from '../../http/allow.ts'
import type { Caller } from '../../http/caller.ts'
import { found, refuse } from '../../http/refuse.ts'
import { noteAct } from '../people/note-act.ts'

/**
 * @returns the webhook, and the secret that its receiver keeps
 * @throws 400 for an office or an address that does not fit, 409 where it is known or no more fit
 */
export async function makeWebhook(
  deps: WebDeps,
  caller: Caller,
  wish: WebhookWish,
): Promise<{ webhook: Webhook; secret: string }> {
  const { id: by, division } = found(actorOf(caller))
  if (!officesOf(division).includes(wish.office)) throw refuse('webhook-incomplete')
  const unfit = unfitWebhook(await deps.webhooks.list(division), wish, deps.webhooksAnywhere)
  if (unfit) throw refuse(unfit)
  const id = randomBytes(8).toString('hex')
  const webhook: Webhook = { ...wish, id, division, by, madeAt: deps.now().toISOString() }
  await noteAct(deps, caller, 'webhook-made', id, wish.events)
  await deps.webhooks.create(webhook)
  return { webhook, secret: (await deps.webhookSecrets()).secretOf(id) }
}

/** One that was revoked is none any more. */
export async function ownWebhook({ webhooks }: Pick<WebDeps, 'webhooks'>, id: string): Promise<Webhook | undefined> {
  const webhook = await webhooks.get(id)
  return webhook?.revokedAt === undefined ? webhook : undefined
}

export async function revokeWebhook({ webhooks, now }: WebDeps, id: string): Promise<void> {
  await webhooks.revoke(found(await webhooks.get(id)), now().toISOString())
}

export async function testWebhook({ webhooksQueue, now }: WebDeps, webhook: string): Promise<void> {
  await webhooksQueue.send([{ type: 'test', webhook, at: now().toISOString() }])
}

/** @param one of those that were given up; all where absent */
export async function replay(deps: WebDeps, webhook: string, one: string | undefined): Promise<void> {
  const dead = await deps.deliveries.dead(webhook)
  const chosen = dead.filter(({ id }) => one === undefined || id === one)
  const again = []
  for (const { id } of chosen)
    if (await deps.deliveries.replay({ webhook, id }, deps.now().toISOString()))
      again.push({ type: 'deliver', webhook, delivery: id } as const)
  await deps.webhooksQueue.send(again)
}
