/** snapshot.ready -> materials notices. */
import { SnapshotReady } from '../../schemas/messages/snapshot-ready.ts'
import { consumer } from '../consumer.ts'
import { delivererDeps, delivererEnv } from '../deliverer-deps.ts'
import { run } from './run.ts'

export const handler = consumer({
  name: 'township',
  schema: SnapshotReady,
  deps: delivererDeps(delivererEnv.parse(process.env)),
  run,
})
