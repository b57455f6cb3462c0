import { join } from 'node:path'
import { corsXml } from './cors-xml.ts'
import { resolve } from './intrinsics.ts'
import { type Addresses, physicalName, templateNames } from './names.ts'
import { type Permission, permissionsOf } from './permissions.ts'
import type { Template } from './template.ts'

export interface Plan {
  tables: TablePlan[]
  queues: QueuePlan[]
  topics: TopicPlan[]
  buckets: BucketPlan[]
  secrets: SecretPlan[]
  functions: FunctionPlan[]
  mappings: MappingPlan[]
  schedules: SchedulePlan[]
  web?: string
  resources: Record<string, string>
  outputs: Record<string, string>
}

export interface TablePlan {
  name: string
  definition: Record<string, unknown>
}

export interface QueuePlan {
  name: string
  attributes: Record<string, string>
}

export interface TopicPlan {
  name: string
  queues: { name: string; raw: boolean }[]
}

export interface BucketPlan {
  name: string
  cors?: string
  notifications: { event: string; queue: string; prefix: string; suffix: string }[]
}

export interface SecretPlan {
  name: string
  arn: string
  generate: { PasswordLength?: number; SecretStringTemplate?: string; GenerateStringKey?: string }
}

export interface FunctionPlan {
  name: string
  arn: string
  code: string
  handler: string
  timeoutSeconds: number
  memoryMb: number
  environment: Record<string, string>
  permissions: Permission[]
}

export interface MappingPlan {
  function: string
  queue: string
  queueArn: string
  fifo: boolean
  batchSize: number
  partialFailures: boolean
  maximumConcurrency?: number
}

export interface SchedulePlan {
  name: string
  expression: string
  timezone: string
  queue: string
  group?: string
  input: string
}

type Properties = Record<string, unknown>

const lastPart = (arn: unknown): string => String(arn).split(/[:/]/).pop() ?? ''

/** @param assets folder of the cloud assembly */
export function readPlan(template: Template, assets: string, addresses: Addresses): Plan {
  const names = templateNames(template, addresses)
  const of = (type: string) =>
    Object.entries(template.Resources)
      .filter(([, resource]) => resource.Type === type)
      .map(([id, resource]) => ({ id, resource, name: physicalName(id, resource) }))
  /** Other properties may refer to what is not brought up. */
  const read = (properties: Record<string, unknown> | undefined, ...wanted: string[]): Properties =>
    resolve(
      Object.fromEntries(
        wanted.filter((key) => properties?.[key] !== undefined).map((key) => [key, properties?.[key]]),
      ),
      names,
    ) as Properties

  const tables = of('AWS::DynamoDB::Table').map(({ name, resource }) => {
    const keys = ['KeySchema', 'AttributeDefinitions', 'GlobalSecondaryIndexes', 'LocalSecondaryIndexes']
    return { name, definition: { ...read(resource.Properties, ...keys), BillingMode: 'PAY_PER_REQUEST' } }
  })

  const queues = of('AWS::SQS::Queue').map(({ name, resource }) => {
    const { RedrivePolicy, ...plain } = read(resource.Properties, ...QUEUE_ATTRIBUTES)
    const attributes = Object.fromEntries(Object.entries(plain).map(([key, value]) => [key, String(value)]))
    if (RedrivePolicy) attributes.RedrivePolicy = JSON.stringify(RedrivePolicy)
    return { name, attributes }
  })

  const subscriptions = of('AWS::SNS::Subscription').map(({ id, resource }) => {
    const { TopicArn, Protocol, Endpoint, RawMessageDelivery } = read(
      resource.Properties,
      'TopicArn',
      'Protocol',
      'Endpoint',
      'RawMessageDelivery',
    )
    if (Protocol !== 'sqs') throw new Error(`the embedded host delivers topics to queues only: ${id} is ${Protocol}`)
    return { topic: lastPart(TopicArn), name: lastPart(Endpoint), raw: RawMessageDelivery === true }
  })
  const topics = of('AWS::SNS::Topic').map(({ name }) => ({
    name,
    queues: subscriptions.filter(({ topic }) => topic === name).map(({ name, raw }) => ({ name, raw })),
  }))

  const buckets = of('AWS::S3::Bucket').map(({ id, name, resource }): BucketPlan => {
    const { CorsConfiguration, NotificationConfiguration } = read(
      resource.Properties,
      'CorsConfiguration',
      'NotificationConfiguration',
    )
    const bucket: BucketPlan = { name, notifications: notifications(id, NotificationConfiguration) }
    if (CorsConfiguration) bucket.cors = corsXml(CorsConfiguration as never)
    return bucket
  })

  const secrets = of('AWS::SecretsManager::Secret').map(({ id, name, resource }) => {
    const { GenerateSecretString = {} } = read(resource.Properties, 'GenerateSecretString')
    return { name, arn: String(names.ref(id)), generate: GenerateSecretString as SecretPlan['generate'] }
  })

  const functions = of('AWS::Lambda::Function').map(({ id, name, resource }): FunctionPlan => {
    const { Handler, Timeout, MemorySize, Environment } = read(
      resource.Properties,
      'Handler',
      'Timeout',
      'MemorySize',
      'Environment',
    )
    const { S3Key } = read(resource.Properties?.Code as Record<string, unknown>, 'S3Key')
    if (typeof S3Key !== 'string') throw new Error(`the embedded host runs functions from assets only: ${id} is inline`)
    return {
      name,
      arn: String(names.attribute(id, 'Arn')),
      code: join(assets, `asset.${S3Key.replace(/\.zip$/, '')}`),
      handler: String(Handler),
      timeoutSeconds: Number(Timeout ?? 3),
      memoryMb: Number(MemorySize ?? 128),
      environment: ((Environment as { Variables?: Record<string, string> })?.Variables ?? {}) as Record<string, string>,
      permissions: permissionsOf(template, id, names),
    }
  })

  const mappings = of('AWS::Lambda::EventSourceMapping').map(({ resource }): MappingPlan => {
    const { EventSourceArn, FunctionName, BatchSize, FunctionResponseTypes, ScalingConfig } = read(
      resource.Properties,
      'EventSourceArn',
      'FunctionName',
      'BatchSize',
      'FunctionResponseTypes',
      'ScalingConfig',
    )
    const queue = lastPart(EventSourceArn)
    const mapping: MappingPlan = {
      function: lastPart(FunctionName),
      queue,
      queueArn: String(EventSourceArn),
      fifo: queue.endsWith('.fifo'),
      batchSize: Number(BatchSize ?? 10),
      partialFailures: ((FunctionResponseTypes ?? []) as string[]).includes('ReportBatchItemFailures'),
    }
    const limit = (ScalingConfig as { MaximumConcurrency?: number } | undefined)?.MaximumConcurrency
    if (limit !== undefined) mapping.maximumConcurrency = Number(limit)
    return mapping
  })

  const schedules = of('AWS::Scheduler::Schedule').map(({ name, resource }): SchedulePlan => {
    const own = ['ScheduleExpression', 'ScheduleExpressionTimezone']
    const { ScheduleExpression, ScheduleExpressionTimezone } = read(resource.Properties, ...own)
    const target = resource.Properties?.Target as Properties
    const { Arn, Input, SqsParameters } = read(target, 'Arn', 'Input', 'SqsParameters')
    const group = (SqsParameters as { MessageGroupId?: string } | undefined)?.MessageGroupId
    if (!String(Arn).includes(':sqs:')) throw new Error(`the embedded host schedules messages only: ${name}`)
    return {
      name,
      expression: String(ScheduleExpression),
      timezone: String(ScheduleExpressionTimezone ?? 'UTC'),
      queue: lastPart(Arn),
      ...(group !== undefined && { group }),
      input: String(Input),
    }
  })

  const plan: Plan = {
    tables,
    queues,
    topics,
    buckets,
    secrets,
    functions,
    mappings,
    schedules,
    resources: Object.fromEntries(
      BROUGHT_UP.flatMap((type) => of(type)).map(({ id }) => [id, String(names.ref(id))] as const),
    ),
    outputs: Object.fromEntries(
      Object.entries(template.Outputs ?? {}).map(([key, { Value }]) => [key, String(resolve(Value, names))]),
    ),
  }
  const web = webFunction(of, read)
  if (web) plan.web = web
  return plan
}

