/** Daily: what has ended is deleted. */
import { ToRetention } from '../../schemas/messages/to-retention.ts'
import { consumer } from '../shared/stages/consumer.ts'
import { retentionDeps } from './deps.ts'
import { env } from './env.ts'
import { run } from './run.ts'

export const handler = consumer({
  name: 'retention',
  schema: ToRetention,
  deps: retentionDeps(env.parse(process.env)),
  run,
})
