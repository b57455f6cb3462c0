import type { IKey } from 'aws-cdk-lib/aws-kms'
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type CfnBucket,
  HttpMethods,
  ObjectLockRetention,
} from 'aws-cdk-lib/aws-s3'
import { type Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib/core'
import { Construct } from 'constructs'
import type { HubFunction } from './hub-function.ts'
import type { HubQueue } from './hub-queue.ts'
import { tellSetting } from './setting.ts'

export interface HubBucketProps {
  key: IKey
  uploads: boolean
  variable: string
  /** Objects are neither changed nor deleted before, by anybody. */
  lockedFor?: Duration
}

/** A private, versioned bucket, encrypted by the hub's key and kept when the stack goes. */
export class HubBucket extends Construct {
  private readonly bucket: Bucket
  private readonly key: IKey
  private readonly variable: string

  constructor(scope: Construct, id: string, { key, uploads, variable, lockedFor }: HubBucketProps) {
    super(scope, id)
    this.key = key
    this.variable = variable
    this.bucket = new Bucket(this, 'bucket', {
      versioned: true,
      encryption: BucketEncryption.KMS,
      encryptionKey: key,
      bucketKeyEnabled: true,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      removalPolicy: RemovalPolicy.RETAIN,
      ...(lockedFor ? { objectLockDefaultRetention: ObjectLockRetention.compliance(lockedFor) } : {}),
      ...(uploads
        ? { cors: [{ allowedMethods: [HttpMethods.PUT], allowedOrigins: ['*'], allowedHeaders: ['*'], maxAge: 3600 }] }
        : {}),
    })
    tellSetting(this, variable, this.bucket.bucketName)
    Validations.of(this.bucket).acknowledge({
      id: 'AwsSolutions::AwsSolutions-S1',
      reason:
        'Only functions reach the objects, by their own names or by links that are signed for minutes; the log of an access would name neither office nor person',
    })
  }

  /** S3 tries the queue when the notification is set, so that the queue's policy has to be there before. */
  notify(queue: HubQueue): void {
    const resource = this.bucket.node.defaultChild as CfnBucket
    resource.notificationConfiguration = {
      queueConfigurations: [{ event: 's3:ObjectCreated:*', queue: queue.arn }],
    }
    resource.node.addDependency(queue.allowS3())
  }

  grantRead(fn: HubFunction): void {
    // Without the right to list, S3 answers 403 instead of 404 about an object that is not there.
    fn.allow(['s3:ListBucket'], [this.bucket.bucketArn])
    this.grant(fn, ['s3:GetObject'], ['kms:Decrypt'])
  }

  /** @param folders whose objects it writes; a `*` stands for any part of the key */
  grantWrite(fn: HubFunction, folders: readonly string[]): void {
    // S3 needs to decrypt to put the parts of a large object together.
    for (const folder of folders)
      this.grant(fn, ['s3:PutObject', 's3:AbortMultipartUpload'], ['kms:GenerateDataKey', 'kms:Decrypt'], folder)
  }

  grantRemove(fn: HubFunction, folder: string): void {
    fn.allow(['s3:DeleteObject'], [this.bucket.arnForObjects(`${folder}*`)])
    this.acknowledge(fn, `${folder}*`)
  }

  /** Objects are listed and deleted, and never read. */
  grantEmpty(fn: HubFunction, folders: readonly string[]): void {
    fn.allow(['s3:ListBucket'], [this.bucket.bucketArn])
    for (const folder of folders) this.grantRemove(fn, folder)
    fn.addEnvironment(this.variable, this.bucket.bucketName)
  }

  endOld(folder: string, { deleted }: { deleted: Duration }): void {
    this.bucket.addLifecycleRule({
      prefix: folder,
      noncurrentVersionExpiration: deleted,
      expiredObjectDeleteMarker: true,
    })
  }

  private grant(fn: HubFunction, actions: string[], keyActions: string[], folder = ''): void {
    fn.allow(actions, [this.bucket.arnForObjects(`${folder}*`)])
    fn.allow(keyActions, [this.key.keyArn])
    this.acknowledge(fn, `${folder}*`)
    fn.addEnvironment(this.variable, this.bucket.bucketName)
  }

  private acknowledge(fn: HubFunction, keys: string): void {
    const id = Stack.of(this).getLogicalId(this.bucket.node.defaultChild as CfnBucket)
    if (fn.role)
      Validations.of(fn.role).acknowledge({
        id: `AwsSolutions::AwsSolutions-IAM5[Resource::<${id}.Arn>/${keys}]`,
        reason: 'The keys of one bucket are not known beforehand; the actions are named one by one',
      })
  }
}
