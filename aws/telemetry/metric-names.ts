/** Counts only: no metric identifies a person. */
export const METRICS_NAMESPACE = 'Sixclear'

export const metricNames = {
  promptsSent: 'PromptsSent',
  /** Of what became of texts, whichever texts. */
  receipts: 'Receipts',
  reports: 'Reports',
  missed: 'SlotsMissed',
  /** By the dimension `rung`. */
  escalations: 'Escalations',
  offenders: 'SweepOffenders',
  /** Unknown codes that posts have texted. */
  unknownCodes: 'UnknownCodes',
  /** By the dimension `community`: 0 green, 1 amber, 2 red. */
  line: 'Line',
  /** So many communities have this line. */
  red: 'CommunitiesRed',
  amber: 'CommunitiesAmber',
} as const

export type MetricName = (typeof metricNames)[keyof typeof metricNames]

export type Count = (
  metric: MetricName,
  amount?: number,
  dimension?: { readonly name: 'rung' | 'community'; readonly value: string },
) => void
