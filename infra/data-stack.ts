import { Stack, type StackProps } from 'aws-cdk-lib/core'
import { Construct } from 'constructs'
import { Stores, type StoresProps } from './stores.ts'

export interface DataStackProps extends StackProps, StoresProps {}

/** What outlives every deployment: tables, buckets, secrets, the key, and the queue of what offices have sent. */
export class DataStack extends Stack {
  readonly stores: Stores
  /** A bucket's notification needs its queue beside it; else each stack would wait for the other. */
  readonly arrivals: Construct

  constructor(scope: Construct, id: string, { auditLockDays, frozen, ...props }: DataStackProps) {
    super(scope, id, props)
    this.stores = new Stores(this, 'stores', { auditLockDays, frozen })
    this.arrivals = new Construct(this, 'intake')
  }
}
