/** Who may do what, asked of a simulator of IAM, which evaluates the template's policies as AWS does. */
import { runSimulation } from '@cloud-copilot/iam-simulate'
import { beforeAll, describe, expect, test } from 'vitest'
import { PERSON } from '../../functions/shared/stages/grants.ts'
import { FUNCTIONS, of, type Statement, synthesised, texts } from './hub-template.ts'

const ACCOUNT = '000000000000'
const SOMEBODY = '0'.repeat(PERSON.length)
const EVERYBODY = Object.keys(FUNCTIONS)
const NOBODY: string[] = []
const READERS = ['bank', 'batch', 'deadlines', 'finance', 'intake', 'web']

interface Row {
  readonly what: string
  /** Everybody else may not. */
  readonly only: readonly string[]
  readonly action: string
  readonly of: string
  /** Partition key, or key of an object. */
  readonly key?: string
}

const item = (what: string, only: readonly string[], action: string, key: string): Row => ({
  ...{ what, only, action: `dynamodb:${action}`, key },
  of: /^(CLAIM|EVENT)#|^0{30}$/.test(key) ? 'people' : 'work',
})
const object = (what: string, only: readonly string[], action: string, key: string): Row => {
  const [bucket = '', ...rest] = key.split('/')
  return { what, only, action: `s3:${action}`, of: bucket, key: rest.join('/') }
}
const BATCH = 'outbox/batches/440222/440222-2018-001'
const SENT = 'inbox/440222/dibao/dibao-full/2018-05/440222-1/original'

