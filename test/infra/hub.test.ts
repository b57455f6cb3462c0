/** What is said by `-c`, and what a stack tells by its outputs. */
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readPlan } from '../../local/host/template/plan.ts'
import { loadTemplate } from '../../local/host/template/template.ts'
import { outputName, variableName } from '../../schemas/setting-names.ts'
import { app, FUNCTIONS, type Properties, templateIn } from './hub-template.ts'

interface Made {
  Resources: Record<string, { Type: string; Properties: Properties }>
  Outputs: Record<string, { Value: unknown }>
}

function made(context: Record<string, string> = {}, hub?: string): Made {
  const outdir = mkdtempSync(join(tmpdir(), 'yingbao-settings-'))
  app(outdir, false, context).synth()
  return templateIn(outdir, hub) as Made
}
const ofType = ({ Resources }: Made, type: string) =>
  Object.values(Resources).flatMap(({ Type, Properties: own }) => (Type === type ? [own] : []))

const refused = (context: Record<string, string>) => () =>
  app(mkdtempSync(join(tmpdir(), 'yingbao-refused-')), false, context)
const certificateArn = 'arn:aws-cn:acm:cn-north-1:000000000000:certificate/one'

test.each([
  ['a hub without a stage', { city: 'shaoguan' }, 'a hub is its city'],
  ['a stage that is none', { city: 'shaoguan', stage: 'test' }, 'a hub is its city'],
  ['no sender', { mailFrom: '' }, 'letters need a sender: -c mailFrom='],
  ['a sender without a domain', { mailFrom: 'hub@localhost' }, 'letters need a sender'],
  ['another domain than the sender’s', { mailDomain: 'example.com' }, 'mailDomain is the sender'],
  ['SES and SMTP at once', { mailDomain: 'hub.example', smtpSecretArn: 'arn:x' }, 'not together with smtpSecretArn'],
  ['an address without TLS', { portal: 'http://hub.example.org' }, '-c portal is https://'],
  ['an address with a path', { portal: 'https://hub.example.org/' }, '-c portal is https://'],
  ['a certificate of no address', { certificateArn }, 'a certificate is of the address'],
  ['China without a mail server', { region: 'cn-north-1' }, 'cn-north-1 has no SES: letters go by a mail server'],
  ['a machine that Lambda has not', { architecture: 'riscv' }, 'architecture is arm64 or x86_64'],
  ['a runtime that the hub is not made for', { runtime: 'nodejs18.x' }, 'runtime is nodejs24.x or nodejs22.x'],
])('%s is refused with a sentence', (_, context, sentence) => {
  expect(refused(context)).toThrow(sentence)
})

test('an address with a certificate is served by API Gateway, by that name alone', () => {
  const own = made({ portal: 'https://hub.example.org', certificateArn })
  expect(ofType(own, 'AWS::ApiGatewayV2::DomainName')).toMatchObject([
    {
      DomainName: 'hub.example.org',
      DomainNameConfigurations: [{ CertificateArn: certificateArn, EndpointType: 'REGIONAL' }],
    },
  ])
  expect(ofType(own, 'AWS::ApiGatewayV2::ApiMapping')).toHaveLength(1)
  expect(ofType(own, 'AWS::ApiGatewayV2::Api')).toMatchObject([{ DisableExecuteApiEndpoint: true }])
  expect(own.Outputs.Url).toEqual({ Value: 'https://hub.example.org' })
  expect(own.Outputs).toHaveProperty('PortalTarget')
  const behind = made({ portal: 'https://hub.example.org' })
  expect(ofType(behind, 'AWS::ApiGatewayV2::Api')).toMatchObject([{ DisableExecuteApiEndpoint: false }])
})

