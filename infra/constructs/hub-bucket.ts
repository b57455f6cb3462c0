import { AnyPrincipal, Effect, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type CfnBucket,
  HttpMethods,
  ObjectLockRetention,
} from 'aws-cdk-lib/aws-s3'
import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib/core'
import { Construct } from 'constructs'
import type { FileAction, Folders } from '../../functions/shared/stages/grants.ts'
import { answered } from './answered.ts'
import type { HubFunction } from './hub-function.ts'
import type { HubQueue } from './hub-queue.ts'
import { heardBy, tellSetting } from './setting.ts'

export interface HubBucketProps {
  key: IKey
  uploads: boolean
  variable: string
  /** Objects are neither changed nor deleted before, by anybody. */
  lockedFor?: Duration
  /** What is frozen is not deleted before, but by whoever may pass over it; of no days where the bucket has no lock. */
  freezes?: { days: number; breakGlassArn: string | undefined }
}

/** A private, versioned bucket, encrypted by the hub's key and kept when the stack goes. */
export class HubBucket extends Construct {
  private readonly bucket: Bucket
  private readonly key: IKey
  private readonly variable: string
  private readonly frozenDays: number

  constructor(scope: Construct, id: string, { key, uploads, variable, lockedFor, freezes }: HubBucketProps) {
    super(scope, id)
    this.key = key
    this.variable = variable
    this.frozenDays = freezes?.days ?? 0
    this.bucket = new Bucket(this, 'bucket', {
      versioned: true,
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      bucketKeyEnabled: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN,
      ...(lockedFor ? { objectLockDefaultRetention: ObjectLockRetention.compliance(lockedFor) } : {}),
      ...(this.frozenDays > 0 && { objectLockEnabled: true }),
      ...(uploads
        ? { cors: [{ allowedMethods: [HttpMethods.PUT], allowedOrigins: ['*'], allowedHeaders: ['*'], maxAge: 3600 }] }
        : {}),
    })
    if (freezes && freezes.days > 0) this.keepLocked(freezes.breakGlassArn)
    if (lockedFor) this.keepShown()
    this.bucket.addLifecycleRule({ abortIncompleteMultipartUploadAfter: Duration.days(2) })
    tellSetting(this, variable, this.bucket.bucketName)
    tellSetting(this, `${variable}_ARN`, this.bucket.bucketArn)
    answered(
      this.bucket,
      'Only functions reach the objects, by their own names or by links that are signed for minutes; who read what stands in the trail of data events, in production',
      ...['AwsSolutions-S1', 'NIST.800.53.R5-S3BucketLoggingEnabled'],
    )
    answered(
      this.bucket,
      'What is changed or deleted stays as a version, most of it for 30 days; a copy elsewhere is the city’s to set up (docs/deploy.md#backup)',
      'NIST.800.53.R5-S3BucketReplicationEnabled',
    )
  }

  /** S3 tries the queue when the notification is set, so that the queue's policy has to be there before. */
  notify(queue: HubQueue): void {
    const resource = this.bucket.node.defaultChild as CfnBucket
    resource.notificationConfiguration = {
      queueConfigurations: [{ event: 's3:ObjectCreated:*', queue: queue.arn }],
    }
    resource.node.addDependency(queue.allowS3())
  }

  /** @param folders what is done, by the beginning of the objects' keys; a `*` stands for any part of the key */
  grant(fn: HubFunction, folders: Folders): void {
    const may = (...actions: FileAction[]) =>
      Object.keys(folders).filter((folder) => actions.some((action) => folders[folder]?.includes(action)))
    const [read, written, frozen, removed] = [may('read'), may('write', 'freeze'), may('freeze'), may('remove')]
    // Without the right to list, S3 answers 403 instead of 404 about an object that is not there.
    if (read.length + removed.length > 0) fn.allow(['s3:ListBucket'], [this.bucket.bucketArn])
    this.allow(fn, ['s3:GetObject'], read)
    this.allow(fn, ['s3:PutObject'], written)
    this.allow(fn, ['s3:DeleteObject'], removed)
    if (this.frozenDays > 0) this.allow(fn, ['s3:PutObjectRetention'], frozen)
    if (frozen.length > 0) fn.addEnvironment('FROZEN_DAYS', String(this.frozenDays))
    if (written.length > 0) fn.allow(['kms:GenerateDataKey'], [this.key.keyArn])
    if (read.length > 0) fn.allow(['kms:Decrypt'], [this.key.keyArn])
    fn.addEnvironment(this.variable, this.bucket.bucketName)
  }

  endOld(folder: string, { deleted }: { deleted: Duration }): void {
    this.bucket.addLifecycleRule({
      prefix: folder,
      noncurrentVersionExpiration: deleted,
      expiredObjectDeleteMarker: true,
    })
  }

  /** Who administers the account may all that the bucket does not deny. */
  private keepLocked(breakGlassArn: string | undefined): void {
    this.bucket.addToResourcePolicy(
      new PolicyStatement({
        ...{ effect: Effect.DENY, principals: [new AnyPrincipal()], actions: ['s3:BypassGovernanceRetention'] },
        resources: [this.bucket.arnForObjects('*')],
        ...(breakGlassArn && { conditions: { ArnNotLike: { 'aws:PrincipalArn': breakGlassArn } } }),
      }),
    )
  }

  /** A lock keeps each version; a mark of deletion would only hide it from whoever lists the bucket. */
  private keepShown(): void {
    this.bucket.addToResourcePolicy(
      new PolicyStatement({
        ...{ effect: Effect.DENY, principals: [new AnyPrincipal()], actions: ['s3:DeleteObject'] },
        resources: [this.bucket.arnForObjects('*')],
      }),
    )
  }

  private allow(fn: HubFunction, actions: string[], folders: readonly string[]): void {
    if (folders.length === 0) return
    const arn = heardBy(fn, this, `${this.variable}_ARN`, this.bucket.bucketArn)
    const own = Stack.of(this).getLogicalId(this.bucket.node.defaultChild as CfnBucket)
    const said = Stack.of(fn) === Stack.of(this) ? `<${own}.Arn>` : JSON.stringify(Stack.of(fn).resolve(arn))
    fn.allow(
      actions,
      folders.map((folder) => `${arn}/${folder}*`),
    )
    for (const folder of folders)
      Validations.of(fn.role ?? fn).acknowledge({
        id: `AwsSolutions::AwsSolutions-IAM5[Resource::${said}/${folder}*]`,
        reason: 'The keys of one folder are not known beforehand; the actions are named one by one',
      })
  }
}
