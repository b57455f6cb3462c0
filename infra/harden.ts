/** What a hub has in production besides: a key of its own for tables, logs, topics and secrets, traces, and a trail of who read what. */
import { type CfnTrail, Trail } from 'aws-cdk-lib/aws-cloudtrail'
import { CfnTable } from 'aws-cdk-lib/aws-dynamodb'
import { AnyPrincipal, Effect, PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Key } from 'aws-cdk-lib/aws-kms'
import type { CfnFunction } from 'aws-cdk-lib/aws-lambda'
import { CfnLogGroup } from 'aws-cdk-lib/aws-logs'
import { BlockPublicAccess, Bucket, BucketEncryption, CfnBucket, type IBucket } from 'aws-cdk-lib/aws-s3'
import { CfnSecret } from 'aws-cdk-lib/aws-secretsmanager'
import { CfnTopic } from 'aws-cdk-lib/aws-sns'
import { Aws, Duration, RemovalPolicy, type Stack, Validations } from 'aws-cdk-lib/core'
import { Construct } from 'constructs'
import { answered } from './constructs/answered.ts'
import { HubFunction } from './constructs/hub-function.ts'
import { tellSetting } from './constructs/setting.ts'

const USED = ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey']

interface Hardening {
  isTraced: boolean
  /** Mail goes by SES, which publishes what comes back. */
  hasSes: boolean
  key?: Key
}

/**
 * Resources that the stack has by now; whoever may use a table needs no right of its own to the key.
 * @returns the key, which stands with what is kept
 */
export function harden(stack: Stack, { isTraced, hasSes, key: given }: Hardening): Key {
  const key = given ?? keyOf(new Construct(stack, 'production'), hasSes)
  const all = stack.node.findAll()
  for (const one of all) {
    if (one instanceof CfnTable) one.sseSpecification = { sseEnabled: true, sseType: 'KMS', kmsMasterKeyId: key.keyArn }
    else if (one instanceof CfnLogGroup) one.kmsKeyId = key.keyArn
    else if (one instanceof CfnTopic) one.kmsMasterKeyId = key.keyArn
    else if (one instanceof CfnSecret) one.kmsKeyId = key.keyArn
    else if (one instanceof HubFunction && isTraced) trace(one)
  }
  const buckets = all.filter((one) => one instanceof CfnBucket)
  const tables = all.filter((one) => one instanceof CfnTable)
  if (buckets.length + tables.length > 0) trail(key, buckets, tables)
  return key
}

/** X-Ray shows a request's way through the stages; it names no resource in its rights. */
function trace(fn: HubFunction): void {
  const resource = fn.node.defaultChild as CfnFunction
  resource.tracingConfig = { mode: 'Active' }
  fn.allow(['xray:PutTraceSegments', 'xray:PutTelemetryRecords'], ['*'])
  if (fn.role)
    Validations.of(fn.role).acknowledge({
      id: 'AwsSolutions::AwsSolutions-IAM5[Resource::*]',
      reason: 'X-Ray knows no resources: whoever may send traces sends them to the account',
    })
}

function keyOf(scope: Construct, hasSes: boolean): Key {
  const key = new Key(scope, 'key', {
    enableKeyRotation: true,
    description: 'Tables, logs, topics and secrets of the hub',
  })
  tellSetting(scope, 'PRODUCTION_KEY_ARN', key.keyArn)
  const allow = (principals: PolicyStatement['principals'], actions: string[], conditions: object) =>
    key.addToResourcePolicy(
      new PolicyStatement({
        ...{ effect: Effect.ALLOW, principals, actions, resources: ['*'] },
        conditions: conditions as Record<string, object>,
      }),
    )
  // With or without the end that the partition's addresses have.
  const via = (service: string) => `${service}.${Aws.REGION}.amazonaws.com*`
  allow([new AnyPrincipal()], [...USED, 'kms:CreateGrant'], {
    StringEquals: { 'kms:CallerAccount': Aws.ACCOUNT_ID },
    StringLike: { 'kms:ViaService': [via('dynamodb'), via('sns'), via('secretsmanager')] },
  })
  // A key's policy takes no principal that its partition does not know.
  allow([new ServicePrincipal(`logs.${Aws.REGION}.${Aws.URL_SUFFIX}`)], USED, {
    ArnLike: {
      'kms:EncryptionContext:aws:logs:arn': `arn:${Aws.PARTITION}:logs:${Aws.REGION}:${Aws.ACCOUNT_ID}:*`,
    },
  })
  // They publish to topics, and write the trail, by themselves.
  for (const service of ['cloudwatch', 'cloudtrail', ...(hasSes ? ['ses'] : [])])
    allow(
      [new ServicePrincipal(`${service}.amazonaws.com`)],
      ['kms:Decrypt', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
      {
        StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
      },
    )
  return key
}

const KEPT = Duration.days(3 * 365)

/** Who has read or written an object or a person's item, around the hub too. */
function trail(key: Key, buckets: readonly CfnBucket[], tables: readonly CfnTable[]): void {
  const scope = new Construct(key.node.scope as Construct, 'access')
  const bucket = new Bucket(scope, 'bucket', {
    ...{
      versioned: true,
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      bucketKeyEnabled: true,
      enforceSSL: true,
    },
    ...{ blockPublicAccess: BlockPublicAccess.BLOCK_ALL, removalPolicy: RemovalPolicy.RETAIN },
    lifecycleRules: [{ expiration: KEPT, noncurrentVersionExpiration: Duration.days(30) }],
  })
  answered(
    bucket,
    'It is itself a log, which the trail alone writes; a copy elsewhere is the city’s to set up',
    ...['AwsSolutions-S1', 'NIST.800.53.R5-S3BucketLoggingEnabled', 'NIST.800.53.R5-S3BucketReplicationEnabled'],
  )
  tellSetting(scope, 'ACCESS_BUCKET', bucket.bucketName)
  const made = new Trail(scope, 'trail', {
    ...{ bucket: bucket as IBucket, encryptionKey: key, isMultiRegionTrail: false, includeGlobalServiceEvents: false },
  })
  answered(
    made,
    'It is asked afterwards, from its bucket; nothing rings by it',
    'NIST.800.53.R5-CloudTrailCloudWatchLogsEnabled',
  )
  const resource = made.node.defaultChild as CfnTrail
  const of = (
    name: string,
    type: string,
    by: 'startsWith' | 'equalTo',
    arns: string[],
  ): CfnTrail.AdvancedEventSelectorProperty => ({
    name,
    fieldSelectors: [
      { field: 'eventCategory', equalTo: ['Data'] },
      { field: 'resources.type', equalTo: [type] },
      { field: 'resources.ARN', [by]: arns },
    ],
  })
  const objects = buckets.map(({ attrArn }) => `${attrArn}/`)
  const items = tables.map(({ attrArn }) => attrArn)
  resource.advancedEventSelectors = [
    ...(objects.length > 0 ? [of('objects', 'AWS::S3::Object', 'startsWith', objects)] : []),
    ...(items.length > 0 ? [of('items', 'AWS::DynamoDB::Table', 'equalTo', items)] : []),
  ]
}
