import { Duration } from 'aws-cdk-lib'
import { Metric } from 'aws-cdk-lib/aws-cloudwatch'
import { FilterPattern, type ILogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import { routes } from '../../api/routes.ts'
import { METRICS_NAMESPACE } from '../../aws/telemetry/metric-names.ts'

export interface AccessMetricsProps {
  readonly accessLog: ILogGroup
  readonly dimensions: { readonly service: string; readonly stage: string }
}

/** A page of a search, and a file of a bulk export: at API Gateway both come by this route. */
const FHIR_PAGES = '/communities/{community}/fhir/{type}'

/** An export of many people. */
const EXPORTS = routes.filter(({ path }) => path.endsWith('.csv') || path === FHIR_PAGES)

/** Metrics of refused and of large requests, from the access log: docs/runbook.md, a breach. */
const counted = {
  /** Requests with status 401 or 403. */
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

/** From API Gateway's access log, which also has the requests that its authorizer refuses. */
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
