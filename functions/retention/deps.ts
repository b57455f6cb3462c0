/** Dependencies of retention. */
import type * as z from 'zod'
import { audit } from '../../stores/access/audit.ts'
import { type Clients, makeClients } from '../../stores/aws/clients.ts'
import { laterOn } from '../../stores/aws/later.ts'
import { workTable } from '../../stores/aws/work.ts'
import { notices } from '../../stores/deadlines/notices.ts'
import { returns } from '../../stores/months/returns.ts'
import { folders } from '../../stores/objects/folders.ts'
import { events } from '../../stores/people/events.ts'
import { heads } from '../../stores/people/heads.ts'
import { policies } from '../../stores/policy/policies.ts'
import { retention } from '../../stores/upkeep/retention.ts'
import { uploads } from '../../stores/uploads/uploads.ts'
import type { env } from './env.ts'

export type RetentionDeps = ReturnType<typeof retentionDeps>

export function retentionDeps(config: z.infer<typeof env>, clients: Clients = makeClients()) {
  const work = workTable(clients, config.WORK_TABLE)
  return {
    capacity: clients.capacity,
    later: laterOn(clients),
    policies: policies(work),
    audit: audit(work),
    notices: notices(work),
    returns: returns(work),
    heads: heads(work),
    uploads: uploads(work),
    events: events(clients, config.PEOPLE_TABLE),
    inbox: folders(clients, config.INBOX_BUCKET),
    outbox: folders(clients, config.OUTBOX_BUCKET),
    retention: retention(work),
    now: () => new Date(),
  }
}
