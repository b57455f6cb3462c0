/** Dependencies of snapshot. */
import type * as z from 'zod'
import type { SnapshotReady } from '../../schemas/messages/snapshot-ready.ts'
import { type Clients, makeClients } from '../../stores/aws/clients.ts'
import { matchQueue } from '../../stores/aws/queues.ts'
import { keyedHashFrom } from '../../stores/aws/secret.ts'
import { topic } from '../../stores/aws/topics.ts'
import { workTable } from '../../stores/aws/work.ts'
import { runs } from '../../stores/months/determination-runs.ts'
import { returns } from '../../stores/months/returns.ts'
import { objects } from '../../stores/objects/objects.ts'
import { batches } from '../../stores/payments/batches.ts'
import { caseBooks } from '../../stores/payments/case-books.ts'
import { payments } from '../../stores/payments/payments.ts'
import { heads } from '../../stores/people/heads.ts'
import { people } from '../../stores/people/people.ts'
import { policies } from '../../stores/policy/policies.ts'
import { policyPreviews } from '../../stores/policy/policy-previews.ts'
import { uploads } from '../../stores/uploads/uploads.ts'
import { registerTables } from '../shared/registers/register-tables.ts'
import { registers } from '../shared/registers/registers.ts'
import { stageDeps } from '../shared/stages/stage-deps.ts'
import type { env } from './env.ts'

export type SnapshotDeps = ReturnType<typeof snapshotDeps>

export function snapshotDeps(config: z.infer<typeof env>, clients: Clients = makeClients()) {
  const work = workTable(clients, config.WORK_TABLE)
  const outbox = objects(clients, config.OUTBOX_BUCKET, { frozenDays: config.FROZEN_DAYS })
  const keyedHash = keyedHashFrom(clients, config.KEY_SECRET_ARN)
  return {
    ...stageDeps(config, clients),
    people: people(clients, config.PEOPLE_TABLE),
    payments: payments(clients, config.PEOPLE_TABLE),
    batches: batches(work),
    caseBooks: caseBooks(work),
    heads: heads(work),
    registers: registers({ heads: heads(work), outbox, keyedHash }),
    uploads: uploads(work),
    runs: runs(work),
    returns: returns(work),
    policies: policies(work),
    previews: policyPreviews(work),
    outbox,
    tables: registerTables(outbox),
    matchQueue: matchQueue(clients, config.MATCH_QUEUE_URL),
    keyedHash,
    ready: topic<SnapshotReady>(clients, config.SNAPSHOT_TOPIC_ARN),
    shards: config.SHARDS,
    now: () => new Date(),
  }
}
