import { readFileSync } from 'node:fs'

export interface Template {
  Resources: Record<string, Resource>
  Parameters?: Record<string, { Default?: unknown }>
  Outputs?: Record<string, { Value: unknown }>
}

export interface Resource {
  Type: string
  Condition?: string
  Properties?: Record<string, unknown>
}

/** The closed list of types and properties; moot ones mean nothing on one machine. */
const UNDERSTOOD: Record<string, { used: string[]; moot: string[] }> = {
  'AWS::DynamoDB::Table': {
    used: ['TableName', 'KeySchema', 'AttributeDefinitions', 'GlobalSecondaryIndexes', 'LocalSecondaryIndexes'],
    // Readers check expiry, since DynamoDB deletes late.
    moot: [
      'BillingMode',
      'SSESpecification',
      'PointInTimeRecoverySpecification',
      'TimeToLiveSpecification',
      'DeletionProtectionEnabled',
      'Tags',
    ],
  },
  'AWS::SQS::Queue': {
    used: [
      'QueueName',
      'VisibilityTimeout',
      'MessageRetentionPeriod',
      'DelaySeconds',
      'ReceiveMessageWaitTimeSeconds',
      'MaximumMessageSize',
      'RedrivePolicy',
      'FifoQueue',
      'ContentBasedDeduplication',
    ],
    moot: [
      'KmsMasterKeyId',
      'KmsDataKeyReusePeriodSeconds',
      'SqsManagedSseEnabled',
      'FifoThroughputLimit',
      'DeduplicationScope',
      'RedriveAllowPolicy',
      'Tags',
    ],
  },
  'AWS::SNS::Topic': { used: ['TopicName'], moot: ['KmsMasterKeyId', 'DisplayName', 'Tags'] },
  'AWS::SNS::Subscription': {
    used: ['TopicArn', 'Protocol', 'Endpoint', 'RawMessageDelivery'],
    moot: ['Region', 'RedrivePolicy'],
  },
  'AWS::S3::Bucket': {
    used: ['BucketName', 'CorsConfiguration', 'NotificationConfiguration'],
    moot: [
      'BucketEncryption',
      'PublicAccessBlockConfiguration',
      'VersioningConfiguration',
      'LifecycleConfiguration',
      'OwnershipControls',
      'ObjectLockEnabled',
      'ObjectLockConfiguration',
      'LoggingConfiguration',
      'Tags',
    ],
  },
  'AWS::SecretsManager::Secret': { used: ['GenerateSecretString'], moot: ['Description', 'Name', 'KmsKeyId', 'Tags'] },
  'AWS::Lambda::Function': {
    used: ['FunctionName', 'Code', 'Handler', 'Timeout', 'MemorySize', 'Environment'],
    moot: [
      'Role',
      'Runtime',
      'Architectures',
      'Description',
      'LoggingConfig',
      'TracingConfig',
      'EphemeralStorage',
      'ReservedConcurrentExecutions',
      'Tags',
    ],
  },
  'AWS::Lambda::EventSourceMapping': {
    used: ['EventSourceArn', 'FunctionName', 'BatchSize', 'FunctionResponseTypes', 'ScalingConfig'],
    moot: ['Tags'],
  },
  'AWS::Scheduler::Schedule': {
    used: ['ScheduleExpression', 'ScheduleExpressionTimezone', 'Target'],
    moot: ['Name', 'Description', 'FlexibleTimeWindow'],
  },
  'AWS::ApiGatewayV2::Api': {
    used: ['ProtocolType'],
    moot: ['Name', 'Description', 'Tags', 'DisableExecuteApiEndpoint'],
  },
  'AWS::ApiGatewayV2::Integration': {
    used: ['ApiId', 'IntegrationType', 'IntegrationUri', 'PayloadFormatVersion'],
    moot: ['Description', 'TimeoutInMillis'],
  },
  'AWS::ApiGatewayV2::Route': { used: ['ApiId', 'RouteKey', 'Target'], moot: ['AuthorizationType'] },
  'AWS::ApiGatewayV2::Stage': {
    used: ['ApiId', 'StageName', 'AutoDeploy'],
    moot: ['AccessLogSettings', 'DefaultRouteSettings', 'Tags'],
  },
}

const MOOT_TYPES = new Set([
  'AWS::IAM::Role',
  'AWS::IAM::Policy',
  'AWS::IAM::ManagedPolicy',
  'AWS::KMS::Key',
  'AWS::KMS::Alias',
  'AWS::SQS::QueuePolicy',
  'AWS::SNS::TopicPolicy',
  'AWS::S3::BucketPolicy',
  'AWS::Lambda::Permission',
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::Dashboard',
  'AWS::SES::ConfigurationSet',
  'AWS::SES::ConfigurationSetEventDestination',
  'AWS::Logs::LogGroup',
  'AWS::Logs::MetricFilter',
  'AWS::CDK::Metadata',
])

/** Several stacks are one hub here. */
export function loadTemplate(template: string | object | readonly string[]): Template {
  const loaded = readTemplate(template)
  checkTemplate(loaded)
  return loaded
}

/** Whatever is in it. */
export function readTemplate(template: string | object | readonly string[]): Template {
  const parts = Array.isArray(template) ? template : [template]
  return merge(parts.map((one) => (typeof one === 'string' ? JSON.parse(readFileSync(one, 'utf8')) : one) as Template))
}

/** @throws naming what two of them call alike */
function merge(templates: readonly Template[]): Template {
  const all = (part: 'Resources' | 'Parameters' | 'Outputs') =>
    templates.flatMap((one) => Object.entries(one[part] ?? {}))
  const names = [...all('Resources'), ...all('Outputs')].map(([name]) => name)
  const twice = names.find((name, i) => names.indexOf(name) !== i)
  if (twice) throw new Error(`the embedded host finds ${twice} twice in a hub's stacks`)
  return {
    Resources: Object.fromEntries(all('Resources')) as Template['Resources'],
    Parameters: Object.fromEntries(all('Parameters')) as NonNullable<Template['Parameters']>,
    Outputs: Object.fromEntries(all('Outputs')) as NonNullable<Template['Outputs']>,
  }
}

/**
 * Half a template is not run.
 * @throws naming the resource, and its type or property
 */
function checkTemplate({ Resources }: Template): void {
  for (const [id, { Type, Properties = {}, Condition }] of Object.entries(Resources)) {
    if (MOOT_TYPES.has(Type)) continue
    const known = UNDERSTOOD[Type]
    if (!known) throw new Error(`the embedded host cannot bring up ${id}: it does not know the type ${Type}`)
    if (Condition) throw new Error(`the embedded host does not evaluate conditions: ${id} has one (${Condition})`)
    for (const property of Object.keys(Properties))
      if (!known.used.includes(property) && !known.moot.includes(property))
        throw new Error(`the embedded host cannot bring up ${id}: it does not know ${property} of ${Type}`)
  }
}
