/** Dependencies of batch. */
import type * as z from 'zod'
import type { FromBatch } from '../../schemas/messages/batch-frozen.ts'
import { type Clients, makeClients } from '../../stores/aws/clients.ts'
import { keyedHashFrom } from '../../stores/aws/secret.ts'
import { topic } from '../../stores/aws/topics.ts'
import { workTable } from '../../stores/aws/work.ts'
import { runs } from '../../stores/months/determination-runs.ts'
import { folders } from '../../stores/objects/folders.ts'
import { instructions } from '../../stores/objects/instructions.ts'
import { objects } from '../../stores/objects/objects.ts'
import { batches } from '../../stores/payments/batches.ts'
import { caseBooks } from '../../stores/payments/case-books.ts'
import { fundingRequests } from '../../stores/payments/funding-requests.ts'
import { payments } from '../../stores/payments/payments.ts'
import { heads } from '../../stores/people/heads.ts'
import { people } from '../../stores/people/people.ts'
import { policies } from '../../stores/policy/policies.ts'
import { uploads } from '../../stores/uploads/uploads.ts'
import { registers } from '../shared/registers/registers.ts'
import { stageDeps } from '../shared/stages/stage-deps.ts'
import type { env } from './env.ts'

export type BatchDeps = ReturnType<typeof batchDeps>

export function batchDeps(config: z.infer<typeof env>, clients: Clients = makeClients()) {
  const work = workTable(clients, config.WORK_TABLE)
  const outbox = objects(clients, config.OUTBOX_BUCKET, { frozenDays: config.FROZEN_DAYS })
  const keyedHash = keyedHashFrom(clients, config.KEY_SECRET_ARN)
  return {
    ...stageDeps(config, clients),
    now: () => new Date(),
    people: people(clients, config.PEOPLE_TABLE),
    payments: payments(clients, config.PEOPLE_TABLE),
    batches: batches(work),
    caseBooks: caseBooks(work),
    funding: fundingRequests(work),
    runs: runs(work),
    policies: policies(work),
    heads: heads(work),
    uploads: uploads(work),
    keyedHash,
    registers: registers({ heads: heads(work), outbox, keyedHash }),
    outbox,
    instructions: instructions(outbox, folders(clients, config.OUTBOX_BUCKET)),
    frozen: topic<FromBatch>(clients, config.BATCH_TOPIC_ARN),
  }
}
