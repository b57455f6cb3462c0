import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch'
import { AttributeType, BillingMode, Table, TableEncryption } from 'aws-cdk-lib/aws-dynamodb'
import { type Duration, RemovalPolicy } from 'aws-cdk-lib/core'
import { Construct } from 'constructs'
import { answered } from './answered.ts'
import type { HubFunction } from './hub-function.ts'
import { tellSetting } from './setting.ts'

export interface HubTableProps {
  partitionKey: string
  sortKey: string
  /** The attribute with the second at which an item may be deleted. */
  expires?: string
  variable: string
}

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
    answered(
      this.table,
      'Point-in-time recovery keeps 35 days; a copy elsewhere is the city’s to set up (docs/deploy.md#backup)',
      'NIST.800.53.R5-DynamoDBInBackupPlan',
    )
    tellSetting(this, props.variable, this.table.tableName)
  }

  /** Requests that DynamoDB refused for a while. */
  throttled(kind: 'Read' | 'Write', period: Duration): IMetric {
    return this.table.metric(`${kind}ThrottleEvents`, { period, statistic: 'Sum' })
  }

  /** @param items actions by pattern of the partition key */
  grant(fn: HubFunction, items: Readonly<Record<string, readonly string[]>>): void {
    const actions = [...new Set(Object.values(items).flat())]
    const keysOf = (action: string) => Object.keys(items).filter((key) => items[key]?.includes(action))
    // One statement an action is shorter than one an item: a role's policies end at 10,240 letters.
    for (const alike of Map.groupBy(actions, (action) => keysOf(action).join()).values())
      this.allow(fn, alike, {
        'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': keysOf(alike[0] ?? '') },
        // All of none would be alike, too.
        Null: { 'dynamodb:LeadingKeys': 'false' },
      })
  }

  /** IAM knows no keys of what is looked through. */
  grantScan(fn: HubFunction): void {
    this.allow(fn, ['Scan'])
  }

  private allow(fn: HubFunction, actions: readonly string[], conditions?: Record<string, object>): void {
    fn.allow(
      actions.map((action) => `dynamodb:${action}`),
      [this.table.tableArn],
      conditions,
    )
    fn.addEnvironment(this.variable, this.table.tableName)
  }
}