const ROWS: readonly Row[] = [
  // Money: a person's year is paid once.
  item('claims a payment', ['batch', 'intake', 'snapshot'], 'PutItem', `CLAIM#${SOMEBODY}`),
  item('claims payments together', ['batch'], 'PartiQLInsert', `CLAIM#${SOMEBODY}`),
  item('puts or deletes claims together', NOBODY, 'BatchWriteItem', `CLAIM#${SOMEBODY}`),
  item('deletes a claim', NOBODY, 'DeleteItem', `CLAIM#${SOMEBODY}`),
  item('changes a claim without a look', NOBODY, 'UpdateItem', `CLAIM#${SOMEBODY}`),
  item('deletes a batch', NOBODY, 'DeleteItem', 'BATCH#440222'),
  item('writes over a batch', NOBODY, 'PutItem', 'BATCH#440222'),
  item('goes on with a batch', ['batch', 'intake', 'web'], 'UpdateItem', 'BATCH#440222'),
  item('asks finance for money', ['batch'], 'PutItem', 'FUNDING#440222'),
  item('takes back what was asked', NOBODY, 'DeleteItem', 'FUNDING#440222'),
  object('freezes rows of a batch', ['batch'], 'PutObject', `${BATCH}/frozen/a.ndjson.gz`),
  object('locks frozen rows', ['batch'], 'PutObjectRetention', `${BATCH}/frozen/a.ndjson.gz`),
  object(
    'locks what is drawn of a month',
    ['report'],
    'PutObjectRetention',
    'outbox/returns/440222/2018-05/1/a.ndjson.gz',
  ),
  object('passes over the lock of frozen rows', NOBODY, 'BypassGovernanceRetention', `${BATCH}/frozen/a.ndjson.gz`),
  object('holds frozen rows for ever', NOBODY, 'PutObjectLegalHold', `${BATCH}/frozen/a.ndjson.gz`),
  object('locks anything else', NOBODY, 'PutObjectRetention', 'outbox/rosters/440222/dibao/a'),
  object('reads frozen rows', READERS, 'GetObject', `${BATCH}/frozen/a.ndjson.gz`),
  object('prepares rows of a batch', ['batch'], 'PutObject', `${BATCH}/prepared/a.ndjson.gz`),
  object('says what the bank has answered', ['intake'], 'PutObject', `${BATCH}/results/a.ndjson.gz`),
  object('makes a payment instruction', ['bank'], 'PutObject', 'outbox/outputs/440222/2018-05/bank/1/a.xlsx'),
  object('makes a funding request', ['finance'], 'PutObject', 'outbox/outputs/440222/2018-05/finance/1/a.xlsx'),
  // Persons: nobody is ended unseen.
  item('writes a person', ['match'], 'BatchWriteItem', SOMEBODY),
  item('writes one person', NOBODY, 'PutItem', SOMEBODY),
  item('deletes a person', NOBODY, 'DeleteItem', SOMEBODY),
  item('writes or ends events', ['match', 'retention'], 'BatchWriteItem', `EVENT#${SOMEBODY}`),
  item('reads what happened to a person', ['web'], 'Query', `EVENT#${SOMEBODY}`),
  item('forgets who is listed', NOBODY, 'DeleteItem', 'HEAD#440222#dibao'),
  item('says anew who is listed', NOBODY, 'PutItem', 'HEAD#440222#dibao'),
  object('writes a roster', ['intake'], 'PutObject', 'outbox/rosters/440222/dibao/a'),
  object('deletes a roster', ['intake'], 'DeleteObject', 'outbox/rosters/440222/dibao/a'),
  object('gives shards work', ['intake'], 'PutObject', 'outbox/units/440222/dibao/a'),
  object('reads what shards are given', ['match', 'web'], 'GetObject', 'outbox/units/440222/dibao/a'),
  object('freezes a month', ['snapshot'], 'PutObject', 'outbox/snapshots/440222/2018-05/1/a.ndjson.gz'),
  object('deletes a frozen month', NOBODY, 'DeleteObject', 'outbox/snapshots/440222/2018-05/1/a.ndjson.gz'),
  object('deletes frozen rows', NOBODY, 'DeleteObject', `${BATCH}/frozen/a.ndjson.gz`),
  object('deletes what was delivered', NOBODY, 'DeleteObject', 'outbox/outputs/440222/2018-05/ledger/1/a.xlsx'),
  object('makes a ledger', ['report'], 'PutObject', 'outbox/outputs/440222/2018-05/ledger/1/a.xlsx'),
  object('reads a frozen list of reviews', ['report', 'snapshot'], 'GetObject', 'outbox/lists/440222/2018-05/a'),
  object('reads what was refused of a file', NOBODY, 'GetObject', 'outbox/rejections/440222/a.ndjson.gz'),
  // What offices send.
  object('takes a file', ['web'], 'PutObject', SENT),
  object('reads a file as it was sent', ['intake', 'sweep'], 'GetObject', SENT),
  object('reads anything else of the inbox', NOBODY, 'GetObject', 'inbox/page.html'),
  object('deletes a file as it was sent', ['retention'], 'DeleteObject', SENT),
  object('puts anything else into the inbox', NOBODY, 'PutObject', 'inbox/page.html'),
  item('forgets a list of the canary', ['retention'], 'DeleteItem', 'UPLOAD#999999'),
  item('forgets an upload', NOBODY, 'DeleteItem', 'UPLOAD#440222'),
  // Policy, accounts, audit.
  item('makes a policy', ['web'], 'PutItem', 'POLICY'),
  item('puts a policy in force', ['web'], 'UpdateItem', 'POLICY'),
  item('deletes a policy', NOBODY, 'DeleteItem', 'POLICY'),
  item('makes an account', ['web'], 'PutItem', 'ACCOUNT#a'),
  item('ends an account’s item', ['web'], 'DeleteItem', 'ACCOUNT#a'),
  item('ends a session', ['retention', 'web'], 'DeleteItem', 'SESSIONS#a'),
  item('writes the audit', ['deadlines', 'retention', 'web'], 'PutItem', 'AUDIT#440222'),
  item('shortens the audit', ['retention'], 'DeleteItem', 'AUDIT#440222'),
  item('changes the audit', NOBODY, 'UpdateItem', 'AUDIT#440222'),
  object('deposits the audit’s ends', ['audit'], 'PutObject', 'audit/2018-06-06.json'),
  object('deletes deposits', NOBODY, 'DeleteObject', 'audit/2018-06-06.json'),
  object('ends the lock of deposits', NOBODY, 'PutObjectRetention', 'audit/2018-06-06.json'),
  item('says that a month has work', ['web'], 'PutItem', 'PERIODS'),
  item('submits a month', ['report', 'web'], 'UpdateItem', 'RETURN#440222'),
  item('takes a month back', NOBODY, 'DeleteItem', 'RETURN#440222'),
  { what: 'looks through the persons', only: ['retention'], action: 'dynamodb:Scan', of: 'people' },
  { what: 'looks through the work', only: ['retention'], action: 'dynamodb:Scan', of: 'work' },
  { what: 'deletes the persons', only: NOBODY, action: 'dynamodb:DeleteTable', of: 'people' },
  { what: 'deletes the bucket', only: NOBODY, action: 's3:DeleteBucket', of: 'outbox' },
  { what: 'ends the lock of a bucket', only: NOBODY, action: 's3:PutBucketObjectLockConfiguration', of: 'outbox' },
  { what: 'opens a bucket', only: NOBODY, action: 's3:PutBucketPolicy', of: 'outbox' },
]

interface Policy {
  readonly Version: string
  readonly Statement: readonly Statement[]
}
type Policies = Readonly<Record<string, Policy>>

