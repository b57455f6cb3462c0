/** Dependencies of deadlines. */
import type * as z from 'zod'
import { accountChecks } from '../../stores/access/account-checks.ts'
import { accounts } from '../../stores/access/accounts.ts'
import { audit } from '../../stores/access/audit.ts'
import { invitations } from '../../stores/access/invitations.ts'
import { type ClientOptions, type Clients, makeClients } from '../../stores/aws/clients.ts'
import { laterOn } from '../../stores/aws/later.ts'
import { mailOf, mailTransport } from '../../stores/aws/mail.ts'
import { snapshotQueue } from '../../stores/aws/queues.ts'
import { accountSecretsFrom, nilTokensFrom, secretText } from '../../stores/aws/secret.ts'
import { workTable } from '../../stores/aws/work.ts'
import { caseTallies } from '../../stores/deadlines/case-tallies.ts'
import { deadlines } from '../../stores/deadlines/deadlines.ts'
import { notices } from '../../stores/deadlines/notices.ts'
import { orders } from '../../stores/deadlines/orders.ts'
import { requests } from '../../stores/deadlines/requests.ts'
import { runs } from '../../stores/months/determination-runs.ts'
import { returns } from '../../stores/months/returns.ts'
import { objects } from '../../stores/objects/objects.ts'
import { batches } from '../../stores/payments/batches.ts'
import { caseBooks } from '../../stores/payments/case-books.ts'
import { fundingRequests } from '../../stores/payments/funding-requests.ts'
import { payments } from '../../stores/payments/payments.ts'
import { heads } from '../../stores/people/heads.ts'
import { people } from '../../stores/people/people.ts'
import { stirred } from '../../stores/people/stirred.ts'
import { contacts } from '../../stores/policy/contacts.ts'
import { policies } from '../../stores/policy/policies.ts'
import { submissions } from '../../stores/uploads/submissions.ts'
import { uploads } from '../../stores/uploads/uploads.ts'
import type { env } from './env.ts'

export type DeadlinesDeps = ReturnType<typeof deadlinesDeps>

export function deadlinesDeps(
  config: z.infer<typeof env>,
  options?: ClientOptions,
  clients: Clients = makeClients(options),
) {
  const work = workTable(clients, config.WORK_TABLE)
  const { SMTP_SECRET_ARN: secret, SMTP_URL: url } = config
  const smtpUrl = secret ? () => secretText(clients, secret) : url ? async () => url : undefined
  return {
    capacity: clients.capacity,
    later: laterOn(clients),
    policies: policies(work),
    invitations: invitations(work),
    accountSecrets: accountSecretsFrom(clients, config.ACCOUNT_SECRET_ARN),
    deadlines: deadlines(work),
    submissions: submissions(work),
    requests: requests(work),
    orders: orders(work),
    tallies: caseTallies(work),
    accounts: accounts(work),
    accountChecks: accountChecks(work),
    audit: audit(work),
    contacts: contacts(work),
    heads: heads(work),
    notices: notices(work),
    uploads: uploads(work),
    batches: batches(work),
    funding: fundingRequests(work),
    runs: runs(work),
    returns: returns(work),
    caseBooks: caseBooks(work),
    payments: payments(clients, config.PEOPLE_TABLE),
    people: people(clients, config.PEOPLE_TABLE),
    stirred: stirred(work),
    outbox: objects(clients, config.OUTBOX_BUCKET),
    snapshotQueue: snapshotQueue(clients, config.SNAPSHOT_QUEUE_URL),
    mail: mailTransport({ from: config.MAIL_FROM, smtpUrl, configurationSet: config.MAIL_CONFIGURATION_SET }, options),
    mailOf,
    nilTokens: nilTokensFrom(clients, config.LINK_SECRET_ARN),
    portal: config.PORTAL_URL.replace(/\/$/, ''),
    now: () => new Date(),
  }
}
