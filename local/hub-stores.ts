/** The stores of a running hub, for what a command does beside the routes: seeding a policy, reading what was produced. */
import { makeClients } from '../stores/clients.ts'
import { contacts } from '../stores/contacts.ts'
import { deadlines } from '../stores/deadlines.ts'
import { demo } from '../stores/demo.ts'
import { heads } from '../stores/heads.ts'
import { notices } from '../stores/notices.ts'
import { objects } from '../stores/objects.ts'
import { policies } from '../stores/policies.ts'
import { intakeQueue } from '../stores/queues.ts'
import { reviews } from '../stores/reviews.ts'
import { submissions } from '../stores/submissions.ts'
import { uploads } from '../stores/uploads.ts'
import { workTable } from '../stores/work.ts'
import type { Hub } from './host/hub.ts'

export type HubStores = ReturnType<typeof hubStores>

export function hubStores(hub: Pick<Hub, 'env' | 'functions'>) {
  const web = Object.entries(hub.functions).find(([name]) => name.toLowerCase().includes('web'))?.[1]
  if (!web?.WORK_TABLE || !web.INBOX_BUCKET || !web.OUTBOX_BUCKET || !web.ARRIVALS_QUEUE_URL)
    throw new Error('the hub has no web function with its stores')
  const clients = makeClients({ environment: hub.env })
  const work = workTable(clients, web.WORK_TABLE)
  return {
    policies: policies(work),
    reviews: reviews(work),
    heads: heads(work),
    demo: demo(work),
    deadlines: deadlines(work),
    contacts: contacts(work),
    submissions: submissions(work),
    notices: notices(work),
    inbox: objects(clients, web.INBOX_BUCKET),
    outbox: objects(clients, web.OUTBOX_BUCKET),
    uploads: uploads(work),
    intakeQueue: intakeQueue(clients, web.ARRIVALS_QUEUE_URL),
  }
}
