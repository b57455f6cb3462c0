/** A hub in production: what no emulator shows, held by its template. */
import { mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Validations } from 'aws-cdk-lib/core'
import { AwsSolutionsChecks, NIST80053R5Checks, ServerlessChecks } from 'cdk-nag'
import { beforeAll, expect, test } from 'vitest'
import { app, type Properties, templateIn } from './hub-template.ts'

type Resources = Record<string, { Type: string; Properties: Properties }>
const PRODUCTION = { city: 'shaoguan', stage: 'production' }
/** With everything that a hub may have besides. */
const WHOLE = {
  ...{ ...PRODUCTION, portal: 'https://hub.example', alarmMail: 'watch@example.org', mailDomain: 'hub.example' },
  ...{ certificateArn: 'arn:aws:acm:eu-west-1:000000000000:certificate/one', identityClientId: 'hub' },
  identityIssuer: 'https://id.city.example',
  identitySecretArn: 'arn:aws:secretsmanager:eu-west-1:000000000000:secret:identity',
  breakGlassArn: 'arn:aws:iam::000000000000:role/break-glass',
}

let resources: Resources
let reports: {
  violations: { ruleName: string; violatingConstructs: { constructPath: string }[] }[]
  suppressedViolations: unknown[]
}[]
const of = (type: string, from = resources) =>
  Object.entries(from).flatMap(([id, { Type, Properties }]) => (Type === type ? [[id, Properties] as const] : []))

function synthesised(context: Record<string, string>, isChecked = false): string {
  const outdir = mkdtempSync(join(tmpdir(), 'yingbao-production-'))
  const made = app(outdir, false, context)
  if (isChecked)
    Validations.of(made).addPlugins(
      new AwsSolutionsChecks(made),
      new NIST80053R5Checks(made),
      new ServerlessChecks(made),
    )
  made.synth()
  return outdir
}
const resourcesIn = (outdir: string) => templateIn(outdir, 'Hub-shaoguan-production').Resources as Resources

beforeAll(() => {
  const outdir = synthesised(WHOLE, true)
  resources = resourcesIn(outdir)
  reports = JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8')).pluginReports
})

test('AWS Solutions, NIST 800-53 R5 and Serverless find nothing that is not answered for', () => {
  expect(reports).toHaveLength(3)
  const found = reports.flatMap(({ violations }) =>
    violations.map(({ ruleName, violatingConstructs }) => [
      ruleName,
      violatingConstructs.map(({ constructPath }) => constructPath),
    ]),
  )
  expect(found).toEqual([])
  for (const { suppressedViolations } of reports) expect(suppressedViolations.length).toBeGreaterThan(0)
})

test('tables, logs, topics and secrets have the hub’s own key, which whoever may use them may use through them alone', () => {
  const [[id, { KeyPolicy }] = ['', {}], ...others] = of('AWS::KMS::Key').filter(([one]) =>
    one.startsWith('production'),
  )
  expect(others).toEqual([])
  const key = { 'Fn::GetAtt': [id, 'Arn'] }
  const keyed: [type: string, property: (one: Properties) => unknown][] = [
    ['AWS::DynamoDB::Table', ({ SSESpecification }) => (SSESpecification as Properties).KMSMasterKeyId],
    ['AWS::Logs::LogGroup', ({ KmsKeyId }) => KmsKeyId],
    ['AWS::SNS::Topic', ({ KmsMasterKeyId }) => KmsMasterKeyId],
    ['AWS::SecretsManager::Secret', ({ KmsKeyId }) => KmsKeyId],
  ]
  for (const [type, property] of keyed) {
    expect(of(type).length).toBeGreaterThan(1)
    for (const [, properties] of of(type)) expect([type, property(properties)]).toEqual([type, key])
  }
  const { Statement } = KeyPolicy as { Statement: { Principal: unknown; Condition?: object }[] }
  for (const { Principal, Condition } of Statement)
    expect(JSON.stringify(Condition ?? Principal)).toMatch(/CallerAccount|SourceAccount|logs:arn|:root/)
})

test('data can be brought back, logs end after half a year, and nobody takes the room of pages', () => {
  for (const [id, table] of of('AWS::DynamoDB::Table'))
    expect(table).toMatchObject({
      ...{ PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true }, DeletionProtectionEnabled: true },
      ...(id.startsWith('storeswork') && { TimeToLiveSpecification: { AttributeName: 'expires', Enabled: true } }),
    })
  for (const [, { RetentionInDays }] of of('AWS::Logs::LogGroup')) expect(RetentionInDays).toBe(180)
  for (const [id, { ReservedConcurrentExecutions }] of of('AWS::Lambda::Function'))
    expect([id, ReservedConcurrentExecutions]).toEqual([id, id.startsWith('webfunction') ? 100 : undefined])
  const atOnce = of('AWS::Lambda::EventSourceMapping').map(
    ([, { ScalingConfig }]) => (ScalingConfig as { MaximumConcurrency: number }).MaximumConcurrency,
  )
  const most = atOnce.reduce((sum, one) => sum + one, 0)
  // As docs/deploy.md#account has it.
  expect(readFileSync(new URL('../../docs/deploy.md', import.meta.url), 'utf8')).toContain(
    `use up to ${most} calls at once`,
  )
  expect(of('AWS::ApiGatewayV2::Stage')).toMatchObject([
    [expect.anything(), { DefaultRouteSettings: { ThrottlingRateLimit: 200, ThrottlingBurstLimit: 400 } }],
  ])
})

test('who reads or writes an object or an item is on record, around the hub too', () => {
  const [[, { AdvancedEventSelectors }] = ['', {}]] = of('AWS::CloudTrail::Trail')
  const arns = (type: string) =>
    of(type)
      .filter(([id]) => id.startsWith('stores'))
      .map(([id]) => id)
  const watched = (AdvancedEventSelectors as { FieldSelectors: { Field: string }[] }[]).map(({ FieldSelectors }) =>
    JSON.stringify(FieldSelectors.find(({ Field }) => Field === 'resources.ARN')),
  )
  const ids = [...arns('AWS::S3::Bucket'), ...arns('AWS::DynamoDB::Table')]
  expect(ids).toHaveLength(5)
  for (const id of ids) expect(watched.some((text) => text.includes(`"${id}"`))).toBe(true)
})

test('a request is traced through all functions, but in China, which has no X-Ray', () => {
  const traced = (from: Resources) =>
    of('AWS::Lambda::Function', from).filter(([, { TracingConfig }]) => TracingConfig !== undefined).length
  expect(traced(resources)).toBe(of('AWS::Lambda::Function').length)
  const smtpSecretArn = 'arn:aws-cn:secretsmanager:cn-north-1:000000000000:secret:smtp'
  const inChina = resourcesIn(synthesised({ ...PRODUCTION, region: 'cn-north-1', smtpSecretArn }))
  expect(traced(inChina)).toBe(0)
  expect(JSON.stringify(inChina)).not.toContain('xray:')
})
