import { existsSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Validations } from 'aws-cdk-lib/core'
import { AwsSolutionsChecks } from 'cdk-nag'
import { beforeAll, describe, expect, test } from 'vitest'
import { NODE_OPTIONS } from '../../functions/intake/env.ts'
import { loadTemplate } from '../../local/host/template/template.ts'
import {
  app,
  CONSUMERS,
  FUNCTIONS,
  of,
  type Properties,
  resources,
  type Statement,
  synthesised,
  templateIn,
  texts,
  WITHOUT_LETTERS,
} from './hub-template.ts'

beforeAll(synthesised)

describe('every queue', () => {
  const queues = () => of('AWS::SQS::Queue')
  const target = (properties: Properties): string | undefined =>
    (properties.RedrivePolicy as { deadLetterTargetArn: { 'Fn::GetAtt': [string] } } | undefined)?.deadLetterTargetArn[
      'Fn::GetAtt'
    ][0]

  test('has a dead-letter queue of its own kind, or is one', () => {
    const dead = queues()
      .map(([, properties]) => target(properties))
      .filter(Boolean)
    expect(dead).toHaveLength(CONSUMERS)
    // the schedules' own, which no queue has
    for (const name of [
      'auditdeposits',
      'deadlinesdaily',
      'deadlinesaccounts',
      'sweephourly',
      'retentionnightly',
      'webhooksdue',
      'canarypulse',
    ])
      dead.push(queues().find(([id]) => id.startsWith(`${name}dead`))?.[0])
    for (const [id, properties] of queues()) {
      const to = target(properties)
      if (!to) expect(dead).toContain(id)
      else expect(queues().find(([other]) => other === to)?.[1].FifoQueue).toBe(properties.FifoQueue)
    }
  })

  test('that takes dead letters has an alarm; one that is consumed has one of what waits', () => {
    const alarms = of('AWS::CloudWatch::Alarm').map(([, properties]) => properties)
    for (const [id, properties] of queues()) {
      const alarm = alarms.find(({ Dimensions }) => JSON.stringify(Dimensions)?.includes(`"${id}"`))
      if (target(properties))
        expect(alarm).toMatchObject({ Threshold: 1800, MetricName: 'ApproximateAgeOfOldestMessage' })
      else expect(alarm).toMatchObject({ Threshold: 1, MetricName: 'ApproximateNumberOfMessagesVisible' })
    }
  })

  test('hides a message for longer than its function can run', () => {
    for (const [, mapping] of of('AWS::Lambda::EventSourceMapping')) {
      const [queue] = (mapping.EventSourceArn as { 'Fn::GetAtt': [string] })['Fn::GetAtt']
      const { Ref: fn } = mapping.FunctionName as { Ref: string }
      const visibility = queues().find(([id]) => id === queue)?.[1].VisibilityTimeout as unknown as number
      const timeout = of('AWS::Lambda::Function').find(([id]) => id === fn)?.[1].Timeout as unknown as number
      expect(visibility).toBeGreaterThan(timeout)
    }
  })

  test('feeds its function one message a call, match ten, with partial failures and a limit', () => {
    const mappings = of('AWS::Lambda::EventSourceMapping')
    expect(mappings).toHaveLength(CONSUMERS)
    for (const [id, mapping] of mappings)
      expect(mapping).toMatchObject({
        BatchSize: id.startsWith('match') ? 10 : 1,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        ScalingConfig: { MaximumConcurrency: expect.any(Number) },
      })
  })
})

