/** Counts only: no metric says whom it is about. */
export const METRICS_NAMESPACE = 'Sixclear'

export const metricNames = {
  promptsSent: 'PromptsSent',
  reports: 'Reports',
  missed: 'SlotsMissed',
  /** By the dimension `rung`. */
  escalations: 'Escalations',
  offenders: 'SweepOffenders',
} as const

export type MetricName = (typeof metricNames)[keyof typeof metricNames]

export type Count = (
  metric: MetricName,
  amount?: number,
  dimension?: { readonly name: 'rung'; readonly value: string },
) => void
