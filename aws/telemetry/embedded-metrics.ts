import { type Count, METRICS_NAMESPACE } from './metric-names.ts'

/** CloudWatch takes this many values of one metric from one line. */
const MOST_VALUES = 100

type Dimensions = Readonly<Record<string, string>>

/**
 * Counts as CloudWatch reads them from the log: a line for each set of dimensions.
 * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
 */
export const embeddedMetrics = (
  common: Dimensions,
  now: () => number,
  write: (line: object) => void,
): { readonly count: Count; flush(): void } => {
  const counted = new Map<
    string,
    { readonly dimensions: Dimensions; readonly values: Map<string, number[]> }
  >()
  const flush = (): void => {
    for (const { dimensions, values } of counted.values())
      write({
        _aws: {
          Timestamp: now(),
          CloudWatchMetrics: [
            {
              Namespace: METRICS_NAMESPACE,
              Dimensions: [Object.keys(dimensions)],
              Metrics: [...values.keys()].map((Name) => ({ Name, Unit: 'Count' })),
            },
          ],
        },
        ...dimensions,
        ...Object.fromEntries(values),
      })
    counted.clear()
  }
  return {
    count: (metric, amount = 1, dimension) => {
      const dimensions = dimension === undefined ? common : { ...common, [dimension.name]: dimension.value }
      const key = JSON.stringify(dimensions)
      const { values } = counted.get(key) ?? { values: new Map<string, number[]>() }
      const all = [...(values.get(metric) ?? []), amount]
      counted.set(key, { dimensions, values: values.set(metric, all) })
      if (all.length === MOST_VALUES) flush()
    },
    flush,
  }
}
