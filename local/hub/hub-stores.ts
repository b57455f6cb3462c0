/** The stores of a running hub, for what a command does beside the routes. */

import { batches } from '../../stores/batches.ts'
import { makeClients } from '../../stores/clients.ts'
import { contacts } from '../../stores/contacts.ts'
import { deadlines } from '../../stores/deadlines.ts'
import { demo } from '../../stores/demo.ts'
import { runs } from '../../stores/determination-runs.ts'
import { heads } from '../../stores/heads.ts'
import { notices } from '../../stores/notices.ts'
import { objects } from '../../stores/objects.ts'
import { outputs } from '../../stores/outputs.ts'
import { policies } from '../../stores/policies.ts'
import { batchQueue, intakeQueue, snapshotQueue } from '../../stores/queues.ts'
import { requests } from '../../stores/requests.ts'
import { submissions } from '../../stores/submissions.ts'
import { uploads } from '../../stores/uploads.ts'
import { workTable } from '../../stores/work.ts'
import type { Hub } from '../host/hub.ts'

export type HubStores = ReturnType<typeof hubStores>

export function hubStores(hub: Pick<Hub, 'env' | 'functions'>) {
  const web = Object.entries(hub.functions).find(([name]) => name.toLowerCase().includes('web'))?.[1]
  const of = (variable: string): string => {
    const value = web?.[variable]
    if (!value) throw new Error(`the hub has no web function with ${variable}`)
    return value
  }
  const clients = makeClients({ environment: hub.env })
  const work = workTable(clients, of('WORK_TABLE'))
  return {
    policies: policies(work),
    runs: runs(work),
    heads: heads(work),
    demo: demo(work),
    deadlines: deadlines(work),
    contacts: contacts(work),
    requests: requests(work),
    submissions: submissions(work),
    notices: notices(work),
    inbox: objects(clients, of('INBOX_BUCKET')),
    outbox: objects(clients, of('OUTBOX_BUCKET')),
    uploads: uploads(work),
    intakeQueue: intakeQueue(clients, of('INTAKE_QUEUE_URL')),
    snapshotQueue: snapshotQueue(clients, of('SNAPSHOT_QUEUE_URL')),
    batches: batches(work),
    outputs: outputs(work),
    batchQueue: batchQueue(clients, of('BATCH_QUEUE_URL')),
  }
}
