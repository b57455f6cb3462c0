/** The stores of a hub, for what a command does beside the routes. */

import { registerTables } from '../../functions/shared/registers/register-tables.ts'
import { present } from '../../schemas/present.ts'
import { accountChecks } from '../../stores/access/account-checks.ts'
import { accountRequests } from '../../stores/access/account-requests.ts'
import { accounts } from '../../stores/access/accounts.ts'
import { apiKeys } from '../../stores/access/api-keys.ts'
import { audit } from '../../stores/access/audit.ts'
import { auditHeads } from '../../stores/access/audit-heads.ts'
import { auditStates } from '../../stores/access/audit-states.ts'
import { downloads } from '../../stores/access/downloads.ts'
import { invitations } from '../../stores/access/invitations.ts'
import { passkeys } from '../../stores/access/passkeys.ts'
import { sessions } from '../../stores/access/sessions.ts'
import { makeClients } from '../../stores/aws/clients.ts'
import { batchQueue, intakeQueue, snapshotQueue } from '../../stores/aws/queues.ts'
import { accountSecretsFrom } from '../../stores/aws/secret.ts'
import { workTable } from '../../stores/aws/work.ts'
import { caseTallies } from '../../stores/deadlines/case-tallies.ts'
import { deadlines } from '../../stores/deadlines/deadlines.ts'
import { notices } from '../../stores/deadlines/notices.ts'
import { orders } from '../../stores/deadlines/orders.ts'
import { requests } from '../../stores/deadlines/requests.ts'
import { runs } from '../../stores/months/determination-runs.ts'
import { outputs } from '../../stores/months/outputs.ts'
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
import { deadLetterCounts } from '../../stores/upkeep/dead-letter-counts.ts'
import { demo } from '../../stores/upkeep/demo.ts'
import { submissions } from '../../stores/uploads/submissions.ts'
import { uploads } from '../../stores/uploads/uploads.ts'
import { webhooks } from '../../stores/webhooks/webhooks.ts'
import { type HubAccess, settingsOf } from './hub-access.ts'

export type HubStores = ReturnType<typeof hubStores>

export function hubStores(hub: HubAccess) {
  const settings = settingsOf(hub)
  const of = (variable: string) => present(settings[variable], variable)
  const clients = makeClients(hub.env && { environment: hub.env })
  const work = workTable(clients, of('WORK_TABLE'))
  const outbox = objects(clients, of('OUTBOX_BUCKET'))
  const peopleTable = of('PEOPLE_TABLE')
  return {
    accounts: accounts(work),
    orders: orders(work),
    apiKeys: apiKeys(work),
    webhooks: webhooks(work),
    accountChecks: accountChecks(work),
    deadLetterCounts: deadLetterCounts(work),
    accountRequests: accountRequests(work),
    invitations: invitations(work),
    sessions: sessions(work),
    passkeys: passkeys(work),
    audit: audit(work),
    downloads: downloads(work),
    auditHeads: auditHeads(clients, of('AUDIT_BUCKET')),
    auditStates: auditStates(work),
    accountSecrets: accountSecretsFrom(clients, of('ACCOUNT_SECRET_ARN')),
    policies: policies(work),
    runs: runs(work),
    heads: heads(work),
    demo: demo(work),
    deadlines: deadlines(work),
    contacts: contacts(work),
    requests: requests(work),
    tallies: caseTallies(work),
    submissions: submissions(work),
    notices: notices(work),
    inbox: objects(clients, of('INBOX_BUCKET')),
    outbox,
    tables: registerTables(outbox),
    uploads: uploads(work),
    intakeQueue: intakeQueue(clients, of('INTAKE_QUEUE_URL')),
    snapshotQueue: snapshotQueue(clients, of('SNAPSHOT_QUEUE_URL')),
    batches: batches(work),
    caseBooks: caseBooks(work),
    funding: fundingRequests(work),
    payments: payments(clients, peopleTable),
    people: people(clients, peopleTable),
    stirred: stirred(work),
    outputs: outputs(work),
    batchQueue: batchQueue(clients, of('BATCH_QUEUE_URL')),
  }
}
