import type { ToldWebhook } from '../../../../pages/access/webhooks/webhook-things.ts'
import type { WebDeps } from '../../deps.ts'

/** Each with how many of its deliveries were given up. */
export async function webhooksWithDead(
  { webhooks, deliveries }: Pick<WebDeps, 'webhooks' | 'deliveries'>,
  division: string,
): Promise<ToldWebhook[]> {
  const all = await webhooks.list(division)
  return Promise.all(all.map(async (webhook) => ({ webhook, dead: (await deliveries.dead(webhook.id)).length })))
}
