import { Duration } from 'aws-cdk-lib'
import { Metric } from 'aws-cdk-lib/aws-cloudwatch'
import { FilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import { METRICS_NAMESPACE } from '../../aws/telemetry/metric-names.ts'
import { routes } from '../../api/routes.ts'

export interface AccessMetricsProps {
  readonly accessLog: ILogGroup
  readonly dimensions: { readonly service: string; readonly stage: string }
}

/** A file of many people, taken away at once. */
const EXPORTS = routes.filter(({ path }) => path.endsWith('.csv'))

/** What the access log says of those who ask for what is not theirs, or for much at once: docs/runbook.md, a breach. */
const counted = {
  /** Without a sign-in that counts, or not for this post: status 401 and 403. */
  RequestsRefused: FilterPattern.any(
    FilterPattern.stringValue('$.status', '=', '401'),
    FilterPattern.stringValue('$.status', '=', '403'),
  ),
  /** Exports that were given. */
  Exports: FilterPattern.all(
    FilterPattern.stringValue('$.status', '=', '200'),
    FilterPattern.any(
      ...EXPORTS.map(({ method, path }) => FilterPattern.stringValue('$.route', '=', `${method} ${path}`)),
    ),
  ),
} as const

/** Counted where API Gateway writes down every request: also those that its authorizer lets nowhere near a function. */
export class AccessMetrics extends Construct {
  readonly #dimensions: AccessMetricsProps['dimensions']

  constructor(scope: Construct, id: string, { accessLog, dimensions }: AccessMetricsProps) {
    super(scope, id)
    this.#dimensions = dimensions
    for (const [metricName, filterPattern] of Object.entries(counted))
      new MetricFilter(this, metricName, {
        logGroup: accessLog,
        filterPattern,
        metricNamespace: METRICS_NAMESPACE,
        metricName,
        metricValue: '1',
        dimensions: { service: '$.service', stage: '$.stage' },
      })
  }

  hourly(metricName: keyof typeof counted): Metric {
    return new Metric({
      namespace: METRICS_NAMESPACE,
      metricName,
      statistic: 'Sum',
      period: Duration.hours(1),
      dimensionsMap: { ...this.#dimensions },
    })
  }
}
