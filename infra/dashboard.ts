import { Dashboard, GraphWidget, type IMetric, Metric, TextWidget } from 'aws-cdk-lib/aws-cloudwatch'
import { Duration } from 'aws-cdk-lib/core'
import { Construct } from 'constructs'
import type { HubFunction } from './constructs/hub-function.ts'
import type { HubQueue } from './constructs/hub-queue.ts'
import { METRIC_NAMESPACE } from './constructs/logged.ts'
import type { Web } from './stages/web.ts'
import type { Stores } from './stores.ts'

export interface WatchedStage {
  readonly fn: HubFunction
  readonly queue: HubQueue
}

interface DashboardProps {
  web: Web
  stages: Readonly<Record<string, WatchedStage>>
  stores: Stores
}

/** Half of CloudWatch's grid. */
const [WIDTH, HEIGHT] = [12, 6]
/** Which stages say how much of what (functions/shared/stages/log.ts). */
const SAID = { intake: ['rows', 'returned'], match: ['changed'], batch: ['rows'] }
const SAYING = ['intake', 'match', 'canary']

/** One page: what offices feel, then what each stage does, then what it rests on. */
export class HubDashboard extends Construct {
  constructor(scope: Construct, id: string, { web, stages, stores }: DashboardProps) {
    super(scope, id)
    const period = Duration.minutes(5)
    const graph = (title: string, left: IMetric[]) => new GraphWidget({ title, left, width: WIDTH, height: HEIGHT })
    const queues = Object.entries(stages).map(([label, { queue }]) => queue.shown(label))
    const said = (stage: string, metricName: string, statistic: string) =>
      new Metric({
        namespace: METRIC_NAMESPACE,
        dimensionsMap: { stage },
        ...{ metricName, period, statistic, label: `${stage} ${metricName}` },
      })
    const counted = Object.entries(SAID).flatMap(([stage, names]) => names.map((name) => said(stage, name, 'Sum')))
    const functions = Object.entries({ web, ...stages })
    const ofEach = (of: 'metricErrors' | 'metricThrottles' | 'metricDuration', statistic: string) =>
      functions.map(([label, { fn }]) => fn[of]({ period, statistic, label }))
    const tables = [stores.people, stores.work]
    new Dashboard(this, 'page', {
      defaultInterval: Duration.days(1),
      widgets: [
        [new TextWidget({ markdown: 'What an alarm means and what to do: docs/runbook.md', width: 24, height: 1 })],
        [
          graph('Pages: milliseconds, p95', [web.api.metricLatency({ period, statistic: 'p95' })]),
          graph('Pages: 5xx and 4xx', [
            web.api.metricServerError({ period, statistic: 'Sum' }),
            web.api.metricClientError({ period, statistic: 'Sum' }),
          ]),
        ],
        [
          graph(
            'From the request to the verdict: seconds, p95',
            SAYING.map((stage) => said(stage, 'seconds', 'p95')),
          ),
          graph('Rows, returned rows, changed persons', counted),
        ],
        [
          graph(
            'Oldest message: seconds',
            queues.map(({ age }) => age),
          ),
          graph(
            'Dead letters',
            queues.map(({ dead }) => dead),
          ),
        ],
        [
          graph('Calls without an answer', ofEach('metricErrors', 'Sum')),
          graph('Calls that Lambda refused', ofEach('metricThrottles', 'Sum')),
        ],
        [
          graph('Duration: milliseconds, the longest', ofEach('metricDuration', 'Maximum')),
          graph(
            'Requests that tables refused',
            tables.flatMap((table) => [table.throttled('Read', period), table.throttled('Write', period)]),
          ),
        ],
      ],
    })
  }
}
