import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch'
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb'
import { type Duration, RemovalPolicy } from 'aws-cdk-lib/core'
import { Construct } from 'constructs'
import type { HubFunction } from './hub-function.ts'
import { tellSetting } from './setting.ts'

export interface HubTableProps {
  partitionKey: string
  sortKey: string
  /** The attribute with the second at which an item may be deleted. */
  expires?: string
  variable: string
}

const READ = ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query']
const WRITE = ['dynamodb:PutItem', 'dynamodb:UpdateItem', 'dynamodb:DeleteItem', 'dynamodb:BatchWriteItem']

export class HubTable extends Construct {
  private readonly table: Table
  private readonly variable: string

  constructor(scope: Construct, id: string, props: HubTableProps) {
    super(scope, id)
    this.variable = props.variable
    this.table = new Table(this, 'table', {
      partitionKey: { name: props.partitionKey, type: AttributeType.STRING },
      sortKey: { name: props.sortKey, type: AttributeType.STRING },
      billingMode: BillingMode.PAY_PER_REQUEST,
      encryption: TableEncryption.AWS_MANAGED,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      removalPolicy: RemovalPolicy.RETAIN,
      deletionProtection: true,
      ...(props.expires ? { timeToLiveAttribute: props.expires } : {}),
    })
    tellSetting(this, props.variable, this.table.tableName)
  }

  /** Requests that DynamoDB refused for a while. */
  throttled(kind: 'Read' | 'Write', period: Duration): IMetric {
    return this.table.metric(`${kind}ThrottleEvents`, { period, statistic: 'Sum' })
  }

  grantRead(fn: HubFunction): void {
    this.grant(fn, READ)
  }

  grantReadWrite(fn: HubFunction): void {
    this.grant(fn, [...READ, ...WRITE])
  }

  /** Item by item, under a condition. */
  grantReadPut(fn: HubFunction): void {
    this.grant(fn, [...READ, 'dynamodb:PutItem'])
  }

  grantInsert(fn: HubFunction): void {
    this.grant(fn, ['dynamodb:PartiQLInsert'])
  }

  grantScan(fn: HubFunction): void {
    this.grant(fn, ['dynamodb:Scan'])
  }

  grantRemove(fn: HubFunction): void {
    this.grant(fn, ['dynamodb:BatchWriteItem'])
  }

  private grant(fn: HubFunction, actions: string[]): void {
    fn.allow(actions, [this.table.tableArn])
    fn.addEnvironment(this.variable, this.table.tableName)
  }
}
