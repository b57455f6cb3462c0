/** snapshot.ready -> materials notices. */
import { SnapshotReady } from '../../schemas/messages/snapshot-ready.ts'
import { consumer } from '../shared/stages/consumer.ts'
import { delivererDeps, delivererEnv } from '../shared/stages/deliverer-deps.ts'
import { run } from './run.ts'

export const handler = consumer({
  name: 'township',
  schema: SnapshotReady,
  deps: delivererDeps(delivererEnv.parse(process.env)),
  run,
})
