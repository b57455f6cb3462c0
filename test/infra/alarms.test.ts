/** Alarms: whom they call, what they say, and that each has its part of the runbook. */
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, expect, test } from 'vitest'
import { About } from '../../functions/shared/stages/consumer.ts'
import { app, of, type Properties, type Statement, synthesised } from './hub-template.ts'

beforeAll(synthesised)

const alarms = () => of('AWS::CloudWatch::Alarm').map(([id, properties]) => ({ id, ...properties }) as Alarm)
interface Alarm {
  id: string
  AlarmDescription: string
  AlarmActions: unknown[]
  [property: string]: unknown
}

/** A heading as a link to it has it. */
const anchors = (marks: RegExp) => {
  const runbook = readFileSync(new URL('../../docs/runbook.md', import.meta.url), 'utf8')
  return [...runbook.matchAll(marks)].map(([, text]) => text!.toLowerCase().replaceAll(' ', '-'))
}

test('each alarm says what it means and names a heading of the runbook; each such heading has an alarm', () => {
  const named = alarms().map(({ AlarmDescription }) => {
    expect(AlarmDescription).toMatch(/^.{40,} Runbook: docs\/runbook\.md#[\w-]+$/)
    return AlarmDescription.replace(/.*#/, '')
  })
  const headings = anchors(/^###? (.+)$/gm)
  for (const heading of named) expect(headings).toContain(heading)
  // Headings in small letters are of alarms; the others tell how to go about it.
  const ofAlarms = anchors(/^## ([a-z-]+)$/gm)
  expect(ofAlarms.filter((heading) => !named.includes(heading))).toEqual([])
})

test('each alarm calls the one topic, to which CloudWatch may publish, of this account and by TLS alone', () => {
  const [[topic, more] = [], ...others] = of('AWS::SNS::Topic').filter(([id]) => id.startsWith('alarms'))
  expect([more, others]).toEqual([expect.anything(), []])
  for (const { AlarmActions } of alarms()) expect(AlarmActions).toEqual([{ Ref: topic }])
  const policies = of('AWS::SNS::TopicPolicy').filter(([, { Topics }]) => JSON.stringify(Topics).includes(`"${topic}"`))
  const statements = policies.flatMap(
    ([, { PolicyDocument }]) => (PolicyDocument as { Statement: Statement[] }).Statement,
  )
  expect(statements).toMatchObject([
    { Effect: 'Deny', Condition: { Bool: { 'aws:SecureTransport': 'false' } } },
    {
      Effect: 'Allow',
      Action: 'sns:Publish',
      Principal: { Service: 'cloudwatch.amazonaws.com' },
      Resource: { Ref: topic },
      Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
    },
  ])
})

test('addresses of -c alarmMail are called, and what is no address is refused', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'yingbao-alarm-mail-'))
  app(outdir, false, { alarmMail: 'watch@example.org, second@example.org' }).synth()
  const { Resources } = JSON.parse(readFileSync(join(outdir, 'Hub.template.json'), 'utf8')) as {
    Resources: Record<string, { Type: string; Properties: Properties }>
  }
  const called = Object.values(Resources).flatMap(({ Type, Properties: own }) =>
    Type === 'AWS::SNS::Subscription' && own.Protocol === 'email' ? [own.Endpoint] : [],
  )
  expect(called).toEqual(['watch@example.org', 'second@example.org'])
  expect(() => app(outdir, false, { alarmMail: 'watch' })).toThrow('alarmMail: not an address: watch')
})

test.each([
  ['webfunction', '5xx', { Statistic: 'Sum', Threshold: 5, Period: 300 }, 'api-errors'],
  ['webfunction', 'Latency', { ExtendedStatistic: 'p95', Threshold: 5000, EvaluationPeriods: 3 }, 'api-slow'],
  ['mail', 'NumberOfMessagesSent', { Statistic: 'Sum', Threshold: 5, Period: 3600 }, 'bounced'],
])('%s: %s', (_, MetricName, numbers, heading) => {
  const found = alarms().filter((alarm) => alarm.MetricName === MetricName)
  expect(found).toMatchObject([{ ...numbers, TreatMissingData: 'notBreaching' }])
  expect(found[0]?.AlarmDescription).toMatch(new RegExp(`#${heading}$`))
})

test('each function rings where calls end without an answer, near their limit, and where Lambda has no room', () => {
  const functions = of('AWS::Lambda::Function')
  const about = (id: string, heading: RegExp) =>
    alarms().filter(
      ({ Dimensions, AlarmDescription }) =>
        heading.test(AlarmDescription) && JSON.stringify(Dimensions)?.includes(`"${id}"`),
    )
  for (const [id, { Timeout }] of functions) {
    const [errors, ...more] = about(id, /#function-errors$/)
    expect([errors, more]).toMatchObject([{ MetricName: 'Errors', Statistic: 'Sum', EvaluationPeriods: 1 }, []])
    // A message that is alone comes back after its visibility only; its last try is rung by the dead letters.
    const back = visibilities(id)
    expect(errors).toMatchObject(back.length > 0 ? { Threshold: 2, Period: 3600 } : { Threshold: 3, Period: 300 })
    for (const seconds of back) expect([id, seconds]).toEqual([id, Math.min(seconds, 3600 / 2)])
    const limit = { MetricName: 'Duration', Statistic: 'Maximum', Threshold: Number(Timeout) * 800 }
    expect(about(id, /#near-limit$/)).toMatchObject([limit])
    expect(about(id, /#(web|stage)-throttled$/)).toMatchObject([{ MetricName: 'Throttles', Threshold: 1 }])
  }
})

/** Of the queues that call a function, in seconds. */
const visibilities = (fn: string): number[] =>
  of('AWS::Lambda::EventSourceMapping').flatMap(([, { EventSourceArn, FunctionName }]) => {
    if ((FunctionName as { Ref: string }).Ref !== fn) return []
    const [queue] = (EventSourceArn as { 'Fn::GetAtt': [string] })['Fn::GetAtt']
    return of('AWS::SQS::Queue').flatMap(([id, own]) => (id === queue ? Number(own.VisibilityTimeout) : []))
  })

test('one page shows each queue and function, both tables, and what stages say of themselves', () => {
  const [[, { DashboardBody }] = ['', {}], ...more] = of('AWS::CloudWatch::Dashboard')
  expect(more).toEqual([])
  const text = JSON.stringify(DashboardBody)
  const shown = (id: string, attribute: string) => text.includes(`{"Fn::GetAtt":["${id}","${attribute}"]}`)
  const called = of('AWS::SQS::Queue').filter(
    ([id]) => !/(bounces|daily|accounts|hourly|nightly|deposits|due|pulse)/.test(id),
  )
  expect(called.filter(([id]) => !shown(id, 'QueueName'))).toEqual([])
  for (const type of ['AWS::Lambda::Function', 'AWS::DynamoDB::Table'])
    expect(of(type).filter(([id]) => !text.includes(`{"Ref":"${id}"}`))).toEqual([])
  expect(text.match(/Yingbao/g)).toHaveLength(7)
})

test('a table whose requests are refused is an alarm, of reads and of writes', () => {
  const found = alarms().filter(({ AlarmDescription }) => AlarmDescription.endsWith('#tables-throttled'))
  const tables = of('AWS::DynamoDB::Table').map(([id]) => id)
  const refused = tables.flatMap((id) => ['Read', 'Write'].map((kind) => `${id} ${kind}ThrottleEvents`))
  const heard = found.map(
    ({ Dimensions, MetricName }) => `${(Dimensions as [{ Value: { Ref: string } }])[0].Value.Ref} ${MetricName}`,
  )
  expect(heard.sort()).toEqual(refused.sort())
})

test('what a schedule asks for is missed where its log does not say that it is done, and silence rings', () => {
  const missed = alarms().filter(({ AlarmDescription }) => AlarmDescription.endsWith('#not-run'))
  const schedules = of('AWS::Scheduler::Schedule')
  expect(missed).toHaveLength(schedules.length)
  for (const [id, { Target }] of schedules) {
    const { type } = JSON.parse(String((Target as { Input: string }).Input)) as { type: string }
    // The consumer logs a type by the same schema.
    expect(About.parse({ type })).toMatchObject({ type })
    const pattern = `{ ($.what = "capacity") && ($.state = "done") && ($.type = "${type}") }`
    const [filter] = of('AWS::Logs::MetricFilter').filter(([, { FilterPattern }]) => FilterPattern === pattern)
    const [metric] = filter![1].MetricTransformations as [{ MetricName: string; MetricNamespace: unknown }]
    expect(JSON.stringify(metric.MetricNamespace)).toContain('AWS::StackName')
    expect(JSON.stringify(filter![1].LogGroupName)).toContain(
      `${/^[a-z]+?(?=daily|accounts|hourly|nightly|deposits|due|pulse)/.exec(id)?.[0]}function`,
    )
    const alarm = missed.find(({ MetricName }) => MetricName === metric.MetricName)
    expect(alarm).toMatchObject({
      ...{ ComparisonOperator: 'LessThanThreshold', Threshold: 1, Statistic: 'Sum', TreatMissingData: 'breaching' },
      ...{ Period: 3600, EvaluationPeriods: expect.any(Number) },
    })
    // CloudWatch looks back one week at most where a period is an hour.
    expect(alarm!.EvaluationPeriods).toBeLessThanOrEqual(168)
    expect(alarm!.EvaluationPeriods).toBeGreaterThan(longestGap(type))
  }
})

/** Hours between two runs, at the longest. */
const longestGap = (type: string): number =>
  ({ day: 15, accounts: 24, sweep: 1, retention: 24, deposit: 6, due: 1, canary: 1 })[type] ?? Number.NaN
