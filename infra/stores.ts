import { Key } from 'aws-cdk-lib/aws-kms'
import { Duration } from 'aws-cdk-lib/core'
import { Construct } from 'constructs'
import { type Grants, PERSON } from '../functions/shared/stages/grants.ts'
import { HubBucket } from './constructs/hub-bucket.ts'
import type { HubFunction } from './constructs/hub-function.ts'
import { HubTable } from './constructs/hub-table.ts'
import { KeySecret } from './constructs/key-secret.ts'
import { tellSetting } from './constructs/setting.ts'

export interface StoresProps {
  /** Days for which deposits of the audit cannot be changed by anybody. */
  auditLockDays: number
  /** Days for which what is frozen cannot be deleted, but by whom the ARN names. */
  frozen: { days: number; breakGlassArn: string | undefined }
}

/** Everything that outlives a call. */
export class Stores extends Construct {
  readonly people: HubTable
  readonly work: HubTable
  readonly inbox: HubBucket
  readonly outbox: HubBucket
  /** Ends of the audit's chains, which nobody can change before their time, the account's owner included. */
  readonly audit: HubBucket
  /** The secret behind every person's key: its loss would lose every person. */
  readonly keySecret: KeySecret
  readonly linkSecret: KeySecret
  readonly accountSecret: KeySecret
  readonly webhookSecret: KeySecret

  constructor(scope: Construct, id: string, { auditLockDays, frozen }: StoresProps) {
    super(scope, id)
    const key = new Key(this, 'key', {
      enableKeyRotation: true,
      description: 'Lists, registers and what is made of them',
    })
    tellSetting(this, 'DATA_KEY_ARN', key.keyArn)
    this.people = new HubTable(this, 'people', { partitionKey: 'h', sortKey: 'sk', variable: 'PEOPLE_TABLE' })
    this.work = new HubTable(this, 'work', {
      partitionKey: 'pk',
      sortKey: 'sk',
      expires: 'expires',
      variable: 'WORK_TABLE',
    })
    this.inbox = new HubBucket(this, 'inbox', { key, uploads: true, variable: 'INBOX_BUCKET' })
    this.outbox = new HubBucket(this, 'outbox', { key, uploads: false, variable: 'OUTBOX_BUCKET', freezes: frozen })
    const lockedFor = Duration.days(auditLockDays)
    this.audit = new HubBucket(this, 'audit', { key, uploads: false, variable: 'AUDIT_BUCKET', lockedFor })
    // Objects that no head names any more are deleted by intake.
    this.outbox.endOld('rosters/', { deleted: Duration.days(30) })
    // What retention deletes is gone for good after these days.
    for (const folder of ['returned/', 'rejections/', 'endings/', 'units/', 'rounds/'])
      this.outbox.endOld(folder, { deleted: Duration.days(30) })
    this.inbox.endOld('', { deleted: Duration.days(30) })
    for (const folder of ['handed/', 'chosen/']) this.outbox.endOld(folder, { deleted: Duration.days(1) })
    this.keySecret = new KeySecret(this, 'person-key', {
      description: 'HMAC key of the keys of persons; never changed, or no person would be found again',
      unrotated: 'A rotated key would make other keys of the same ID numbers: every person would be a stranger',
      variable: 'KEY_SECRET_ARN',
    })
    this.linkSecret = new KeySecret(this, 'link-key', {
      description: 'HMAC key of the links in letters; changing it makes every link that was sent invalid',
      unrotated:
        'Links that were sent would end with it; they expire by themselves, and it is changed where it was seen',
      variable: 'LINK_SECRET_ARN',
    })
    this.accountSecret = new KeySecret(this, 'account-key', {
      description: 'Key of second factors and of the names by which accounts sign in; changing it ends every account',
      unrotated: 'A rotated key would open no second factor: everybody would have to be invited again',
      variable: 'ACCOUNT_SECRET_ARN',
    })
    this.webhookSecret = new KeySecret(this, 'webhook-key', {
      description: "Key of the secrets by which offices' systems know what the hub sends; changing it changes them all",
      unrotated:
        "A rotated key would sign what no office's system can verify; a webhook is made anew where its own is seen",
      variable: 'WEBHOOK_SECRET_ARN',
    })
  }
  /** Of tables and buckets; queues, topics and secrets are named where they are handed over. */
  grant(fn: HubFunction, { work, people, scans = [], inbox, outbox, audit }: Grants): void {
    if (work) this.work.grant(fn, work)
    const { person, ...others } = people ?? {}
    if (people) this.people.grant(fn, { ...others, ...(person && { [PERSON]: person }) })
    for (const table of scans) this[table].grantScan(fn)
    if (inbox) this.inbox.grant(fn, inbox)
    if (outbox) this.outbox.grant(fn, outbox)
    if (audit) this.audit.grant(fn, audit)
  }
}
