import {
  Alarm,
  ComparisonOperator,
  type IAlarmAction,
  type IMetric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch'
import type { Construct } from 'constructs'

export interface HubAlarmProps {
  /** Its meaning for the offices. */
  impact: string
  /** A heading of docs/runbook.md. */
  runbook: string
  metric: IMetric
  /** Rings at this value and above. */
  threshold: number
  /** All of them have to reach the threshold; 1 by default. */
  periods?: number
  /** Rings below the threshold, and where nothing is measured. */
  isMissed?: boolean
  alarmAction: IAlarmAction
}

/** An alarm that says what it means, names its part of the runbook, and calls somebody. */
export class HubAlarm extends Alarm {
  constructor(scope: Construct, id: string, alarm: HubAlarmProps) {
    const { impact, runbook, metric, threshold, periods = 1, isMissed = false, alarmAction } = alarm
    super(scope, id, {
      alarmDescription: `${impact} Runbook: docs/runbook.md#${runbook}`,
      metric,
      threshold,
      evaluationPeriods: periods,
      comparisonOperator: isMissed
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: isMissed ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    })
    this.addAlarmAction(alarmAction)
  }
}