describe('stage, queue, variable and dep have one name', () => {
  const nameOf = (queue: unknown) => JSON.stringify(queue).match(/"(\w+?)queue/)?.[1]

  test('a queue that its stage consumes, but for the mails that come back', () => {
    const pairs = of('AWS::Lambda::EventSourceMapping').map(([, { EventSourceArn, FunctionName }]) => [
      nameOf(EventSourceArn),
      JSON.stringify(FunctionName).match(/"(\w+?)function/)?.[1],
    ])
    expect(pairs.filter(([queue, stage]) => queue !== stage)).toEqual([['deadlinesmailbounces', 'deadlines']])
  })

  test.each(Object.keys(FUNCTIONS))('what %s sends to', (name) => {
    const [, fn] = of('AWS::Lambda::Function').find(([id]) => id.startsWith(`${name}function`)) ?? ['', {}]
    const { Variables } = fn.Environment as { Variables: Record<string, unknown> }
    const senders = Object.keys(Variables).flatMap((key) => /^(\w+)(?<!_DEAD)_QUEUE_URL$/.exec(key)?.[1] ?? [])
    for (const variable of senders) expect(nameOf(Variables[`${variable}_QUEUE_URL`])).toBe(variable.toLowerCase())
    const own = new URL(`../../functions/${name}/deps.ts`, import.meta.url)
    const common = WITHOUT_LETTERS.includes(name)
      ? []
      : [new URL('../../functions/shared/stages/stage-deps.ts', import.meta.url)]
    const deps = [own, ...common].flatMap((file) => (existsSync(file) ? readFileSync(file, 'utf8') : [])).join('')
    const made = [...deps.matchAll(/(\w+)Queue\(clients, config\.(\w+)_QUEUE_URL\)/g)]
    expect(made.map(([, dep]) => dep?.toUpperCase()).sort()).toEqual(senders.sort())
    expect(made.map(([, dep]) => dep?.toUpperCase())).toEqual(made.map(([, , variable]) => variable))
    const kept = [...deps.matchAll(/^ +(\w+): (?:[^,\n]* : )?(\w+Queue)\(clients/gm)]
    expect(kept.map(([, dep]) => dep)).toEqual(kept.map(([, , queue]) => queue))
  })
})

test.each(Object.keys(FUNCTIONS) as (keyof typeof FUNCTIONS)[])(
  '%s is told exactly what its env.ts asks for',
  (name) => {
    const [, fn] = of('AWS::Lambda::Function').find(([id]) => id.startsWith(`${name}function`)) ?? ['', {}]
    const { shape } = FUNCTIONS[name]
    const asked = Object.entries(shape).filter(([, type]) => !type.safeParse(undefined).success)
    // NODE_OPTIONS is read by Node itself, before the bundle is: only intake has it, for the size of its young generation.
    // Mail by SMTP has no queue of bounces.
    // METRIC_NAMESPACE is read by log.ts, which every stage has.
    const {
      NODE_OPTIONS: ofNode,
      METRIC_NAMESPACE,
      BOUNCES_DEAD_QUEUE_URL: ofMail,
      ...told
    } = (fn.Environment as { Variables: Record<string, unknown> }).Variables
    expect(Object.keys(told).sort()).toEqual(asked.map(([key]) => key).sort())
    expect(ofMail !== undefined).toBe(name === 'sweep')
    expect(ofNode).toBe(name === 'intake' ? NODE_OPTIONS : undefined)
    expect(JSON.stringify(METRIC_NAMESPACE)).toContain('AWS::StackName')
    expect(fn).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'] })
  },
)

describe('what the hub goes on after, without a dead letter, is an alarm all the same', () => {
  const functionsDir = new URL('../../functions/', import.meta.url)
  const imports = (file: URL, seen = new Set<string>()): Set<string> => {
    if (seen.has(file.href)) return seen
    seen.add(file.href)
    const source = readFileSync(file, 'utf8')
    for (const [, path] of source.matchAll(/^(?:import|export) [^']*'(\.[^']+\.tsx?)'/gm))
      imports(new URL(path!, file), seen)
    return seen
  }

  test.each([
    ['persons and rosters disagree at a close', 'rosters and persons disagree', 'snapshot/run.ts'],
    ["one county's object is damaged or gone", 'gone on without an object', 'shared/stages/unreadable.ts'],
  ])('%s', (_, what, source) => {
    const file = new URL(source, functionsDir)
    expect(readFileSync(file, 'utf8')).toContain(`what: '${what}'`)
    const pattern = `{ ($.level = "error") && ($.what = "${what}") }`
    const filters = of('AWS::Logs::MetricFilter').flatMap(([, found]) =>
      found.FilterPattern === pattern ? [found] : [],
    )
    const heard = filters.map(({ LogGroupName }) => /"(\w+?)functionpartslog/.exec(JSON.stringify(LogGroupName))?.[1])
    const saying = Object.keys(FUNCTIONS).filter((name) =>
      imports(new URL(`${name}/handler.ts`, functionsDir)).has(file.href),
    )
    expect(saying.length).toBeGreaterThan(0)
    expect(heard.sort()).toEqual(saying.sort())
    const names = filters.map(
      ({ MetricTransformations }) => (MetricTransformations as [{ MetricName: string }])[0].MetricName,
    )
    expect(new Set(names).size).toBe(1)
    const [alarm] = of('AWS::CloudWatch::Alarm').flatMap(([, found]) => (found.MetricName === names[0] ? [found] : []))
    expect(alarm).toMatchObject({ Threshold: 1, Statistic: 'Sum' })
  })
})

test('a schedule is in the time of the city, and what it cannot deliver is a dead letter with an alarm', () => {
  const schedule = (name: string) => of('AWS::Scheduler::Schedule').find(([id]) => id.startsWith(name))![1]
  expect(schedule('sweephourly')).toMatchObject({ ScheduleExpression: 'cron(0 * * * ? *)' })
  expect(schedule('retentionnightly')).toMatchObject({ ScheduleExpression: 'cron(30 3 * * ? *)' })
  const due = schedule('webhooksdue')
  expect(due).toMatchObject({ ScheduleExpression: 'cron(0,10,20,30,40,50 * * * ? *)' })
  // Its queue keeps no order, and so knows no groups.
  expect(due.Target).not.toHaveProperty('SqsParameters')
  expect(schedule('deadlinesaccounts')).toMatchObject({ ScheduleExpression: 'cron(30 8 * * ? *)' })
  const daily = schedule('deadlinesdaily')
  const { Arn, DeadLetterConfig, Input } = daily.Target as Record<'Arn' | 'DeadLetterConfig' | 'Input', unknown>
  expect(daily).toMatchObject({
    ScheduleExpression: 'cron(0 8,11,14,17 * * ? *)',
    ScheduleExpressionTimezone: 'Asia/Shanghai',
  })
  expect(JSON.parse(String(Input))).toEqual({ type: 'day', time: '<aws.scheduler.scheduled-time>' })
  expect(JSON.stringify(Arn)).toMatch(/"deadlinesqueue\w+","Arn"/)
  expect(JSON.stringify(DeadLetterConfig)).toMatch(/"deadlinesdailydead\w+","Arn"/)
})

test('the role of a schedule may send to its queue and to its dead letters, and nothing else', () => {
  const schedules = of('AWS::Scheduler::Schedule')
  expect(schedules.length).toBeGreaterThan(5)
  for (const [id, { Target }] of schedules) {
    const { Arn, DeadLetterConfig, RoleArn } = Target as {
      Arn: unknown
      DeadLetterConfig: { Arn: unknown }
      RoleArn: { 'Fn::GetAtt': [string] }
    }
    const granted = of('AWS::IAM::Policy').flatMap(([, { Roles, PolicyDocument }]) =>
      (Roles as { Ref: string }[]).some(({ Ref }) => Ref === RoleArn['Fn::GetAtt'][0])
        ? (PolicyDocument as { Statement: Statement[] }).Statement
        : [],
    )
    const send = { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: [Arn, DeadLetterConfig.Arn] }
    expect([id, granted]).toEqual([id, [send]])
  }
})

test('where mail goes by SMTP, nobody may use SES, and one function reads where to', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'yingbao-smtp-'))
  const smtpSecretArn = 'arn:aws-cn:secretsmanager:cn-north-1:000000000000:secret:smtp'
  app(outdir, false, { smtpSecretArn, mailFrom: 'hub@example.org' }).synth()
  const text = JSON.stringify(templateIn(outdir))
  expect(text).not.toMatch(/ses:|AWS::SES/)
  expect(text.split(`"SMTP_SECRET_ARN":"${smtpSecretArn}"`)).toHaveLength(2)
})

test('the hub’s own address is a setting: of links in letters, and of passkeys', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'yingbao-portal-'))
  app(outdir, false, { portal: 'https://hub.example.org' }).synth()
  const template = templateIn(outdir)
  const told = Object.values(template.Resources) as { Properties?: { Environment?: { Variables: Properties } } }[]
  const addresses = told.flatMap(({ Properties: own }) => own?.Environment?.Variables.PORTAL_URL ?? [])
  expect(addresses).toEqual(['https://hub.example.org', 'https://hub.example.org'])
  expect(JSON.stringify(of('AWS::Lambda::Function'))).not.toContain('hub.example.org')
})

test('a city’s identity provider is web’s alone, the template names its secret without holding it, and halves are refused', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'yingbao-identity-'))
  const identitySecretArn = 'arn:aws-cn:secretsmanager:cn-north-1:000000000000:secret:identity'
  const identity = { identityIssuer: 'https://id.city.example', identityClientId: 'hub', identityAmr: 'pwd otp' }
  app(outdir, false, { ...identity, identitySecretArn }).synth()
  const template = templateIn(outdir)
  loadTemplate(template)
  const functions = Object.entries(template.Resources).filter(
    ([, { Type, Properties }]) => Type === 'AWS::Lambda::Function' && /IDENTITY/.test(JSON.stringify(Properties)),
  )
  const Variables = {
    ...{ IDENTITY_ISSUER: identity.identityIssuer, IDENTITY_CLIENT_ID: 'hub', IDENTITY_SECRET_ARN: identitySecretArn },
    ...{ IDENTITY_ACR: '', IDENTITY_AMR: 'pwd otp' },
  }
  expect(functions).toMatchObject([[expect.stringMatching(/^web/), { Properties: { Environment: { Variables } } }]])
  expect(() => app(outdir, false, identity)).toThrow('an identity provider is')
  const open = { ...identity, identitySecretArn, identityIssuer: 'http://id.city.example' }
  expect(() => app(outdir, false, open)).toThrow('https')
})

