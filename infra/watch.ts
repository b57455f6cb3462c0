import type { IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch'
import { Duration } from 'aws-cdk-lib/core'
import { Construct } from 'constructs'
import { HubAlarm } from './constructs/hub-alarm.ts'
import type { Web } from './stages/web.ts'
import type { Stores } from './stores.ts'

interface WatchProps {
  web: Web
  stores: Stores
  alarmAction: IAlarmAction
}

/** Alarms of pages and tables, which no dead letter tells of. */
export class Watch extends Construct {
  constructor(scope: Construct, id: string, { web, stores, alarmAction }: WatchProps) {
    super(scope, id)
    const period = Duration.minutes(5)
    new HubAlarm(this, 'api-errors', {
      impact: 'Pages and calls of the API fail by a fault of the hub: clerks cannot work, or only some can.',
      runbook: 'api-errors',
      metric: web.api.metricServerError({ period, statistic: 'Sum' }),
      threshold: 5,
      alarmAction,
    })
    new HubAlarm(this, 'api-slow', {
      impact: 'Every twentieth page takes five seconds and more, for a quarter of an hour: clerks wait or try again.',
      runbook: 'api-slow',
      metric: web.api.metricLatency({ period, statistic: 'p95' }),
      threshold: Duration.seconds(5).toMilliseconds(),
      periods: 3,
      alarmAction,
    })
    new HubAlarm(this, 'web-throttled', {
      impact: 'Lambda has no room for pages: clerks are turned away while stages or other applications take it all.',
      runbook: 'web-throttled',
      metric: web.fn.metricThrottles({ period, statistic: 'Sum' }),
      threshold: 1,
      alarmAction,
    })
    for (const [name, table] of Object.entries({ people: stores.people, work: stores.work }))
      for (const kind of ['Read', 'Write'] as const)
        new HubAlarm(this, `${name}-${kind.toLowerCase()}s-throttled`, {
          impact: `DynamoDB refuses requests of the table ${name}, for a quarter of an hour: stages fall behind, pages fail.`,
          runbook: 'tables-throttled',
          metric: table.throttled(kind, period),
          threshold: 10,
          periods: 3,
          alarmAction,
        })
  }
}
