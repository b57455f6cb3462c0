/** Dependencies of snapshot. */
import type * as z from 'zod'
import type { SnapshotReady } from '../../schemas/messages/snapshot-ready.ts'
import { type Clients, makeClients } from '../../stores/clients.ts'
import { runs } from '../../stores/determination-runs.ts'
import { heads } from '../../stores/heads.ts'
import { objects } from '../../stores/objects.ts'
import { people } from '../../stores/people.ts'
import { policies } from '../../stores/policies.ts'
import { matchQueue } from '../../stores/queues.ts'
import { keyedHashFrom } from '../../stores/secret.ts'
import { topic } from '../../stores/topics.ts'
import { uploads } from '../../stores/uploads.ts'
import { workTable } from '../../stores/work.ts'
import { registerTables } from '../register-tables.ts'
import { registers } from '../registers.ts'
import type { env } from './env.ts'

export type SnapshotDeps = ReturnType<typeof snapshotDeps>

export function snapshotDeps(config: z.infer<typeof env>, clients: Clients = makeClients()) {
  const work = workTable(clients, config.WORK_TABLE)
  const outbox = objects(clients, config.OUTBOX_BUCKET)
  const keyedHash = keyedHashFrom(clients, config.KEY_SECRET_ARN)
  return {
    units: clients.units,
    people: people(clients, config.PEOPLE_TABLE),
    heads: heads(work),
    registers: registers({ heads: heads(work), outbox, keyedHash }),
    uploads: uploads(work),
    runs: runs(work),
    policies: policies(work),
    outbox,
    tables: registerTables(outbox),
    matchQueue: matchQueue(clients, config.MATCH_QUEUE_URL),
    keyedHash,
    ready: topic<SnapshotReady>(clients, config.SNAPSHOT_TOPIC_ARN),
    shards: config.SHARDS,
    now: () => new Date(),
  }
}