test('what holds data is encrypted by KMS, recoverable, private, and outlives the stack', () => {
  const byOwnKey = { SSEAlgorithm: 'aws:kms', KMSMasterKeyID: { 'Fn::GetAtt': [expect.stringMatching(/key/), 'Arn'] } }
  for (const [, table] of of('AWS::DynamoDB::Table'))
    expect(table).toMatchObject({
      BillingMode: 'PAY_PER_REQUEST',
      SSESpecification: { SSEEnabled: true },
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
    })
  for (const [, bucket] of of('AWS::S3::Bucket'))
    expect(bucket).toMatchObject({
      VersioningConfiguration: { Status: 'Enabled' },
      PublicAccessBlockConfiguration: { BlockPublicAcls: true, RestrictPublicBuckets: true },
      BucketEncryption: { ServerSideEncryptionConfiguration: [{ ServerSideEncryptionByDefault: byOwnKey }] },
    })
  expect(of('AWS::DynamoDB::Table')).toHaveLength(2)
  expect(of('AWS::S3::Bucket')).toHaveLength(3)
})

test('the audit’s heads are locked for longer than the audit is kept, from everybody, and nothing may lift the lock', () => {
  const locked = (days: number) => ({
    ObjectLockEnabled: true,
    ObjectLockConfiguration: { Rule: { DefaultRetention: { Mode: 'COMPLIANCE', Days: days } } },
  })
  const buckets = of('AWS::S3::Bucket').filter(([, { ObjectLockEnabled }]) => ObjectLockEnabled)
  const byStore = Object.fromEntries(buckets.map(([id, bucket]) => [id.replace(/bucket.*/, ''), bucket]))
  expect(Object.keys(byStore).sort()).toEqual(['storesaudit', 'storesoutbox'])
  expect(byStore.storesaudit).toMatchObject(locked(1200))
  expect(byStore.storesoutbox).not.toHaveProperty('ObjectLockConfiguration')
  expect(JSON.stringify(of('AWS::IAM::Policy'))).not.toMatch(/BypassGovernance|PutBucketObjectLock/)
  // A mark of deletion leaves the version, and hides it.
  const refused = of('AWS::S3::BucketPolicy').flatMap(([id, { PolicyDocument }]) =>
    (PolicyDocument as { Statement: Statement[] }).Statement.flatMap(({ Effect, Action, Principal, Condition }) =>
      Effect === 'Deny' && Action === 's3:DeleteObject' ? [[id.replace(/bucket.*/, ''), Principal, Condition]] : [],
    ),
  )
  expect(refused).toEqual([['storesaudit', { AWS: '*' }, undefined]])
  const outdir = mkdtempSync(join(tmpdir(), 'yingbao-lock-'))
  expect(() => app(outdir, false, { auditLockDays: '183' })).toThrow('184 days')
  app(outdir, false, { auditLockDays: '400' }).synth()
  const template = JSON.stringify(templateIn(outdir))
  expect(template).toMatch(/"Days":400,"Mode":"COMPLIANCE"|"Mode":"COMPLIANCE","Days":400/)
})

