/** Dependencies of match. */
import type * as z from 'zod'
import { type Clients, makeClients } from '../../stores/aws/clients.ts'
import { batchQueue, snapshotQueue } from '../../stores/aws/queues.ts'
import { keyedHashFrom } from '../../stores/aws/secret.ts'
import { workTable } from '../../stores/aws/work.ts'
import { runs } from '../../stores/months/determination-runs.ts'
import { objects } from '../../stores/objects/objects.ts'
import { heads } from '../../stores/people/heads.ts'
import { people } from '../../stores/people/people.ts'
import { personVersions } from '../../stores/people/person-versions.ts'
import { stirred } from '../../stores/people/stirred.ts'
import { policies } from '../../stores/policy/policies.ts'
import { uploads } from '../../stores/uploads/uploads.ts'
import { registers } from '../shared/registers/registers.ts'
import { stageDeps } from '../shared/stages/stage-deps.ts'
import { sendOn } from '../shared/work/awaited.ts'
import type { env } from './env.ts'

export type MatchDeps = ReturnType<typeof matchDeps>

export function matchDeps(config: z.infer<typeof env>, clients: Clients = makeClients()) {
  const work = workTable(clients, config.WORK_TABLE)
  const outbox = objects(clients, config.OUTBOX_BUCKET)
  const keyedHash = keyedHashFrom(clients, config.KEY_SECRET_ARN)
  const toSnapshot = snapshotQueue(clients, config.SNAPSHOT_QUEUE_URL)
  const stage = stageDeps(config, clients)
  return {
    ...stage,
    people: people(clients, config.PEOPLE_TABLE),
    personVersions: personVersions(work),
    stirred: stirred(work),
    registers: registers({ heads: heads(work), outbox, keyedHash }),
    uploads: uploads(work),
    runs: runs(work),
    policies: policies(work),
    outbox,
    snapshotQueue: toSnapshot,
    sendOn: sendOn({
      ...stage,
      snapshotQueue: toSnapshot,
      batchQueue: batchQueue(clients, config.BATCH_QUEUE_URL),
    }),
    now: () => new Date(),
  }
}
