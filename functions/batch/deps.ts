/** Dependencies of batch. */
import type * as z from 'zod'
import type { BatchFrozen } from '../../schemas/messages/batch-frozen.ts'
import { batches } from '../../stores/batches.ts'
import { type Clients, makeClients } from '../../stores/clients.ts'
import { runs } from '../../stores/determination-runs.ts'
import { heads } from '../../stores/heads.ts'
import { objects } from '../../stores/objects.ts'
import { payments } from '../../stores/payments.ts'
import { people } from '../../stores/people.ts'
import { policies } from '../../stores/policies.ts'
import { deadlinesQueue } from '../../stores/queues.ts'
import { keyedHashFrom } from '../../stores/secret.ts'
import { topic } from '../../stores/topics.ts'
import { uploads } from '../../stores/uploads.ts'
import { workTable } from '../../stores/work.ts'
import { registers } from '../registers.ts'
import type { env } from './env.ts'

export type BatchDeps = ReturnType<typeof batchDeps>

export function batchDeps(config: z.infer<typeof env>, clients: Clients = makeClients()) {
  const work = workTable(clients, config.WORK_TABLE)
  const outbox = objects(clients, config.OUTBOX_BUCKET)
  const keyedHash = keyedHashFrom(clients, config.KEY_SECRET_ARN)
  return {
    units: clients.units,
    people: people(clients, config.PEOPLE_TABLE),
    payments: payments(clients, config.PEOPLE_TABLE),
    batches: batches(work),
    runs: runs(work),
    policies: policies(work),
    heads: heads(work),
    uploads: uploads(work),
    registers: registers({ heads: heads(work), outbox, keyedHash }),
    outbox,
    deadlinesQueue: config.LETTERS === 'off' ? undefined : deadlinesQueue(clients, config.DEADLINES_QUEUE_URL),
    frozen: topic<BatchFrozen>(clients, config.BATCH_TOPIC_ARN),
  }
}