test('what is frozen is locked for years in production and a day where it is tried on, and only the break-glass passes over it', () => {
  const dir = mkdtempSync(join(tmpdir(), 'yingbao-frozen-'))
  const made = (context: Record<string, string>) => {
    const outdir = mkdtempSync(join(dir, 'one-'))
    const { stacks } = app(outdir, false, context).synth()
    const all = stacks.flatMap(({ template }) =>
      Object.entries((template as { Resources: Record<string, { Type: string; Properties: never }> }).Resources),
    )
    const policies = all.filter(([id, { Type }]) => Type === 'AWS::S3::BucketPolicy' && id.startsWith('storesoutbox'))
    const days = all.flatMap(([, { Properties }]) => {
      const { Environment } = (Properties ?? {}) as { Environment?: { Variables?: Record<string, string> } }
      return Environment?.Variables?.FROZEN_DAYS ?? []
    })
    return { days, policy: JSON.stringify(policies), all: JSON.stringify(all) }
  }
  const of = (days: string) => Array.from({ length: 4 }, () => days)
  const breakGlassArn = 'arn:aws:iam::123456789012:role/break-glass'
  const production = made({ city: 'shaoguan', stage: 'production', breakGlassArn })
  expect(production.days).toEqual(of('1200'))
  expect(production.policy).toContain(
    `{"Action":"s3:BypassGovernanceRetention","Condition":{"ArnNotLike":{"aws:PrincipalArn":"${breakGlassArn}"}},"Effect":"Deny","Principal":{"AWS":"*"}`,
  )
  expect(made({ city: 'shaoguan', stage: 'staging' }).days).toEqual(of('30'))
  const dev = made({})
  expect(dev.days).toEqual(of('1'))
  expect(dev.policy).toContain('{"Action":"s3:BypassGovernanceRetention","Effect":"Deny","Principal":{"AWS":"*"}')
  const adopted = made({ frozenLockDays: '0' })
  expect(adopted.days).toEqual(of('0'))
  expect(adopted.all).not.toMatch(/PutObjectRetention|BypassGovernance/)
  expect(() => made({ frozenLockDays: '-1' })).toThrow('a number of days')
})

