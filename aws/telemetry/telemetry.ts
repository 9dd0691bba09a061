import { Logger } from '@aws-lambda-powertools/logger'
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics'
import type { Context } from 'aws-lambda'
import type { Log } from '../../core/ports/log.ts'
import { makeLog } from './log.ts'
import { type Count, METRICS_NAMESPACE } from './metric-names.ts'

export interface Telemetry {
  readonly log: Log
  readonly count: Count
  begin(context: Context): void
  /** Writes the counts since the last call. */
  flush(): void
}

/** Log lines and counts of one function, for CloudWatch. */
export const makeTelemetry = (serviceName: string, stage: string): Telemetry => {
  const logger = new Logger({ serviceName, persistentKeys: { stage } })
  const metrics = new Metrics({ namespace: METRICS_NAMESPACE, serviceName, defaultDimensions: { stage } })
  return {
    log: makeLog({
      info: (event, line) => logger.info(event, line),
      error: (event, line) => logger.error(event, line),
    }),
    count: (metric, amount = 1, dimension) => {
      if (dimension === undefined) metrics.addMetric(metric, MetricUnit.Count, amount)
      else
        metrics
          .singleMetric()
          .addDimension(dimension.name, dimension.value)
          .addMetric(metric, MetricUnit.Count, amount)
    },
    begin: (context) => logger.addContext(context),
    flush: () => {
      if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics()
    },
  }
}
