import type { IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch'
import type { ILogGroup } from 'aws-cdk-lib/aws-logs'
import { Duration } from 'aws-cdk-lib/core'
import { Construct } from 'constructs'
import { HubAlarm } from './hub-alarm.ts'
import { logged } from './logged.ts'

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
    const counted = { fields: { level: 'error', what }, metricName: what.replaceAll(' ', '-') }
    const [metric] = Object.entries(logs).map(([name, logGroup]) =>
      logged(this, name, { ...counted, logGroup, period: Duration.minutes(5) }),
    )
    if (!metric) throw new Error('an alarm of no log')
    new HubAlarm(this, 'alarm', { impact, runbook, metric, threshold: 1, alarmAction })
  }
}
