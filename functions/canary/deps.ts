/** Dependencies of canary. */
import type * as z from 'zod'
import { type Clients, makeClients } from '../../stores/aws/clients.ts'
import { laterOn } from '../../stores/aws/later.ts'
import { workTable } from '../../stores/aws/work.ts'
import { objects } from '../../stores/objects/objects.ts'
import { heads } from '../../stores/people/heads.ts'
import { policies } from '../../stores/policy/policies.ts'
import { uploads } from '../../stores/uploads/uploads.ts'
import type { env } from './env.ts'

export type CanaryDeps = ReturnType<typeof canaryDeps>

export function canaryDeps(config: z.infer<typeof env>, clients: Clients = makeClients()) {
  const work = workTable(clients, config.WORK_TABLE)
  return {
    capacity: clients.capacity,
    later: laterOn(clients),
    policies: policies(work),
    heads: heads(work),
    uploads: uploads(work),
    inbox: objects(clients, config.INBOX_BUCKET),
  }
}
