/** What has happened -> offices' own systems. */
import { ToWebhooks } from '../../schemas/messages/to-webhooks.ts'
import { consumer } from '../shared/stages/consumer.ts'
import { webhooksDeps } from './deps.ts'
import { env } from './env.ts'
import { run } from './run.ts'

export const handler = consumer({
  name: 'webhooks',
  schema: ToWebhooks,
  deps: webhooksDeps(env.parse(process.env)),
  run,
})
