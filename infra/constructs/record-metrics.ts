import { Duration } from 'aws-cdk-lib'
import { Metric } from 'aws-cdk-lib/aws-cloudwatch'
import { FilterPattern, MetricFilter } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import { METRICS_NAMESPACE, metricNames } from '../../aws/telemetry/metric-names.ts'
import type { RungName } from '../../core/rule-book/rule-book.ts'
import type { FunctionName } from '../bundles/grants.ts'
import type { ServiceFunction } from './service-function.ts'

interface Counted {
  readonly from: readonly FunctionName[]
  /** A stable event name of the log. */
  readonly event: string
  /** The number in the event, or one for each event. */
  readonly field?: string
}

/** Metrics that are read from the logs. No ids: a dimension for each person would be a list of people. */
export const countedEvents = {
  OpenIsolations: { from: ['begin-sweep'], event: 'sweep.begun', field: 'isolations' },
  OpenMatters: { from: ['begin-sweep'], event: 'sweep.begun', field: 'matters' },
  Mended: { from: ['sweep'], event: 'sweep.part-done', field: 'mended' },
  Registered: { from: ['api', 'import-roster'], event: 'returnee.registered' },
  StepsFailed: { from: ['report-failure'], event: 'isolation.step-failed' },
  StrangersNotAnswered: { from: ['receive-sms'], event: 'strangers.budget-used-up' },
  MessagesNotHandled: { from: ['receive-sms'], event: 'sms.not-handled' },
  MessagesGivenUp: { from: ['deliver'], event: 'message.given-up' },
  StaffPhonesRefused: { from: ['deliver', 'receive-receipt'], event: 'staff.phone-refused' },
  ProviderRefuses: { from: ['deliver', 'receive-sms', 'keep-watch'], event: 'sms.provider-refuses' },
  CircuitsOpened: { from: ['deliver'], event: 'sms.circuit-opened' },
  SettingsUnusable: { from: ['deliver', 'receive-sms', 'keep-watch'], event: 'settings.unusable' },
  EventsLeftOut: { from: ['publish-events'], event: 'event.skipped' },
} as const satisfies Readonly<Record<string, Counted>>

export type PeopleMetric = keyof typeof countedEvents | (typeof metricNames)[keyof typeof metricNames]

export interface RecordMetricsProps {
  readonly serviceName: string
  readonly stageName: string
  readonly functions: Readonly<Record<FunctionName, ServiceFunction>>
}

/** Metrics about people: counted by the functions, or read from their logs. */
export class RecordMetrics extends Construct {
  readonly #dimensions: { readonly service: string; readonly stage: string }

  constructor(scope: Construct, id: string, { serviceName, stageName, functions }: RecordMetricsProps) {
    super(scope, id)
    this.#dimensions = { service: serviceName, stage: stageName }
    const counted: Readonly<Record<string, Counted>> = countedEvents
    for (const [metricName, { from, event, field }] of Object.entries(counted))
      for (const name of from)
        new MetricFilter(this, `${metricName}-${name}`, {
          logGroup: functions[name].logGroup,
          filterPattern: FilterPattern.stringValue('$.message', '=', event),
          metricNamespace: METRICS_NAMESPACE,
          metricName,
          metricValue: field === undefined ? '1' : `$.${field}`,
          dimensions: { service: '$.service', stage: '$.stage' },
        })
  }

  /** The latest number that the sweeper gave. */
  latest(name: PeopleMetric): Metric {
    return this.#metric(name, 'Maximum', Duration.hours(1))
  }

  sum(name: PeopleMetric, period = Duration.minutes(5)): Metric {
    return this.#metric(name, 'Sum', period)
  }

  /** How often it was written at all. */
  count(name: PeopleMetric, period: Duration): Metric {
    return this.#metric(name, 'SampleCount', period)
  }

  /** Matters handed to one rung. */
  rung(rung: RungName, period: Duration): Metric {
    return this.#metric(metricNames.escalations, 'Sum', period, { rung })
  }

  #metric(metricName: PeopleMetric, statistic: string, period: Duration, more = {}): Metric {
    return new Metric({
      namespace: METRICS_NAMESPACE,
      metricName,
      statistic,
      period,
      dimensionsMap: { ...this.#dimensions, ...more },
    })
  }
}
