/** Counts only: no metric identifies a person. */
export const METRICS_NAMESPACE = 'Sixclear'

export const metricNames = {
  promptsSent: 'PromptsSent',
  /** What became of messages of any kind. */
  receipts: 'Receipts',
  reports: 'Reports',
  missed: 'SlotsMissed',
  /** By the dimension `rung`. */
  escalations: 'Escalations',
  offenders: 'SweepOffenders',
  /** Seconds by which the figures are behind the ledger. */
  figuresAge: 'FiguresAge',
  /** Parts of the sweep that were not finished for two hours. */
  sweepPartsLate: 'SweepPartsLate',
  /** Unknown codes that posts have sent. */
  unknownCodes: 'UnknownCodes',
  /** How many communities have this line. The log names them: a metric for each of 2,000 is 600 USD a month. */
  red: 'CommunitiesRed',
  amber: 'CommunitiesAmber',
  /** Those that passed. */
  smokeTests: 'SmokeTestsPassed',
} as const

export type MetricName = (typeof metricNames)[keyof typeof metricNames]

export type Count = (
  metric: MetricName,
  amount?: number,
  dimension?: { readonly name: 'rung'; readonly value: string },
) => void
