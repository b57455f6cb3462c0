/** Dependencies of web. */
import type * as z from 'zod'
import { batches } from '../../stores/batches.ts'
import { type ClientOptions, makeClients } from '../../stores/clients.ts'
import { contacts } from '../../stores/contacts.ts'
import { deadlines } from '../../stores/deadlines.ts'
import { demo } from '../../stores/demo.ts'
import { runs } from '../../stores/determination-runs.ts'
import { heads } from '../../stores/heads.ts'
import { notices } from '../../stores/notices.ts'
import { objects } from '../../stores/objects.ts'
import { outputs } from '../../stores/outputs.ts'
import { people } from '../../stores/people.ts'
import { periods } from '../../stores/periods.ts'
import { policies } from '../../stores/policies.ts'
import { batchQueue, deadlinesQueue, intakeQueue, snapshotQueue } from '../../stores/queues.ts'
import { requests } from '../../stores/requests.ts'
import { nilTokensFrom } from '../../stores/secret.ts'
import { submissions } from '../../stores/submissions.ts'
import { uploads } from '../../stores/uploads.ts'
import { workTable } from '../../stores/work.ts'
import type { env } from './env.ts'
import { outcomeCounts } from './outcome-counts.ts'

export type WebDeps = ReturnType<typeof webDeps>

const SHANGHAI = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Shanghai' })

export function webDeps(config: z.infer<typeof env>, options?: ClientOptions) {
  const clients = makeClients(options)
  const work = workTable(clients, config.WORK_TABLE)
  const outbox = objects(clients, config.OUTBOX_BUCKET)
  return {
    people: people(clients, config.PEOPLE_TABLE),
    heads: heads(work),
    batches: batches(work),
    outputs: outputs(work),
    batchQueue: batchQueue(clients, config.BATCH_QUEUE_URL),
    uploads: uploads(work),
    runs: runs(work),
    periods: periods(work),
    policies: policies(work),
    demo: demo(work),
    deadlines: deadlines(work),
    contacts: contacts(work),
    requests: requests(work),
    submissions: submissions(work),
    notices: notices(work),
    nilTokens: nilTokensFrom(clients, config.LINK_SECRET_ARN),
    inbox: objects(clients, config.INBOX_BUCKET),
    outbox,
    outcomeCounts: outcomeCounts(outbox),
    intakeQueue: intakeQueue(clients, config.INTAKE_QUEUE_URL),
    snapshotQueue: snapshotQueue(clients, config.SNAPSHOT_QUEUE_URL),
    deadlinesQueue: config.LETTERS === 'off' ? undefined : deadlinesQueue(clients, config.DEADLINES_QUEUE_URL),
    now: () => new Date(),
    /** Today in Asia/Shanghai. */
    dayOf: (time: Date): string => SHANGHAI.format(time),
  }
}