test('what is deleted or of no more use ends, in the folders that are meant and nowhere else', () => {
  const rules = of('AWS::S3::Bucket').flatMap(
    ([, bucket]) => (bucket.LifecycleConfiguration as { Rules: { Prefix?: string }[] } | undefined)?.Rules ?? [],
  )
  const gone = { NoncurrentVersionExpiration: { NoncurrentDays: 30 } }
  const broken = rules.filter((rule) => 'AbortIncompleteMultipartUpload' in rule)
  expect(broken).toMatchObject(
    of('AWS::S3::Bucket').map(() => ({ AbortIncompleteMultipartUpload: { DaysAfterInitiation: 2 } })),
  )
  expect(rules.filter((rule) => !('AbortIncompleteMultipartUpload' in rule))).toMatchObject([
    { Prefix: '', ...gone, ExpiredObjectDeleteMarker: true },
    ...['rosters/', 'returned/', 'rejections/', 'endings/', 'units/', 'rounds/'].map((Prefix) => ({ Prefix, ...gone })),
    ...['handed/', 'chosen/'].map((Prefix) => ({ Prefix, NoncurrentVersionExpiration: { NoncurrentDays: 1 } })),
  ])
  expect(rules.filter((rule) => 'ExpirationInDays' in rule)).toEqual([])
  // Whatever some function deletes is gone for good after a while.
  const deleted = of('AWS::IAM::Policy').flatMap(([, { PolicyDocument }]) =>
    (PolicyDocument as { Statement: Statement[] }).Statement.flatMap(({ Action, Resource }) =>
      texts(Action).includes('s3:DeleteObject')
        ? texts(Resource).flatMap((one) => /storesoutbox.*"\/([^"]*)\*"/.exec(one)?.[1] ?? [])
        : [],
    ),
  )
  const ended = rules.flatMap(({ Prefix }) => Prefix || [])
  expect(deleted.sort()).toEqual(ended.sort())
})

test('the template fits every partition and brings no function but ours', () => {
  const text = JSON.stringify(resources)
  expect(text).not.toMatch(/arn:aws:|amazonaws\.com\.cn|Custom::/)
  expect(of('AWS::Lambda::Function')).toHaveLength(Object.keys(FUNCTIONS).length)
})

test('AWS Solutions finds nothing that is not answered for, and CloudFormation nothing at all', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'yingbao-nag-'))
  const checked = app(outdir, true)
  Validations.of(checked).addPlugins(new AwsSolutionsChecks(checked))
  checked.synth()
  const { pluginReports } = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8')) as {
    pluginReports: { violations: unknown[]; suppressedViolations: { ruleName: string }[] }[]
  }
  expect(pluginReports.flatMap(({ violations }) => violations)).toEqual([])
  const answered = pluginReports.flatMap(({ suppressedViolations }) => suppressedViolations)
  expect([...new Set(answered.map(({ ruleName }) => ruleName.replace(/\[.*/, '')))].sort()).toEqual([
    'AwsSolutions-APIG4',
    'AwsSolutions-IAM5',
    'AwsSolutions-S1',
    'AwsSolutions-SMG4',
    'AwsSolutions-SQS3',
  ])
})
