/** Dependencies of intake. */
import type * as z from 'zod'
import { type Clients, makeClients } from '../../stores/aws/clients.ts'
import { batchQueue, matchQueue, snapshotQueue, webhooksQueue } from '../../stores/aws/queues.ts'
import { keyedHashFrom } from '../../stores/aws/secret.ts'
import { workTable } from '../../stores/aws/work.ts'
import { runs } from '../../stores/months/determination-runs.ts'
import { type Folders, folders } from '../../stores/objects/folders.ts'
import { objects } from '../../stores/objects/objects.ts'
import { batches } from '../../stores/payments/batches.ts'
import { caseBooks } from '../../stores/payments/case-books.ts'
import { fundingRequests } from '../../stores/payments/funding-requests.ts'
import { payments } from '../../stores/payments/payments.ts'
import { heads } from '../../stores/people/heads.ts'
import { people } from '../../stores/people/people.ts'
import { policies } from '../../stores/policy/policies.ts'
import { seenFiles } from '../../stores/uploads/seen-files.ts'
import { submissions } from '../../stores/uploads/submissions.ts'
import { uploads } from '../../stores/uploads/uploads.ts'
import { registerTables } from '../shared/registers/register-tables.ts'
import { registers } from '../shared/registers/registers.ts'
import { NOBODY, stageDeps } from '../shared/stages/stage-deps.ts'
import { sendOn } from '../shared/work/awaited.ts'
import type { env } from './env.ts'
import { settled } from './roster/settled.ts'

export type IntakeDeps = ReturnType<typeof intakeDeps>

export function intakeDeps(config: z.infer<typeof env>, clients: Clients = makeClients()) {
  const work = workTable(clients, config.WORK_TABLE)
  const outbox = objects(clients, config.OUTBOX_BUCKET, { frozenDays: config.FROZEN_DAYS })
  const listing: Pick<Folders, 'keys'> = folders(clients, config.OUTBOX_BUCKET)
  const toSnapshot = snapshotQueue(clients, config.SNAPSHOT_QUEUE_URL)
  const stage = stageDeps(config, clients)
  const keyedHash = keyedHashFrom(clients, config.KEY_SECRET_ARN)
  return {
    ...stage,
    heads: heads(work),
    uploads: uploads(work),
    runs: runs(work),
    seenFiles: seenFiles(work),
    policies: policies(work),
    inbox: objects(clients, config.INBOX_BUCKET),
    outbox,
    folders: listing,
    tables: registerTables(outbox),
    matchQueue: matchQueue(clients, config.MATCH_QUEUE_URL),
    snapshotQueue: toSnapshot,
    sendOn: sendOn({
      ...stage,
      snapshotQueue: toSnapshot,
      batchQueue: batchQueue(clients, config.BATCH_QUEUE_URL),
    }),
    settled: settled({
      submissions: submissions(work),
      uploads: uploads(work),
      deadlinesQueue: stage.deadlinesQueue,
      webhooksQueue: config.LETTERS === 'off' ? NOBODY : webhooksQueue(clients, config.WEBHOOKS_QUEUE_URL),
    }),
    keyedHash,
    people: people(clients, config.PEOPLE_TABLE),
    payments: payments(clients, config.PEOPLE_TABLE),
    batches: batches(work),
    caseBooks: caseBooks(work),
    fundingRequests: fundingRequests(work),
    registers: registers({ heads: heads(work), outbox, keyedHash }),
    shards: config.SHARDS,
    now: () => new Date(),
  }
}
