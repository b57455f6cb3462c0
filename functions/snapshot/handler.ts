/** Queue of runs -> persons decided again; a closed period frozen. */
import { ToSnapshot } from '../../schemas/messages/to-snapshot.ts'
import { consumer } from '../shared/stages/consumer.ts'
import { TRIES } from '../shared/stages/tries.ts'
import { snapshotDeps } from './deps.ts'
import { env } from './env.ts'
import { giveUp, run } from './run.ts'

export const handler = consumer({
  name: 'snapshot',
  schema: ToSnapshot,
  deps: snapshotDeps(env.parse(process.env)),
  run,
  lastWords: { afterTries: TRIES, say: giveUp },
})
