/** Schedule and events -> letters, each of them once. */
import { ToDeadlines } from '../../schemas/messages/to-deadlines.ts'
import { consumer } from '../shared/stages/consumer.ts'
import { deadlinesDeps } from './deps.ts'
import { env } from './env.ts'
import { run } from './run.ts'

export const handler = consumer({
  name: 'deadlines',
  schema: ToDeadlines,
  deps: deadlinesDeps(env.parse(process.env)),
  run,
})
