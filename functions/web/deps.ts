/** Dependencies of web. */
import type * as z from 'zod'
import { shanghaiDay } from '../../rules/deadlines/day-steps.ts'
import type { MonthReturn } from '../../schemas/records/month-return.ts'
import type { Submission } from '../../schemas/records/obligation.ts'
import { accountChecks } from '../../stores/access/account-checks.ts'
import { accountRequests } from '../../stores/access/account-requests.ts'
import { accounts } from '../../stores/access/accounts.ts'
import { apiKeys } from '../../stores/access/api-keys.ts'
import { audit } from '../../stores/access/audit.ts'
import { auditStates } from '../../stores/access/audit-states.ts'
import { downloads } from '../../stores/access/downloads.ts'
import { identityBindings } from '../../stores/access/identity-bindings.ts'
import { identityFlows } from '../../stores/access/identity-flows.ts'
import { type IdentityProvider, identityProvider } from '../../stores/access/identity-provider.ts'
import { invitations } from '../../stores/access/invitations.ts'
import { passkeys } from '../../stores/access/passkeys.ts'
import { repeats } from '../../stores/access/repeats.ts'
import { sessions } from '../../stores/access/sessions.ts'
import { tries } from '../../stores/access/tries.ts'
import { type ClientOptions, type Clients, makeClients } from '../../stores/aws/clients.ts'
import {
  auditQueue,
  batchQueue,
  intakeQueue,
  reportQueue,
  snapshotQueue,
  webhooksQueue,
} from '../../stores/aws/queues.ts'
import { accountSecretsFrom, nilTokensFrom, secretText, webhookSecretsFrom } from '../../stores/aws/secret.ts'
import { workTable } from '../../stores/aws/work.ts'
import { caseTallies } from '../../stores/deadlines/case-tallies.ts'
import { deadlines } from '../../stores/deadlines/deadlines.ts'
import { notices } from '../../stores/deadlines/notices.ts'
import { orders } from '../../stores/deadlines/orders.ts'
import { requests } from '../../stores/deadlines/requests.ts'
import { runs } from '../../stores/months/determination-runs.ts'
import { outputs } from '../../stores/months/outputs.ts'
import { periods } from '../../stores/months/periods.ts'
import { returns } from '../../stores/months/returns.ts'
import { type Objects, objects } from '../../stores/objects/objects.ts'
import { batches } from '../../stores/payments/batches.ts'
import { caseBooks } from '../../stores/payments/case-books.ts'
import { fundingRequests } from '../../stores/payments/funding-requests.ts'
import { payments } from '../../stores/payments/payments.ts'
import { rowClosings } from '../../stores/payments/row-closings.ts'
import { events } from '../../stores/people/events.ts'
import { heads } from '../../stores/people/heads.ts'
import { people } from '../../stores/people/people.ts'
import { personVersions } from '../../stores/people/person-versions.ts'
import { stirred } from '../../stores/people/stirred.ts'
import { contacts } from '../../stores/policy/contacts.ts'
import { policies } from '../../stores/policy/policies.ts'
import { policyPreviews } from '../../stores/policy/policy-previews.ts'
import { deadLetterCounts } from '../../stores/upkeep/dead-letter-counts.ts'
import { demo } from '../../stores/upkeep/demo.ts'
import { retention } from '../../stores/upkeep/retention.ts'
import { submissions } from '../../stores/uploads/submissions.ts'
import { uploads } from '../../stores/uploads/uploads.ts'
import { deliveries } from '../../stores/webhooks/deliveries.ts'
import { webhooks } from '../../stores/webhooks/webhooks.ts'
import type { OpenCase } from '../shared/cases/open-cases.ts'
import type { YearTieOut } from '../shared/money/tie-out.ts'
import { registerTables } from '../shared/registers/register-tables.ts'
import { stageDeps } from '../shared/stages/stage-deps.ts'
import type { Remembering } from '../shared/work/frozen.ts'
import { knownTables } from '../shared/work/known-tables.ts'
import type { env } from './env.ts'
import { outcomeCounts } from './outcome-counts.ts'
import type { Roster } from './persons/listed-now.ts'
import { knownByVersion } from './readings/known-by-version.ts'
import { knownFigures } from './readings/known-figures.ts'

export type WebDeps = ReturnType<typeof webDeps>

/** Of which open cases, a year's money, or lists are remembered. */
const MOST_COUNTIES = 4
/** Of which submissions are remembered: two years and what surrounds them. */
const MOST_MONTHS = 30
/** A city's months and several counties'. */
const MOST_RETURNS = 100

