/** Dependencies of webhooks. */
import type * as z from 'zod'
import { type Clients, makeClients } from '../../stores/aws/clients.ts'
import { laterOn } from '../../stores/aws/later.ts'
import { webhooksQueue } from '../../stores/aws/queues.ts'
import { webhookSecretsFrom } from '../../stores/aws/secret.ts'
import { workTable } from '../../stores/aws/work.ts'
import { uploads } from '../../stores/uploads/uploads.ts'
import { deliveries } from '../../stores/webhooks/deliveries.ts'
import { post } from '../../stores/webhooks/post.ts'
import { webhooks } from '../../stores/webhooks/webhooks.ts'
import type { env } from './env.ts'

export type WebhooksDeps = ReturnType<typeof webhooksDeps>

export function webhooksDeps(config: z.infer<typeof env>, clients: Clients = makeClients()) {
  const work = workTable(clients, config.WORK_TABLE)
  return {
    capacity: clients.capacity,
    later: laterOn(clients),
    uploads: uploads(work),
    webhooks: webhooks(work),
    deliveries: deliveries(work),
    webhooksQueue: webhooksQueue(clients, config.WEBHOOKS_QUEUE_URL),
    webhookSecrets: webhookSecretsFrom(clients, config.WEBHOOK_SECRET_ARN),
    post: post({ anywhere: config.WEBHOOKS_ANYWHERE !== undefined }),
    now: () => new Date(),
  }
}
