/** queue of runs -> snapshot: who is decided otherwise by now is decided again; a closed period is frozen. */
import { ToSnapshot } from '../../schemas/messages/messages.ts'
import { consumer } from '../consumer.ts'
import { snapshotDeps } from './deps.ts'
import { env } from './env.ts'
import { run } from './run.ts'

export const handler = consumer({
  name: 'snapshot',
  schema: ToSnapshot,
  deps: snapshotDeps(env.parse(process.env)),
  run,
})
