import { Duration } from 'aws-cdk-lib'
import {
  Alarm,
  ComparisonOperator,
  type IMetric,
  MathExpression,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import type { ITopic } from 'aws-cdk-lib/aws-sns'
import { Construct } from 'constructs'
import { metricNames } from '../../aws/telemetry/metric-names.ts'
import { smsDelivered, smsSpend } from './sms-metrics.ts'
import type { Watched } from './watched.ts'

interface Rule {
  readonly says: string
  readonly metric: IMetric
  /** The threshold: fires at or above it, or below it. */
  readonly from?: number
  readonly below?: number
  readonly periods?: number
  readonly silence?: TreatMissingData
}

const FIVE_MINUTES = Duration.minutes(5)

/** Shares of a limit at which somebody should know. */
const WARN_AT = 0.7

/** Of so many prompts in an hour at least one has its receipt. */
const RECEIPTS_EXPECTED_FROM = 10

/** More in an hour than usual work causes: our guess, to be adjusted. */
const REFUSED_AN_HOUR = 60
const EXPORTS_AN_HOUR = 20

/** Each alarm says what is wrong; docs/runbook.md says what to do. */
export class Alarms extends Construct {
  readonly #topic: ITopic

  constructor(scope: Construct, id: string, watched: Watched) {
    super(scope, id)
    this.#topic = watched.operations
    this.#people(watched)
    this.#texts(watched)
    this.#workflows(watched)
    this.#functions(watched)
    this.#record(watched)
  }

  #people({ people, functions, stage }: Watched): void {
    this.#ring('SomebodyLeftBehind', {
      says: 'The sweeper found somebody whom it could not help: the line "no one left behind" is red',
      metric: people.latest(metricNames.offenders),
      from: 1,
    })
    this.#ring('LineRed', {
      says: 'The line "no one left behind" of a community is red: the console shows who, why and who must answer',
      metric: people.latest(metricNames.red),
      from: 1,
    })
    this.#ring('LineAmber', {
      says: 'Notice: for three hours a community has had more matters than usual beyond their first rung',
      metric: people.latest(metricNames.amber),
      from: 1,
      periods: 3,
    })
    this.#ring('SweeperSilent', {
      says: 'No sweep has begun for two hours: nobody knows whether anyone is left behind',
      metric: people.count(metricNames.offenders, Duration.hours(1)),
      below: 1,
      periods: 2,
      silence: TreatMissingData.BREACHING,
    })
    this.#ring('FiguresLate', {
      says: 'The figures are more than five minutes behind the ledger: the lines of communities are amber',
      metric: people.latest(metricNames.figuresAge),
      from: 300,
      periods: 2,
    })
    this.#ring('StreamWaits', {
      says: "The table's stream is read ten minutes late: figures and events for others wait",
      metric: functions['note-changes'].function.metric('IteratorAge', {
        statistic: 'Maximum',
        period: FIVE_MINUTES,
      }),
      from: 600_000,
    })
    this.#ring('SweepStuck', {
      says: 'A part of the sweep has not been finished for two hours: nobody looks at the people in it. The line says which',
      metric: people.latest(metricNames.sweepPartsLate),
      from: 1,
    })
    if (stage.smokeTest === 'hourly')
      this.#ring('SmokeTestSilent', {
        says: 'No smoke test has passed for two hours: nobody may be asked, heard or followed',
        metric: people.count(metricNames.smokeTests, Duration.hours(1)),
        below: 1,
        periods: 2,
        silence: TreatMissingData.BREACHING,
      })
    this.#ring('StepsFail', {
      says: 'Steps of isolations fail and are tried again: the community is told after a quarter of an hour',
      metric: people.sum('StepsFailed'),
      from: 1,
    })
    this.#ring('OpenExecutions', {
      says: 'Open executions near the quota of the account: ask for more before registrations are refused',
      metric: new MathExpression({
        expression: 'isolations + matters',
        usingMetrics: {
          isolations: people.latest('OpenIsolations'),
          matters: people.latest('OpenMatters'),
        },
        period: Duration.hours(1),
      }),
      from: stage.openExecutionsQuota * WARN_AT,
    })
  }

  #texts({ queues, deadLetters, people, stage }: Watched): void {
    for (const [name, queue] of Object.entries(deadLetters))
      this.#ring(`DeadLetters${name}`, {
        says: `Messages failed for good: the dead letters of ${name} need a person`,
        metric: queue.metricApproximateNumberOfMessagesVisible({
          period: FIVE_MINUTES,
          statistic: 'Maximum',
        }),
        from: 1,
      })
    this.#ring('InboundWaits', {
      says: 'Texts from residents have waited for more than five minutes',
      metric: queues.inbound.queue.metricApproximateAgeOfOldestMessage({ period: FIVE_MINUTES }),
      from: 300,
    })
    this.#ring('OutboxUrgentWaits', {
      says: 'Texts about fever and danger have waited for more than two minutes: their lane has too small a rate',
      metric: queues.outbox.urgent.queue.metricApproximateAgeOfOldestMessage({ period: FIVE_MINUTES }),
      from: 120,
    })
    this.#ring('OutboxRoutineWaits', {
      says: 'Texts to phones have waited for more than half an hour: the provider is too slow for the slots',
      metric: queues.outbox.routine.queue.metricApproximateAgeOfOldestMessage({ period: FIVE_MINUTES }),
      from: 1800,
    })
    this.#ring('StaffPhonesRefused', {
      says: "The provider refuses a staff member's phone: they get no matters",
      metric: people.sum('StaffPhonesRefused'),
      from: 1,
    })
    this.#ring('CodesAreGuessed', {
      says: 'Posts send many unknown codes: a phone may be stolen, or a sender forged',
      metric: people.sum(metricNames.unknownCodes),
      from: 20,
    })
    this.#ring('SettingsUnusable', {
      says: 'The settings of the stage cannot be read: the last usable ones count, or those of the deployment',
      metric: people.sum('SettingsUnusable'),
      from: 1,
    })
    this.#ring('EventsLeftOut', {
      says: 'Entries that the deployed release cannot read were not published: other systems do not know of them',
      metric: people.sum('EventsLeftOut'),
      from: 1,
    })
    this.#ring('StrangersNotAnswered', {
      says: 'Strangers have used up the daily answers: somebody may be running up SMS costs',
      // By the hour: with five minutes it would fire and clear all day.
      metric: people.sum('StrangersNotAnswered', Duration.hours(1)),
      from: 1,
    })
    this.#ring('ProviderRefuses', {
      says: 'The SMS provider refuses our texts: the spending limit, the sandbox or a permission',
      metric: people.sum('ProviderRefuses'),
      from: 5,
    })
    this.#ring('CircuitOpened', {
      says: 'A provider of texts fails, so texts wait or go by the second one: ring the communities',
      metric: people.sum('CircuitsOpened'),
      from: 1,
    })
    if (!stage.sms.byAws) return
    this.#ring('ReceiptsMissing', {
      says: 'Prompts were sent and no receipt has come for an hour: the office must confirm every silence',
      metric: new MathExpression({
        expression: `IF(FILL(prompts, 0) >= ${RECEIPTS_EXPECTED_FROM} AND FILL(receipts, 0) < 1, 1, 0)`,
        usingMetrics: {
          prompts: people.sum(metricNames.promptsSent, Duration.hours(1)),
          receipts: people.sum(metricNames.receipts, Duration.hours(1)),
        },
        period: Duration.hours(1),
      }),
      from: 1,
    })
    this.#ring('SmsSpend', {
      says: `The SMS of this month cost ${WARN_AT * 100} % of their budget`,
      metric: smsSpend(),
      from: stage.sms.monthlyBudgetUsd * WARN_AT,
    })
    this.#ring('SmsDelivery', {
      says: 'More than one text in ten is not delivered to its phone',
      metric: smsDelivered(),
      below: 0.9,
    })
  }

  #workflows({ workflows }: Watched): void {
    for (const [name, machine] of Object.entries(workflows)) {
      const options = { period: FIVE_MINUTES }
      this.#ring(`${name}ExecutionsFail`, {
        says: `Executions of the ${name} workflow failed: the sweeper restarts them within the hour`,
        metric: machine.metricFailed(options),
        from: 1,
      })
      this.#ring(`${name}ExecutionsTimeOut`, {
        says: `Executions of the ${name} workflow timed out, though the text sets no limit`,
        metric: machine.metricTimedOut(options),
        from: 1,
      })
      this.#ring(`${name}ExecutionsThrottled`, {
        says: `Step Functions throttles the ${name} workflow: its quota of transitions is too small`,
        metric: machine.metricThrottled(options),
        from: 1,
        periods: 3,
      })
    }
  }

  #functions({ functions, api }: Watched): void {
    for (const [verb, { function: lambda }] of Object.entries(functions)) {
      this.#ring(`Errors-${verb}`, {
        says: `${verb} fails again and again`,
        metric: lambda.metricErrors({ period: FIVE_MINUTES }),
        // It runs once an hour and tries what everybody depends on.
        from: verb === 'smoke-test' ? 1 : 5,
      })
    }
    this.#ring('FunctionsThrottled', {
      says: 'Lambda throttles: the account has too few concurrent executions for this hour',
      metric: new Metric({
        namespace: 'AWS/Lambda',
        metricName: 'Throttles',
        statistic: 'Sum',
        period: FIVE_MINUTES,
      }),
      from: 10,
      periods: 3,
    })
    this.#ring('RequestsRefused', {
      says: 'Many requests are refused with 401 or 403: somebody may be probing the API',
      metric: api.asked.hourly('RequestsRefused'),
      from: REFUSED_AN_HOUR,
    })
    this.#ring('Exports', {
      says: 'Many exports within an hour: somebody may be taking the data away',
      metric: api.asked.hourly('Exports'),
      from: EXPORTS_AN_HOUR,
    })
    this.#ring('ApiFails', {
      says: 'The API answers with errors of its own',
      metric: api.stage.metricServerError({ period: FIVE_MINUTES, statistic: 'Sum' }),
      from: 5,
    })
  }

  #record({ tableName }: Watched): void {
    for (const metricName of ['ReadThrottleEvents', 'WriteThrottleEvents'])
      this.#ring(`Record${metricName}`, {
        says: 'DynamoDB throttles the record: a partition is hot, or the write limit of the stage is too small',
        metric: new Metric({
          namespace: 'AWS/DynamoDB',
          metricName,
          dimensionsMap: { TableName: tableName },
          statistic: 'Sum',
          period: FIVE_MINUTES,
        }),
        from: 10,
        periods: 2,
      })
  }

  #ring(id: string, { says, metric, from, below, periods = 1, silence }: Rule): void {
    const alarm = new Alarm(this, id, {
      alarmDescription: says,
      metric,
      threshold: from ?? below ?? 1,
      comparisonOperator:
        below === undefined
          ? ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD
          : ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: periods,
      treatMissingData: silence ?? TreatMissingData.NOT_BREACHING,
    })
    alarm.addAlarmAction(new SnsAction(this.#topic))
    alarm.addOkAction(new SnsAction(this.#topic))
  }
}