const BROUGHT_UP = [
  'AWS::DynamoDB::Table',
  'AWS::SQS::Queue',
  'AWS::SNS::Topic',
  'AWS::S3::Bucket',
  'AWS::SecretsManager::Secret',
  'AWS::Lambda::Function',
]

const QUEUE_ATTRIBUTES = [
  'VisibilityTimeout',
  'MessageRetentionPeriod',
  'DelaySeconds',
  'ReceiveMessageWaitTimeSeconds',
  'MaximumMessageSize',
  'RedrivePolicy',
  'FifoQueue',
  'ContentBasedDeduplication',
]

interface QueueConfiguration {
  Event: string
  Queue: string
  Filter?: { S3Key: { Rules: { Name: string; Value: string }[] } }
}

function notifications(id: string, configuration: unknown): BucketPlan['notifications'] {
  const { QueueConfigurations = [], ...others } = (configuration ?? {}) as {
    QueueConfigurations?: QueueConfiguration[]
  }
  const [other] = Object.keys(others)
  if (other) throw new Error(`the embedded host notifies queues only: ${id} has ${other}`)
  return QueueConfigurations.map(({ Event, Queue, Filter }) => {
    const rule = (name: string) => Filter?.S3Key.Rules.find(({ Name }) => Name.toLowerCase() === name)?.Value ?? ''
    return { event: Event, queue: lastPart(Queue), prefix: rule('prefix'), suffix: rule('suffix') }
  })
}

function webFunction(
  of: (type: string) => { id: string; resource: { Properties?: Record<string, unknown> } }[],
  read: (properties: Record<string, unknown> | undefined, ...wanted: string[]) => Properties,
): string | undefined {
  const routes = of('AWS::ApiGatewayV2::Route')
  if (routes.length === 0) return
  const integrations = of('AWS::ApiGatewayV2::Integration')
  const [integration] = integrations
  const { RouteKey } = read(routes[0]?.resource.Properties, 'RouteKey')
  if (routes.length > 1 || integrations.length !== 1 || RouteKey !== '$default')
    throw new Error('the embedded host serves one HTTP API with the one route $default')
  const { IntegrationUri, PayloadFormatVersion } = read(
    integration?.resource.Properties,
    'IntegrationUri',
    'PayloadFormatVersion',
  )
  if (PayloadFormatVersion !== '2.0') throw new Error('the embedded host speaks payload format 2.0 only')
  return lastPart(IntegrationUri)
}
