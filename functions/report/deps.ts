/** Dependencies of report. */
import type * as z from 'zod'
import { type Clients, makeClients } from '../../stores/aws/clients.ts'
import { webhooksQueue } from '../../stores/aws/queues.ts'
import { workTable } from '../../stores/aws/work.ts'
import { objects } from '../../stores/objects/objects.ts'
import { uploads } from '../../stores/uploads/uploads.ts'
import { delivererDeps } from '../shared/stages/deliverer-deps.ts'
import { NOBODY } from '../shared/stages/stage-deps.ts'
import type { env } from './env.ts'

export type ReportDeps = ReturnType<typeof reportDeps>

export function reportDeps(config: z.infer<typeof env>, clients: Clients = makeClients()) {
  return {
    ...delivererDeps(config, clients),
    outbox: objects(clients, config.OUTBOX_BUCKET, { frozenDays: config.FROZEN_DAYS }),
    uploads: uploads(workTable(clients, config.WORK_TABLE)),
    webhooksQueue: config.LETTERS === 'off' ? NOBODY : webhooksQueue(clients, config.WEBHOOKS_QUEUE_URL),
  }
}