/** What no endpoint of the partition answers to. */
const LACKS: Record<string, RegExp> = {
  'cn-north-1':
    /AWS::SES|ses:|ses\.amazonaws|AWS::Cognito|AWS::Lambda::Url|TracingConfig|AWS::XRay|xray:|AWS::CloudFront/,
  'us-gov-west-1': /AWS::Lambda::Url|AWS::CloudFront/,
}

const REGIONS = Object.keys(LACKS).flatMap((region) => ['dev', 'production'].map((stage) => [stage, region] as const))
test.each(REGIONS)(
  'a hub of the stage %s for %s has nothing that its partition lacks, and no name of another one',
  (stage, region) => {
    const smtpSecretArn = 'arn:aws-cn:secretsmanager:cn-north-1:000000000000:secret:smtp'
    const own = { city: 'shaoguan', stage, region, ...(region.startsWith('cn-') && { smtpSecretArn }) }
    const text = JSON.stringify(made(own, `Hub-shaoguan-${stage}`))
    expect(text).not.toMatch(LACKS[region]!)
    expect(text.replaceAll(smtpSecretArn, '')).not.toMatch(/arn:aws|amazonaws\.com\.cn/)
  },
)

test('the key of a hub in production knows CloudWatch’s logs, and what asks through DynamoDB, by their names in any partition', () => {
  const own = made({ city: 'shaoguan', stage: 'production' }, 'Hub-shaoguan-production')
  const [policy] = ofType(own, 'AWS::KMS::Key').flatMap(({ Description, KeyPolicy }) =>
    String(Description).startsWith('Tables') ? JSON.stringify(KeyPolicy) : [],
  )
  // In China its name ends as the partition's addresses do.
  expect(policy).toContain('["logs.",{"Ref":"AWS::Region"},".",{"Ref":"AWS::URLSuffix"}]')
  expect(policy).toContain('["dynamodb.",{"Ref":"AWS::Region"},".amazonaws.com*"]')
  expect(policy).toContain('ses.amazonaws.com')
})

test('machine and runtime of the functions can be chosen', () => {
  const functions = ofType(made({ architecture: 'x86_64', runtime: 'nodejs22.x' }), 'AWS::Lambda::Function')
  expect(functions).toHaveLength(Object.keys(FUNCTIONS).length)
  for (const fn of functions) expect(fn).toMatchObject({ Architectures: ['x86_64'], Runtime: 'nodejs22.x' })
})

test('a domain of mail is made known to SES, and its records are told', () => {
  const own = made({ mailFrom: 'hub@example.org', mailDomain: 'example.org' })
  expect(ofType(own, 'AWS::SES::EmailIdentity')).toMatchObject([
    { EmailIdentity: 'example.org', MailFromAttributes: { MailFromDomain: 'mail.example.org' } },
  ])
  for (const i of [1, 2, 3]) expect(JSON.stringify(own.Outputs[`MailRecord${i}`])).toContain('CNAME')
})

test('outputs tell each table, bucket, queue, topic and secret that a function knows, by the same name', () => {
  const { Resources, Outputs } = made()
  const told = Object.fromEntries(Object.entries(Outputs).map(([name, { Value }]) => [variableName(name), Value]))
  const env = ofType({ Resources, Outputs }, 'AWS::Lambda::Function').flatMap(({ Environment }) =>
    Object.entries((Environment as { Variables: Record<string, unknown> }).Variables),
  )
  const known = env.filter(
    ([name]) => /_(TABLE|BUCKET|URL|TOPIC_ARN|SECRET_ARN)$|^SHARDS$/.test(name) && name !== 'PORTAL_URL',
  )
  expect(known.length).toBeGreaterThan(Object.keys(FUNCTIONS).length)
  for (const [name, value] of known) expect(told[name], name).toEqual(value)
  const dead = Object.keys(told).filter((name) => name.endsWith('_DEAD_QUEUE_URL'))
  const queues = Object.entries(Resources).filter(
    ([id, { Type }]) => Type === 'AWS::SQS::Queue' && /dead[0-9A-F]{8}$/.test(id),
  )
  expect(dead).toHaveLength(queues.length)
})

