import { Alarm, ComparisonOperator, type IAlarmAction, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch'
import { FilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs'
import { Duration } from 'aws-cdk-lib/core'
import { Construct } from 'constructs'

export interface LogAlarmProps {
  /** By function. */
  logs: Record<string, ILogGroup>
  /** As the error lines say it. */
  what: string
  impact: string
  /** A heading of docs/runbook.md. */
  runbook: string
  alarmAction: IAlarmAction
}

/** What the hub goes on after leaves no dead letter, and somebody has to know of it all the same. */
export class LogAlarm extends Construct {
  constructor(scope: Construct, id: string, { logs, what, impact, runbook, alarmAction }: LogAlarmProps) {
    super(scope, id)
    const metrics = Object.entries(logs).map(([name, logGroup]) =>
      new MetricFilter(this, name, {
        logGroup,
        filterPattern: FilterPattern.all(
          FilterPattern.stringValue('$.level', '=', 'error'),
          FilterPattern.stringValue('$.what', '=', what),
        ),
        metricNamespace: 'Yingbao',
        metricName: what.replaceAll(' ', '-'),
      }).metric({ period: Duration.minutes(5), statistic: 'Sum' }),
    )
    const [metric] = metrics
    if (!metric) throw new Error('an alarm of no log')
    new Alarm(this, 'alarm', {
      alarmDescription: `${impact} Runbook: docs/runbook.md#${runbook}`,
      metric,
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    }).addAlarmAction(alarmAction)
  }
}
