/** Dependencies of sweep. */
import type * as z from 'zod'
import { QueueName } from '../../schemas/records/dead-letters.ts'
import { type Clients, makeClients } from '../../stores/aws/clients.ts'
import { deadLetters, deadQueuesOf } from '../../stores/aws/dead-letters.ts'
import { batchQueue, intakeQueue, matchQueue, reportQueue, snapshotQueue } from '../../stores/aws/queues.ts'
import { workTable } from '../../stores/aws/work.ts'
import { runs } from '../../stores/months/determination-runs.ts'
import { returns } from '../../stores/months/returns.ts'
import { objects } from '../../stores/objects/objects.ts'
import { batches } from '../../stores/payments/batches.ts'
import { heads } from '../../stores/people/heads.ts'
import { policies } from '../../stores/policy/policies.ts'
import { deadLetterCounts } from '../../stores/upkeep/dead-letter-counts.ts'
import { sweeps } from '../../stores/upkeep/sweeps.ts'
import { uploads } from '../../stores/uploads/uploads.ts'
import { stageDeps } from '../shared/stages/stage-deps.ts'
import type { env } from './env.ts'

export type SweepDeps = ReturnType<typeof sweepDeps>

type Settings = z.infer<typeof env>
type DeadQueues = Extract<keyof Settings, `${string}_DEAD_QUEUE_URL`>

/** @param config those dead letters are counted that it names */
export function sweepDeps(
  config: Omit<Settings, DeadQueues> & Partial<Pick<Settings, DeadQueues>>,
  clients: Clients = makeClients(),
) {
  const work = workTable(clients, config.WORK_TABLE)
  return {
    ...stageDeps(config, clients),
    heads: heads(work),
    uploads: uploads(work),
    runs: runs(work),
    returns: returns(work),
    batches: batches(work),
    policies: policies(work),
    sweeps: sweeps(work),
    deadQueues: deadQueuesOf(config).map(({ name, dead }) => ({
      queue: QueueName.parse(name),
      messages: deadLetters(clients, dead).count,
    })),
    deadLetterCounts: deadLetterCounts(work),
    inbox: objects(clients, config.INBOX_BUCKET),
    intakeQueue: intakeQueue(clients, config.INTAKE_QUEUE_URL),
    matchQueue: matchQueue(clients, config.MATCH_QUEUE_URL),
    snapshotQueue: snapshotQueue(clients, config.SNAPSHOT_QUEUE_URL),
    batchQueue: batchQueue(clients, config.BATCH_QUEUE_URL),
    reportQueue: reportQueue(clients, config.REPORT_QUEUE_URL),
  }
}