test.each(['WORK_TABLE', 'INTAKE_QUEUE_URL', 'KEY_SECRET_ARN', 'URL', 'SHARDS', 'MAIL_RECORD1'])(
  '%s is found again by the name of its output',
  (name) => {
    expect(outputName(name)).toMatch(/^[A-Z][A-Za-z0-9]+$/)
    expect(variableName(outputName(name))).toBe(name)
  },
)

test('hubs of one account have names and tags of their own, and one in production is not ended by mistake', () => {
  const stackOf = (stage: string) => {
    const outdir = mkdtempSync(join(tmpdir(), 'yingbao-hubs-'))
    const { stacks } = app(outdir, false, { city: 'shaoguan', stage }).synth()
    return stacks.map(({ stackName, terminationProtection, tags }) => ({ stackName, terminationProtection, tags }))
  }
  const tags = (stage: string) => ({ 'yingbao:city': 'shaoguan', 'yingbao:stage': stage })
  const both = (stage: string, data: boolean, hub: boolean) => [
    { stackName: `Hub-shaoguan-${stage}-data`, terminationProtection: data, tags: tags(stage) },
    { stackName: `Hub-shaoguan-${stage}`, terminationProtection: hub, tags: tags(stage) },
  ]
  expect(stackOf('production')).toEqual(both('production', true, true))
  expect(stackOf('staging')).toEqual(both('staging', true, false))
  expect(stackOf('dev')).toEqual(both('dev', false, false))
})

test('the embedded host finds what each stack tells the other', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'yingbao-plan-'))
  app(outdir, false).synth()
  const files = ['Hub-data', 'Hub'].map((stack) => join(outdir, `${stack}.template.json`))
  const { functions, outputs } = readPlan(loadTemplate(files), outdir, { queues: 1, web: 'http://localhost' })
  for (const { environment } of functions)
    for (const [name, table] of Object.entries(environment))
      if (name.endsWith('_TABLE')) expect(outputs[outputName(name)]).toBe(table)
})

test('no stack exports anything, which would hold it fast, and only what a hub keeps outlives it', () => {
  const outdir = mkdtempSync(join(tmpdir(), 'yingbao-stacks-'))
  const { stacks } = app(outdir, false).synth()
  const [data, hub] = stacks.map(({ template }) => template as Made)
  expect(JSON.stringify([data, hub])).not.toMatch(/"Export"|Fn::ImportValue/)
  const typesOf = ({ Resources }: Made) => [...new Set(Object.values(Resources).map(({ Type }) => Type.split('::')[1]))]
  expect(typesOf(data!).sort()).toEqual(['DynamoDB', 'KMS', 'S3', 'SQS', 'SecretsManager'])
  expect(typesOf(hub!).filter((one) => ['DynamoDB', 'KMS', 'S3', 'SecretsManager'].includes(String(one)))).toEqual([])
})

test('no resource has a name that a second hub of the account would want too', () => {
  // Names within a role or an API, and an API's, which may be the same.
  const harmless = ['AWS::IAM::Policy', 'AWS::ApiGatewayV2::Stage', 'AWS::ApiGatewayV2::Api']
  const named = Object.entries(made().Resources).flatMap(([id, { Type, Properties: own = {} }]) => {
    const kind = Type.split('::')[2]
    const names = ['Name', `${kind}Name`].filter((name) => typeof own[name] === 'string')
    return harmless.includes(Type) ? [] : names.map((name) => `${id} ${name}`)
  })
  expect(named).toEqual([])
})

test('a flood of requests costs no more than the gateway lets through', () => {
  expect(ofType(made(), 'AWS::ApiGatewayV2::Stage')).toMatchObject([
    { DefaultRouteSettings: { ThrottlingRateLimit: 200, ThrottlingBurstLimit: 400 } },
  ])
})
