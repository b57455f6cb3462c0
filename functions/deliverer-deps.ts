/** Dependencies of the stages that write workbooks. */
import * as z from 'zod'
import { type Clients, makeClients } from '../stores/clients.ts'
import { contacts } from '../stores/contacts.ts'
import { deadlines } from '../stores/deadlines.ts'
import { objects } from '../stores/objects.ts'
import { outputs, returns } from '../stores/outputs.ts'
import { policies } from '../stores/policies.ts'
import { requests } from '../stores/requests.ts'
import { submissions } from '../stores/submissions.ts'
import { workTable } from '../stores/work.ts'

export const delivererEnv = z.object({ WORK_TABLE: z.string(), OUTBOX_BUCKET: z.string() })

export type DelivererDeps = ReturnType<typeof delivererDeps>

export function delivererDeps(config: z.infer<typeof delivererEnv>, clients: Clients = makeClients()) {
  const work = workTable(clients, config.WORK_TABLE)
  return {
    units: clients.units,
    policies: policies(work),
    outputs: outputs(work),
    returns: returns(work),
    submissions: submissions(work),
    requests: requests(work),
    contacts: contacts(work),
    deadlines: deadlines(work),
    outbox: objects(clients, config.OUTBOX_BUCKET),
  }
}
