import type { IMetric } from 'aws-cdk-lib/aws-cloudwatch'
import { FilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs'
import { Aws, type Duration } from 'aws-cdk-lib/core'
import type { Construct } from 'constructs'

interface LoggedProps {
  logGroup: ILogGroup
  /** Fields of a log line and the values that are counted. */
  fields: Record<string, string>
  metricName: string
  period: Duration
}

/** Hubs of one account count apart. */
export const METRIC_NAMESPACE = `Yingbao/${Aws.STACK_NAME}`

/** @returns the number of such log lines in a period */
export function logged(scope: Construct, id: string, { logGroup, fields, metricName, period }: LoggedProps): IMetric {
  const terms = Object.entries(fields).map(([name, value]) => FilterPattern.stringValue(`$.${name}`, '=', value))
  return new MetricFilter(scope, id, {
    logGroup,
    filterPattern: FilterPattern.all(...terms),
    metricNamespace: METRIC_NAMESPACE,
    metricName,
  }).metric({ period, statistic: 'Sum' })
}
