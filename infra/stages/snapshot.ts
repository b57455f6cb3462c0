import { Alarm, ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch'
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs'
import { Duration } from 'aws-cdk-lib/core'
import { Construct } from 'constructs'
import { HubFunction } from '../constructs/hub-function.ts'
import { HubQueue } from '../constructs/hub-queue.ts'
import type { StageProps } from './stage.ts'

/** A closed period's listed persons, frozen. */
export class Snapshot extends Construct {
  readonly fn: HubFunction
  readonly queue: HubQueue

  constructor(scope: Construct, id: string, { stores, bundle, alarmAction }: StageProps) {
    super(scope, id)
    this.fn = new HubFunction(this, 'function', { bundle, timeout: Duration.minutes(5), memoryMb: 1769 })
    this.queue = new HubQueue(this, id, {
      consumer: this.fn,
      maximumConcurrency: 4,
      impact: 'A county has closed its month and gets no outcomes: townships, bank and finance wait for it.',
      alarmAction,
    })
    // A disagreement that the next attempt mends leaves no dead letter, and somebody has to know of it all the same.
    const disagreements = new MetricFilter(this, 'disagreements', {
      logGroup: this.fn.logGroup,
      filterPattern: FilterPattern.all(
        FilterPattern.stringValue('$.level', '=', 'error'),
        FilterPattern.stringValue('$.what', '=', 'rosters and persons disagree'),
      ),
      metricNamespace: 'Yingbao',
      metricName: 'rosters-and-persons-disagree',
    })
    new Alarm(this, 'disagreement', {
      alarmDescription:
        'Persons did not say what the rosters say when a month was closed: nothing was reported of it, the lists were sent to them again. Runbook: docs/runbook.md#persons-differ',
      metric: disagreements.metric({ period: Duration.minutes(5), statistic: 'Sum' }),
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    }).addAlarmAction(alarmAction)
    stores.people.grantRead(this.fn)
    stores.work.grantReadWrite(this.fn)
    stores.outbox.grantRead(this.fn)
    stores.outbox.grantWrite(this.fn)
    stores.keySecret.grantRead(this.fn)
  }
}
