import { Key } from 'aws-cdk-lib/aws-kms'
import { Construct } from 'constructs'
import { HubBucket } from './constructs/hub-bucket.ts'
import { HubTable } from './constructs/hub-table.ts'
import { KeySecret } from './constructs/key-secret.ts'

/** Everything that outlives a call: two tables, two buckets, one secret. */
export class Stores extends Construct {
  readonly people: HubTable
  readonly work: HubTable
  readonly inbox: HubBucket
  readonly outbox: HubBucket
  readonly keySecret: KeySecret

  constructor(scope: Construct, id: string) {
    super(scope, id)
    const key = new Key(this, 'key', {
      enableKeyRotation: true,
      description: 'Lists, registers and what is made of them',
    })
    this.people = new HubTable(this, 'people', { partitionKey: 'h', sortKey: 'sk', variable: 'PEOPLE_TABLE' })
    this.work = new HubTable(this, 'work', {
      partitionKey: 'pk',
      sortKey: 'sk',
      expires: 'expires',
      variable: 'WORK_TABLE',
    })
    this.inbox = new HubBucket(this, 'inbox', { key, uploads: true, variable: 'INBOX_BUCKET' })
    this.outbox = new HubBucket(this, 'outbox', { key, uploads: false, variable: 'OUTBOX_BUCKET' })
    this.keySecret = new KeySecret(this, 'person-key')
  }
}
