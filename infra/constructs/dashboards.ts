import { Duration } from 'aws-cdk-lib'
import {
  Dashboard,
  GraphWidget,
  type IMetric,
  Metric,
  SingleValueWidget,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch'
import { Construct } from 'constructs'
import { metricNames } from '../../aws/telemetry/metric-names.ts'
import { RungName } from '../../core/rule-book/rule-book.ts'
import { smsDelivered, smsSpend } from './sms-metrics.ts'
import type { Watched } from './watched.ts'

const HOUR = Duration.hours(1)

const graph = (title: string, left: IMetric[], right: IMetric[] = []): GraphWidget =>
  new GraphWidget({ title, left, right, width: 8, height: 6 })

const number = (title: string, metric: IMetric): SingleValueWidget =>
  new SingleValueWidget({ title, metrics: [metric], width: 6, height: 4 })

const consumed = (tableName: string, kind: 'Read' | 'Write'): Metric =>
  new Metric({
    namespace: 'AWS/DynamoDB',
    metricName: `Consumed${kind}CapacityUnits`,
    dimensionsMap: { TableName: tableName },
    statistic: 'Sum',
  })

/** Two dashboards: one about people, one about the system. */
export class Dashboards extends Construct {
  readonly people: Dashboard
  readonly plumbing: Dashboard

  constructor(scope: Construct, id: string, watched: Watched) {
    super(scope, id)
    const { stage } = watched
    this.people = new Dashboard(this, 'People', { dashboardName: `sixclear-${stage.name}-people` })
    this.plumbing = new Dashboard(this, 'Plumbing', { dashboardName: `sixclear-${stage.name}-plumbing` })
    this.#drawPeople(watched)
    this.#drawPlumbing(watched)
  }

  #drawPeople({ people, functions, workflows }: Watched): void {
    const climbs = functions['climb-ladder'].function.metricInvocations({ period: HOUR })
    const matters = workflows.escalation.metricStarted({ period: HOUR })
    this.people.addWidgets(
      new TextWidget({
        width: 24,
        height: 2,
        markdown:
          '**No one left behind.** No community may be red, and offenders must be 0. The sweeper looks once an hour; the console has the names.',
      }),
    )
    this.people.addWidgets(
      number('Isolations followed', people.latest('OpenIsolations')),
      number('Open matters', people.latest('OpenMatters')),
      number('Communities whose line is red', people.latest(metricNames.red)),
      number('Communities whose line is amber', people.latest(metricNames.amber)),
      number('Offenders: left behind', people.latest(metricNames.offenders)),
      number('Mended in the last hour', people.sum('Mended', HOUR)),
    )
    this.people.addWidgets(
      graph('Communities by their line', [people.latest(metricNames.red), people.latest(metricNames.amber)]),
      graph('Registered', [people.sum('Registered', HOUR)]),
      graph('Asked and answered', [
        people.sum(metricNames.promptsSent, HOUR),
        people.sum(metricNames.reports, HOUR),
      ]),
      graph('Missed slots', [people.sum(metricNames.missed, HOUR)]),
      graph('Matters opened', [matters]),
      graph(
        'Matters handed to each rung: a higher one was overdue below',
        RungName.options.map((rung) => people.rung(rung, HOUR)),
      ),
      graph('Ladders begun, moved on or overdue', [climbs]),
      graph('Offenders and mended', [people.latest(metricNames.offenders), people.sum('Mended', HOUR)]),
      graph('Steps handed to people', [people.sum('StepsFailed', HOUR)]),
    )
  }

  #drawPlumbing({ functions, workflows, queues, deadLetters, api, tableName, people, stage }: Watched): void {
    const lambdas = Object.values(functions).map(({ function: lambda }) => lambda)
    const machines = Object.values(workflows)
    this.plumbing.addWidgets(
      graph(
        'Function errors',
        lambdas.map((lambda) => lambda.metricErrors()),
      ),
      graph(
        'Function time, 99 of 100',
        lambdas.map((lambda) => lambda.metricDuration({ statistic: 'p99' })),
      ),
      graph(
        'Function throttles',
        lambdas.map((lambda) => lambda.metricThrottles()),
      ),
      graph(
        'Executions started',
        machines.map((machine) => machine.metricStarted()),
        machines.map((machine) => machine.metricFailed()),
      ),
      graph(
        'Executions throttled',
        machines.map((machine) => machine.metricThrottled()),
      ),
      graph(
        'Age of the oldest message, seconds',
        [queues.inbound, ...Object.values(queues.outbox)].map(({ queue }) =>
          queue.metricApproximateAgeOfOldestMessage(),
        ),
      ),
      graph(
        'Dead letters',
        Object.values(deadLetters).map((queue) => queue.metricApproximateNumberOfMessagesVisible()),
      ),
      graph('Texts not handled or given up', [
        people.sum('MessagesNotHandled'),
        people.sum('MessagesGivenUp'),
      ]),
      graph('API requests', [api.stage.metricCount()], [api.stage.metricServerError()]),
      graph('Record: units', [consumed(tableName, 'Write'), consumed(tableName, 'Read')]),
      ...(stage.sms.byAws ? [graph('SMS: US dollars this month', [smsSpend()], [smsDelivered()])] : []),
    )
  }
}
