import type { IAlarmAction } from 'aws-cdk-lib/aws-cloudwatch'
import { Duration } from 'aws-cdk-lib/core'
import { Construct } from 'constructs'
import { HubAlarm } from './constructs/hub-alarm.ts'
import type { HubFunction } from './constructs/hub-function.ts'
import { HubDashboard, type WatchedStage } from './dashboard.ts'
import type { Web } from './stages/web.ts'
import type { Stores } from './stores.ts'

interface WatchProps {
  web: Web
  /** Whoever is called by a queue, and its queues. */
  stages: Readonly<Record<string, WatchedStage>>
  stores: Stores
  alarmAction: IAlarmAction
}

/** Of a function's time; what takes longer is soon cut off. */
const NEAR_LIMIT = 0.8

/** Alarms of pages, functions and tables, which no dead letter tells of, and the one page that shows all. */
export class Watch extends Construct {
  constructor(scope: Construct, id: string, { web, stages, stores, alarmAction }: WatchProps) {
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
    for (const [name, { fn }] of Object.entries({ web, ...stages })) this.watchFunction(name, fn, alarmAction)
    new HubDashboard(this, 'dashboard', { web, stages, stores })
  }

  private watchFunction(name: string, fn: HubFunction, alarmAction: IAlarmAction): void {
    const period = Duration.minutes(5)
    const timeout = (fn.timeout ?? Duration.seconds(3)).toMilliseconds()
    new HubAlarm(this, `${name}-errors`, {
      impact: `Calls of ${name} end without an answer (time, memory, a crash): what they were about is tried again, later each time.`,
      runbook: 'function-errors',
      // A message whose call has ended so comes back after half an hour at the latest.
      ...(name === 'web'
        ? { metric: fn.metricErrors({ period, statistic: 'Sum' }), threshold: 3 }
        : { metric: fn.metricErrors({ period: Duration.hours(1), statistic: 'Sum' }), threshold: 2 }),
      alarmAction,
    })
    new HubAlarm(this, `${name}-near-limit`, {
      impact: `Calls of ${name} take four fifths of their time and more: what grows a little is cut off and ends nowhere.`,
      runbook: 'near-limit',
      metric: fn.metricDuration({ period, statistic: 'Maximum' }),
      threshold: timeout * NEAR_LIMIT,
      alarmAction,
    })
    // A page that is turned away is seen by somebody; messages wait and come back.
    if (name !== 'web')
      new HubAlarm(this, `${name}-throttled`, {
        impact: `Lambda has no room for ${name}, for a quarter of an hour: its messages wait, and may end as dead letters untried.`,
        runbook: 'stage-throttled',
        metric: fn.metricThrottles({ period, statistic: 'Sum' }),
        threshold: 1,
        periods: 3,
        alarmAction,
      })
  }
}
