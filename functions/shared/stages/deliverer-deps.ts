/** Dependencies of the stages that write workbooks. */
import * as z from 'zod'
import { type Clients, makeClients } from '../../../stores/aws/clients.ts'
import { workTable } from '../../../stores/aws/work.ts'
import { deadlines } from '../../../stores/deadlines/deadlines.ts'
import { requests } from '../../../stores/deadlines/requests.ts'
import { runs } from '../../../stores/months/determination-runs.ts'
import { outputs } from '../../../stores/months/outputs.ts'
import { returns } from '../../../stores/months/returns.ts'
import { objects } from '../../../stores/objects/objects.ts'
import { fundingRequests } from '../../../stores/payments/funding-requests.ts'
import { contacts } from '../../../stores/policy/contacts.ts'
import { policies } from '../../../stores/policy/policies.ts'
import { submissions } from '../../../stores/uploads/submissions.ts'
import { stageDeps } from './stage-deps.ts'
import { stageEnv } from './stage-env.ts'

export const delivererEnv = stageEnv.extend({ WORK_TABLE: z.string(), OUTBOX_BUCKET: z.string() })

export type DelivererDeps = ReturnType<typeof delivererDeps>

export function delivererDeps(config: z.infer<typeof delivererEnv>, clients: Clients = makeClients()) {
  const work = workTable(clients, config.WORK_TABLE)
  return {
    ...stageDeps(config, clients),
    policies: policies(work),
    runs: runs(work),
    outputs: outputs(work),
    returns: returns(work),
    submissions: submissions(work),
    requests: requests(work),
    funding: fundingRequests(work),
    contacts: contacts(work),
    deadlines: deadlines(work),
    outbox: objects(clients, config.OUTBOX_BUCKET),
  }
}