/** By function; whatever a policy names is on this made-up account. */
function policies(): Policies {
  const arnOf = (resource: string): string => {
    const [, store, kind] = /stores(\w+?)(table|bucket)[0-9A-F]/.exec(resource) ?? []
    const below = /"(\/[^"]*)"/.exec(resource)?.[1] ?? ''
    if (store) return `arn:aws:${kind === 'table' ? `dynamodb:us-east-1:${ACCOUNT}:table/` : 's3:::'}${store}${below}`
    return `arn:aws:logs:us-east-1:${ACCOUNT}:log-group:none`
  }
  return Object.fromEntries(
    EVERYBODY.map((fn) => {
      const own = of('AWS::IAM::Policy').filter(([id]) => id.startsWith(`${fn}functionparts`))
      const statements = own.flatMap(
        ([, { PolicyDocument }]) => (PolicyDocument as { Statement: Statement[] }).Statement,
      )
      const Statement = statements.map((one) => ({ ...one, Resource: texts(one.Resource).map(arnOf) }))
      return [fn, { Version: '2012-10-17', Statement }]
    }),
  )
}

async function may(policy: Policy, { action, of: store, key }: Row): Promise<boolean> {
  const isTable = action.startsWith('dynamodb:')
  const object = key === undefined ? '' : `/${key}`
  const resource = isTable ? `arn:aws:dynamodb:us-east-1:${ACCOUNT}:table/${store}` : `arn:aws:s3:::${store}${object}`
  const { resultType, ...answer } = await runSimulation(
    {
      request: {
        principal: `arn:aws:iam::${ACCOUNT}:role/function`,
        action,
        resource: { resource, accountId: ACCOUNT },
        contextVariables: isTable && key !== undefined ? { 'dynamodb:LeadingKeys': [key] } : {},
      },
      identityPolicies: [{ name: 'role', policy }],
      serviceControlPolicies: [],
      resourceControlPolicies: [],
    },
    {},
  )
  if (resultType === 'error' || !('overallResult' in answer)) throw new Error(JSON.stringify(answer))
  return answer.overallResult === 'Allowed'
}

/** What is otherwise than the rows say. */
async function differences(all: Policies, rows: readonly Row[] = ROWS): Promise<string[]> {
  const found: string[] = []
  for (const row of rows)
    for (const [fn, policy] of Object.entries(all)) {
      const allowed = await may(policy, row)
      if (allowed !== row.only.includes(fn)) found.push(`${fn} ${allowed ? 'may' : 'may not'}: ${row.what}`)
    }
  return found
}

beforeAll(synthesised)

test.each(ROWS)('$what: $only', async (row) => {
  expect(await differences(policies(), [row])).toEqual([])
})

describe('a policy that is widened is found', () => {
  const widened = (fn: string, change: (statement: Statement) => Statement): Policies => {
    const all = policies()
    const own = all[fn]
    if (!own) throw new Error(fn)
    return { [fn]: { ...own, Statement: own.Statement.map(change) } }
  }

  test.each(EVERYBODY)('%s, where its conditions on keys go', async (fn) => {
    const found = await differences(
      widened(fn, ({ Condition: _, ...rest }) => rest),
      ROWS.filter(({ of: store }) => ['work', 'people'].includes(store)),
    )
    expect(found.length).toBeGreaterThan(0)
  })

  test.each(EVERYBODY.filter((fn) => !['webhooks', 'audit'].includes(fn)))('%s, where its folders go', async (fn) => {
    const all = (one: string) => one.replace(/^(arn:aws:s3:::\w+)\/.*/, '$1/*')
    const found = await differences(
      widened(fn, (statement) => ({ ...statement, Resource: (statement.Resource as string[]).map(all) })),
      ROWS.filter(({ action }) => action.startsWith('s3:')),
    )
    expect(found.length).toBeGreaterThan(0)
  })

  test.each(['dynamodb:DeleteItem', 'dynamodb:PutItem', 's3:DeleteObject'])('by %s', async (action) => {
    const more = (statement: Statement) => ({ ...statement, Action: [...texts(statement.Action), action] })
    for (const fn of ['bank', 'match', 'web']) expect((await differences(widened(fn, more))).length).toBeGreaterThan(0)
  })
})

test('nobody’s policies are longer than IAM takes', () => {
  const lengths = of('AWS::IAM::Policy').map(([, { PolicyDocument }]) => JSON.stringify(PolicyDocument).length)
  // References are shorter or longer than the names that they become.
  expect(Math.max(...lengths)).toBeLessThan(9_000)
  expect(of('AWS::IAM::ManagedPolicy')).toEqual([])
})
