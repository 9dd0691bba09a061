import { Aws, Duration, Validations } from 'aws-cdk-lib'
import {
  Alarm,
  ComparisonOperator,
  MathExpression,
  Metric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch'
import {
  type ILambdaDeploymentConfig,
  LambdaApplication,
  LambdaDeploymentConfig,
  LambdaDeploymentGroup,
  TimeBasedCanaryTrafficRouting,
  TimeBasedLinearTrafficRouting,
} from 'aws-cdk-lib/aws-codedeploy'
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { CfnStateMachineAlias } from 'aws-cdk-lib/aws-stepfunctions'
import { Construct } from 'constructs'
import { METRICS_NAMESPACE, metricNames } from '../../aws/telemetry/metric-names.ts'
import type { Gradual } from '../stages/stages.ts'
import type { ServiceFunction } from './service-function.ts'

export interface RolloutProps {
  readonly pace: Gradual
  /** At once and whatever rings: for a fix that cannot wait. */
  readonly urgent: boolean
  readonly dimensions: { readonly service: string; readonly stage: string }
  readonly stateMachineArns: readonly string[]
  readonly functions: readonly ServiceFunction[]
  /** The one of them that most steps call. */
  readonly ask: ServiceFunction
}

const FIVE_MINUTES = Duration.minutes(5)

/** Of a new version, in five minutes. One may be the network's; whoever called tries again and makes it two. */
const FAILURES = 2

/** Steps given up within five minutes: one or two may be a damaged record, which no rollback mends. Our decision. */
const STEPS_FAILED = 3

/**
 * And for how many calls of `ask` one, at the herd: three of 100,000 are no version's fault. Twelve tries are twelve calls,
 * so a canary of a tenth that fails for all is one in twenty. Our decision.
 */
const CALLS_FOR_ONE_FAILED = 100

/**
 * New code and new texts take over step by step. What rings meanwhile leads back to the version before.
 * Red because somebody has not answered is no reason to stop: it is the people's, and a fix must be deployable then.
 */
export class Rollout extends Construct {
  /** How an alias of a state machine moves to a new version. */
  readonly ofWorkflows: Omit<CfnStateMachineAlias.DeploymentPreferenceProperty, 'stateMachineVersionArn'>

  constructor(scope: Construct, id: string, props: RolloutProps) {
    super(scope, id)
    const { pace, urgent, functions } = props
    const harm = this.#harm(props)
    const application = new LambdaApplication(this, 'Application')
    const deploymentConfig = urgent ? LambdaDeploymentConfig.ALL_AT_ONCE : this.#shifting(pace)
    const role = this.#role(functions)
    for (const lambda of functions) {
      const group = new LambdaDeploymentGroup(this, `Group-${lambda.verb}`, {
        application,
        alias: lambda.alias,
        deploymentConfig,
        // Otherwise the CDK adds AWS's own policy, which allows more.
        role: role.withoutPolicyUpdates(),
        alarms: [this.#failing(lambda), harm],
        ignoreAlarmConfiguration: urgent,
      })
      group.node.addDependency(role)
    }
    this.ofWorkflows = urgent
      ? { type: 'ALL_AT_ONCE' }
      : {
          type: pace.by === 'canary' ? 'CANARY' : 'LINEAR',
          percentage: pace.percent,
          interval: pace.minutes,
          alarms: [harm.alarmName],
        }
  }

  #shifting({ by, percent, minutes }: Gradual): ILambdaDeploymentConfig {
    const shift = { percentage: percent, interval: Duration.minutes(minutes) }
    return new LambdaDeploymentConfig(this, 'Pace', {
      trafficRouting:
        by === 'canary' ? new TimeBasedCanaryTrafficRouting(shift) : new TimeBasedLinearTrafficRouting(shift),
    })
  }

  /** Errors and throttles of the version that takes over, and not of the one that still answers most calls. */
  #failing({ verb, function: lambda, alias }: ServiceFunction): Alarm {
    const of = (metricName: string): Metric =>
      new Metric({
        namespace: 'AWS/Lambda',
        metricName,
        statistic: 'Sum',
        period: FIVE_MINUTES,
        dimensionsMap: {
          FunctionName: lambda.functionName,
          Resource: `${lambda.functionName}:${alias.aliasName}`,
          ExecutedVersion: lambda.currentVersion.version,
        },
      })
    return this.#alarm(`NewFails-${verb}`, `The new version of ${verb} fails: its deployment goes back`, {
      metric: new MathExpression({
        expression: 'FILL(errors, 0) + FILL(throttles, 0)',
        usingMetrics: { errors: of('Errors'), throttles: of('Throttles') },
        period: FIVE_MINUTES,
      }),
      threshold: FAILURES,
    })
  }

  /** What a bad version does to people: somebody is left behind, steps are handed over, executions fail. */
  #harm({ dimensions, stateMachineArns, ask }: RolloutProps): Alarm {
    const ours = (metricName: string, statistic: string): Metric =>
      new Metric({
        namespace: METRICS_NAMESPACE,
        metricName,
        statistic,
        period: FIVE_MINUTES,
        dimensionsMap: { ...dimensions },
      })
    const failed = stateMachineArns.map(
      (StateMachineArn) =>
        new Metric({
          namespace: 'AWS/States',
          metricName: 'ExecutionsFailed',
          statistic: 'Sum',
          period: FIVE_MINUTES,
          dimensionsMap: { StateMachineArn },
        }),
    )
    const each = Object.fromEntries(
      [ours(metricNames.offenders, 'Maximum'), ...failed].map((metric, index): [string, Metric] => [
        `m${index}`,
        metric,
      ]),
    )
    const asks = ask.function.metricInvocations({ statistic: 'Sum', period: FIVE_MINUTES })
    const expression = [
      ...Object.keys(each).map((name) => `FILL(${name}, 0)`),
      `IF(FILL(steps, 0) >= ${STEPS_FAILED} AND FILL(steps, 0) * ${CALLS_FOR_ONE_FAILED} >= FILL(asks, 0), 1, 0)`,
    ].join(' + ')
    return this.#alarm('Harm', 'People come to harm: deployments go back, and no gradual one begins', {
      metric: new MathExpression({
        expression,
        usingMetrics: { ...each, asks, steps: ours('StepsFailed', 'Sum') },
        period: FIVE_MINUTES,
      }),
      threshold: 1,
    })
  }

  #alarm(id: string, alarmDescription: string, rule: { metric: MathExpression; threshold: number }): Alarm {
    return new Alarm(this, id, {
      alarmDescription,
      ...rule,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    })
  }

  #role(functions: readonly ServiceFunction[]): Role {
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('codedeploy.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID } },
      }),
      description: 'The permissions to move callers to new versions',
    })
    role.addToPolicy(
      new PolicyStatement({
        sid: 'MoveAliases',
        actions: ['lambda:GetAlias', 'lambda:UpdateAlias', 'lambda:GetProvisionedConcurrencyConfig'],
        resources: functions.flatMap(({ function: { functionArn } }) => [functionArn, `${functionArn}:live`]),
      }),
    )
    role.addToPolicy(
      new PolicyStatement({ sid: 'LookAtAlarms', actions: ['cloudwatch:DescribeAlarms'], resources: ['*'] }),
    )
    Validations.of(role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'CodeDeploy asks for the state of alarms by their names; the action supports no resources.',
    })
    return role
  }
}
