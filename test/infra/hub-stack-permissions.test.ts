import { readdirSync, readFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { CANARY } from '../../schemas/canary.ts'
import { Output } from '../../schemas/records/output.ts'
import { FUNCTIONS, of, type Statement, synthesised, texts, WITHOUT_LETTERS } from './hub-template.ts'

beforeAll(synthesised)

const on = (service: string) => (action: string) => `${service}:${action}`

/** In functions/. */
const WRITING = [
  'bank/run.ts',
  'batch/rows.ts',
  'finance/run.ts',
  'intake/answers/write-facts.ts',
  'intake/compare-city.ts',
  'intake/return-rows.ts',
  'intake/roster/merge-lists.ts',
  'intake/roster/put-roster.ts',
  'intake/roster/write-table.ts',
  'intake/roster/write-units.ts',
  'report/agency-lists.ts',
  'report/run.ts',
  'report/statistics-files.ts',
  'shared/cases/batch-results.ts',
  'shared/registers/take-registers.ts',
  'shared/work/deliver.ts',
  'shared/work/frozen.ts',
  'snapshot/keep-cases.ts',
  'snapshot/keep-lists.ts',
  'snapshot/rounds.ts',
  'snapshot/run.ts',
  'township/run.ts',
  'web/readings/hand-out.ts',
  'web/sending/chosen-files.ts',
]

describe('permissions', () => {
  const statements = (type: string) =>
    of(type).flatMap(([, { PolicyDocument }]) => (PolicyDocument as { Statement: Statement[] }).Statement)

  test('are granted action by action, on named resources', () => {
    const granted = statements('AWS::IAM::Policy')
    expect(granted.length).toBeGreaterThan(10)
    for (const { Effect, Action, Resource } of granted) {
      expect(Effect).toBe('Allow')
      for (const action of texts(Action)) expect(action).toMatch(/^[a-z0-9]+:[A-Za-z]+$/)
      // the objects of one bucket are the only pattern
      for (const resource of texts(Resource)) expect(resource).toMatch(/^\{"(Ref|Fn::GetAtt|Fn::Join)":/)
    }
  })

  test("are each function's own: who writes persons, reads files, sees the key", () => {
    const who = (action: string, resource: string) =>
      of('AWS::IAM::Policy')
        .filter(([, { PolicyDocument }]) =>
          (PolicyDocument as { Statement: Statement[] }).Statement.some(
            ({ Action, Resource }) =>
              texts(Action).includes(action) && texts(Resource).some((one) => one.includes(resource)),
          ),
        )
        .map(([id]) => id.replace(/(function|role).*/, ''))
        .sort()
    // match: persons and events; retention: events
    expect(who('dynamodb:BatchWriteItem', 'storespeople')).toEqual(['match', 'retention'])
    expect(who('dynamodb:Scan', '')).toEqual(['retention'])
    // the payment claims
    expect(who('dynamodb:PutItem', 'storespeople')).toEqual(['batch', 'intake', 'snapshot'])
    const readers = ['batch', 'deadlines', 'intake', 'match', 'snapshot', 'web']
    expect(who('dynamodb:BatchGetItem', 'storespeople')).toEqual(readers)
    expect(who('s3:PutObject', 'storesinbox')).toEqual(['canary', 'web'])
    expect(who('s3:PutObject', `/${CANARY.county.code}/`)).toEqual(['canary'])
    expect(who('s3:PutObject', '"/*/*/*/*/*/original*"')).toEqual(['web'])
    // Ends of audit chains: whoever could put one could make a forged chain true.
    expect(who('s3:PutObject', 'storesaudit')).toEqual(['audit'])
    expect(who('s3:GetObject', 'storesaudit')).toEqual(['audit'])
    expect(who('sqs:SendMessage', 'auditqueue')).toEqual(['audit', 'auditdeposits', 'web'])
    expect(who('s3:GetObject', 'storesinbox')).toEqual(['intake', 'sweep'])
    // Rosters that are forgotten, what has ended, and nothing else: no ledger, snapshot or batch.
    expect(who('s3:DeleteObject', '')).toEqual(['intake', 'retention'])
    expect(who('s3:DeleteObject', '/rosters/*')).toEqual(['intake'])
    for (const folder of ['outputs', 'snapshots', 'batches'])
      expect(who('s3:DeleteObject', `/${folder}/`), folder).toEqual([])
    const emptied = statements('AWS::IAM::Policy').filter(({ Action }) => texts(Action).includes('s3:DeleteObject'))
    const folders = emptied.flatMap(({ Resource }) =>
      texts(Resource).map((one) => `${/stores(in|out)box/.exec(one)?.[1]} ${/"(\/[^"]*)"/.exec(one)?.[1]}`),
    )
    expect(folders.sort()).toEqual([
      'in /*/*/*/*/*/original*',
      'out /chosen/*',
      'out /endings/*',
      'out /handed/*',
      'out /rejections/*',
      'out /returned/*',
      'out /rosters/*',
      'out /rounds/*',
      'out /units/*',
    ])
    expect(who('secretsmanager:GetSecretValue', 'personkey')).toEqual(['batch', 'intake', 'match', 'snapshot'])
    expect(who('secretsmanager:GetSecretValue', 'linkkey')).toEqual(['deadlines', 'web'])
    // Whoever knows the key could sign as the hub; who sends to foreign addresses reads no file and no person.
    expect(who('secretsmanager:GetSecretValue', 'webhookkey')).toEqual(['web', 'webhooks'])
    expect(who('sqs:SendMessage', 'webhooksqueue')).toEqual(['intake', 'report', 'web', 'webhooks', 'webhooksdue'])
    const ofWebhooks = of('AWS::IAM::Policy').filter(([id]) => id.startsWith('webhooksfunction'))
    expect(JSON.stringify(ofWebhooks)).not.toMatch(/s3:|storespeople|personkey|accountkey|linkkey|deadlinesqueue/)
    expect(who('sqs:SendMessage', 'matchqueue')).toEqual(['intake', 'snapshot', 'sweep'])
    expect(who('sqs:SendMessage', 'snapshotqueue')).toEqual(['deadlines', 'intake', 'match', 'sweep', 'web'])
    // Whatever happens in any stage may need a letter; its message carries ids.
    const others = Object.keys(FUNCTIONS).filter((name) => !WITHOUT_LETTERS.includes(name))
    expect(who('sqs:SendMessage', 'deadlinesqueue')).toEqual([...others, 'deadlinesaccounts', 'deadlinesdaily'].sort())
    expect(who('sqs:SendMessage', 'batchqueue')).toEqual(['intake', 'match', 'sweep', 'web'])
    expect(who('ses:SendRawEmail', 'identity/')).toEqual(['deadlines'])
    expect(who('sqs:SendMessage', 'intakequeue')).toEqual(['sweep', 'web'])
    // It only reads and sends: nobody's facts, claims or files are its own to change.
    expect(who('sqs:SendMessage', 'sweepqueue')).toEqual(['sweephourly'])
  })

  test('write objects in folders of their own, and nobody in those of another', () => {
    const writes = Object.fromEntries(
      of('AWS::IAM::Policy').flatMap(([id, { PolicyDocument }]) => {
        const folders = (PolicyDocument as { Statement: Statement[] }).Statement.flatMap(({ Action, Resource }) =>
          texts(Action).includes('s3:PutObject')
            ? texts(Resource).flatMap((one) =>
                one.includes('storesoutbox') ? (/"\/([^"]*)"/.exec(one)?.[1] ?? []) : [],
              )
            : [],
        )
        return folders.length > 0 ? [[id.replace(/(function|role).*/, ''), folders]] : []
      }),
    )
    const ofOutputs = Object.values(writes).flatMap((folders) =>
      folders.flatMap((one) => /^outputs\/\*\/(.+)\/\*$/.exec(one)?.[1] ?? []),
    )
    expect(ofOutputs.sort()).toEqual([...Output.shape.folder.options].sort())
    expect(writes).toEqual({
      intake: ['batches/*/results/*', 'endings/*', 'rejections/*', 'returned/*', 'rosters/*', 'units/*'],
      snapshot: ['cases/*', 'lists/*', 'rounds/*', 'snapshots/*'],
      batch: ['batches/*/excluded/*', 'batches/*/frozen/*', 'batches/*/prepared/*', 'instructed/*'],
      report: ['ledger', 'review', 'statistics', 'unpaid'].map((one) => `outputs/*/${one}/*`).concat('returns/*'),
      township: ['outputs/*/township/*'],
      bank: ['outputs/*/bank/*'],
      finance: ['outputs/*/finance/*'],
      web: ['chosen/*', 'handed/*'],
    })
  })

  test('fit what is written: a file that writes objects anew has its folder in infra/, and then its line here', () => {
    const room = new URL('../../functions/', import.meta.url)
    const writing = readdirSync(room, { recursive: true, encoding: 'utf8' }).filter(
      (path) =>
        path.endsWith('.ts') &&
        /outbox\.put|\bfreeze\(|\bdeliver\((deps, \{|deps, file|$)/m.test(readFileSync(new URL(path, room), 'utf8')),
    )
    expect(writing.sort()).toEqual(WRITING)
  })

  test('a topic puts what its queue does not take to the dead letters of that queue', () => {
    const queueOf = (value: unknown) => JSON.stringify(value).match(/"(\w+?)(?:queue|dead)[0-9A-F]{8}"/)?.[1]
    const subscriptions = of('AWS::SNS::Subscription')
    expect(subscriptions.length).toBeGreaterThan(6)
    for (const [, { Endpoint, RedrivePolicy, TopicArn }] of subscriptions) {
      const { deadLetterTargetArn: dead } = RedrivePolicy as { deadLetterTargetArn: unknown }
      expect(JSON.stringify(dead)).toMatch(/dead[0-9A-F]{8}/)
      expect(queueOf(dead)).toBe(queueOf(Endpoint))
      expect(statements('AWS::SQS::QueuePolicy')).toContainEqual(
        expect.objectContaining({
          ...{ Effect: 'Allow', Action: 'sqs:SendMessage', Resource: dead },
          Condition: { ArnEquals: { 'aws:SourceArn': TopicArn } },
        }),
      )
    }
  })

  test('are these actions and no others, whatever they are on', () => {
    const actions = statements('AWS::IAM::Policy').flatMap(({ Action }) => texts(Action))
    expect([...new Set(actions)].sort()).toEqual([
      ...['BatchGetItem', 'BatchWriteItem', 'DeleteItem', 'GetItem', 'PartiQLInsert', 'PutItem'].map(on('dynamodb')),
      ...['Query', 'Scan', 'UpdateItem'].map(on('dynamodb')),
      ...['Decrypt', 'GenerateDataKey'].map(on('kms')),
      ...['CreateLogStream', 'PutLogEvents'].map(on('logs')),
      ...['DeleteObject', 'GetObject', 'ListBucket', 'PutObject', 'PutObjectRetention'].map(on('s3')),
      'secretsmanager:GetSecretValue',
      'ses:SendRawEmail',
      'sns:Publish',
      ...['ChangeMessageVisibility', 'DeleteMessage', 'GetQueueAttributes', 'GetQueueUrl'].map(on('sqs')),
      ...['ReceiveMessage', 'SendMessage'].map(on('sqs')),
    ])
  })

  test('are taken up by the function or the schedule that they are for, and by no other account’s schedule', () => {
    const roles = of('AWS::IAM::Role').map(([, { AssumeRolePolicyDocument }]) => {
      const [one, ...more] = (AssumeRolePolicyDocument as { Statement: (Statement & { Principal: object })[] })
        .Statement
      expect(more).toEqual([])
      return JSON.stringify([one?.Principal, one?.Condition])
    })
    expect([...new Set(roles)].sort()).toEqual([
      '[{"Service":"lambda.amazonaws.com"},null]',
      '[{"Service":"scheduler.amazonaws.com"},{"StringEquals":{"aws:SourceAccount":{"Ref":"AWS::AccountId"}}}]',
    ])
  })

  test('let nobody in without TLS, S3 only from this account and a topic only from its own name', () => {
    for (const [type, policy, names] of [
      ['AWS::S3::Bucket', 'AWS::S3::BucketPolicy', 'Bucket'],
      ['AWS::SQS::Queue', 'AWS::SQS::QueuePolicy', 'Queues'],
      ['AWS::SNS::Topic', 'AWS::SNS::TopicPolicy', 'Topics'],
    ] as const)
      expect(
        of(policy)
          .flatMap(([, own]) => [own[names]].flat().map((one) => (one as { Ref: string }).Ref))
          .sort(),
      ).toEqual(
        of(type)
          .map(([id]) => id)
          .sort(),
      )
    for (const type of ['AWS::S3::BucketPolicy', 'AWS::SQS::QueuePolicy', 'AWS::SNS::TopicPolicy'])
      for (const [, { PolicyDocument }] of of(type))
        expect((PolicyDocument as { Statement: Statement[] }).Statement).toContainEqual(
          expect.objectContaining({ Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } }),
        )
    const allowed = statements('AWS::SQS::QueuePolicy').filter(({ Effect }) => Effect === 'Allow')
    const conditions = allowed.map(({ Condition }) => JSON.stringify(Condition).replace(/topic\w+/, 'topic'))
    expect([...new Set(conditions)].sort()).toEqual([
      '{"ArnEquals":{"aws:SourceArn":{"Ref":"batchfrozentopic"}}}',
      '{"ArnEquals":{"aws:SourceArn":{"Ref":"deadlinesmailreturnedtopic"}}}',
      '{"ArnEquals":{"aws:SourceArn":{"Ref":"snapshotreadytopic"}}}',
      '{"StringEquals":{"aws:SourceAccount":{"Ref":"AWS::AccountId"}}}',
    ])
  })
})
