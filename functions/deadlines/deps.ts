/** Dependencies of deadlines. */
import type * as z from 'zod'
import { batches } from '../../stores/batches.ts'
import { type ClientOptions, makeClients } from '../../stores/clients.ts'
import { contacts } from '../../stores/contacts.ts'
import { deadlines } from '../../stores/deadlines.ts'
import { runs } from '../../stores/determination-runs.ts'
import { heads } from '../../stores/heads.ts'
import { mailOf, mailTransport } from '../../stores/mail.ts'
import { notices } from '../../stores/notices.ts'
import { policies } from '../../stores/policies.ts'
import { snapshotQueue } from '../../stores/queues.ts'
import { requests } from '../../stores/requests.ts'
import { nilTokensFrom, secretText } from '../../stores/secret.ts'
import { submissions } from '../../stores/submissions.ts'
import { uploads } from '../../stores/uploads.ts'
import { workTable } from '../../stores/work.ts'
import type { env } from './env.ts'

export type DeadlinesDeps = ReturnType<typeof deadlinesDeps>

export function deadlinesDeps(config: z.infer<typeof env>, options?: ClientOptions) {
  const clients = makeClients(options)
  const work = workTable(clients, config.WORK_TABLE)
  const { SMTP_SECRET_ARN: secret, SMTP_URL: url } = config
  const smtpUrl = secret ? () => secretText(clients, secret) : url ? async () => url : undefined
  return {
    units: clients.units,
    policies: policies(work),
    deadlines: deadlines(work),
    submissions: submissions(work),
    requests: requests(work),
    contacts: contacts(work),
    heads: heads(work),
    notices: notices(work),
    uploads: uploads(work),
    batches: batches(work),
    runs: runs(work),
    snapshotQueue: snapshotQueue(clients, config.SNAPSHOT_QUEUE_URL),
    mail: mailTransport({ from: config.MAIL_FROM, smtpUrl, configurationSet: config.MAIL_CONFIGURATION_SET }, options),
    mailOf,
    nilTokens: nilTokensFrom(clients, config.LINK_SECRET_ARN),
    portal: config.PORTAL_URL.replace(/\/$/, ''),
    now: () => new Date(),
  }
}