export function webDeps(config: z.infer<typeof env>, options?: ClientOptions, clients: Clients = makeClients(options)) {
  const work = workTable(clients, config.WORK_TABLE)
  const outbox: Objects & Remembering = { ...objects(clients, config.OUTBOX_BUCKET), known: knownTables() }
  return {
    ...stageDeps(config, clients),
    accounts: accounts(work),
    accountChecks: accountChecks(work),
    accountRequests: accountRequests(work),
    sessions: sessions(work),
    invitations: invitations(work),
    passkeys: passkeys(work),
    apiKeys: apiKeys(work),
    repeats: repeats(work),
    webhooks: webhooks(work),
    deliveries: deliveries(work),
    webhooksQueue: webhooksQueue(clients, config.WEBHOOKS_QUEUE_URL),
    webhookSecrets: webhookSecretsFrom(clients, config.WEBHOOK_SECRET_ARN),
    webhooksAnywhere: config.WEBHOOKS_ANYWHERE !== undefined,
    tries: tries(work),
    audit: audit(work),
    downloads: downloads(work),
    auditStates: auditStates(work),
    auditQueue: auditQueue(clients, config.AUDIT_QUEUE_URL),
    identityFlows: identityFlows(work),
    identityBindings: identityBindings(work),
    /** Undefined where the city has none. */
    identityProvider: identityProviderOf(config, clients),
    accountSecrets: accountSecretsFrom(clients, config.ACCOUNT_SECRET_ARN),
    people: people(clients, config.PEOPLE_TABLE),
    personVersions: personVersions(work),
    stirred: stirred(work),
    events: events(clients, config.PEOPLE_TABLE),
    heads: heads(work),
    batches: batches(work),
    funding: fundingRequests(work),
    rowClosings: rowClosings(work),
    payments: payments(clients, config.PEOPLE_TABLE),
    caseBooks: caseBooks(work),
    outputs: outputs(work),
    batchQueue: batchQueue(clients, config.BATCH_QUEUE_URL),
    uploads: uploads(work),
    runs: runs(work),
    periods: periods(work),
    returns: returns(work),
    reportQueue: reportQueue(clients, config.REPORT_QUEUE_URL),
    policies: policies(work),
    previews: policyPreviews(work),
    demo: demo(work),
    deadLetterCounts: deadLetterCounts(work),
    retention: retention(work),
    deadlines: deadlines(work),
    contacts: contacts(work),
    requests: requests(work),
    orders: orders(work),
    tallies: caseTallies(work),
    submissions: submissions(work),
    notices: notices(work),
    nilTokens: nilTokensFrom(clients, config.LINK_SECRET_ARN),
    inbox: objects(clients, config.INBOX_BUCKET),
    outbox,
    tables: registerTables(outbox),
    outcomeCounts: outcomeCounts(outbox),
    figuresOf: knownFigures(outbox),
    openCases: knownByVersion<readonly OpenCase[]>(MOST_COUNTIES),
    tieOuts: knownByVersion<YearTieOut>(MOST_COUNTIES),
    rosters: knownByVersion<Roster>(MOST_COUNTIES),
    monthReturns: knownByVersion<readonly MonthReturn[]>(MOST_RETURNS),
    submitted: knownByVersion<ReadonlyMap<string, Submission>>(MOST_MONTHS),
    intakeQueue: intakeQueue(clients, config.INTAKE_QUEUE_URL),
    snapshotQueue: snapshotQueue(clients, config.SNAPSHOT_QUEUE_URL),
    now: () => new Date(),
    /** The hub's own address. */
    portal: new URL(config.PORTAL_URL),
    /** Today in Asia/Shanghai. */
    dayOf: (time: Date): string => shanghaiDay(time.toISOString()),
  }
}

function identityProviderOf(config: z.infer<typeof env>, clients: Clients): IdentityProvider | undefined {
  const { IDENTITY_ISSUER: issuer, IDENTITY_CLIENT_ID: clientId, IDENTITY_SECRET_ARN: arn } = config
  if (issuer === undefined || clientId === undefined) return undefined
  const secret = async () => (arn === undefined ? (config.IDENTITY_SECRET ?? '') : secretText(clients, arn))
  return identityProvider({ issuer, clientId, secret, acr: config.IDENTITY_ACR, amr: config.IDENTITY_AMR })
}
