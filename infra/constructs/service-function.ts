import { type Acknowledgment, type Duration, Validations } from 'aws-cdk-lib'
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import {
  type Alias,
  Architecture,
  type Code,
  type IFunction,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda'
import { Construct } from 'constructs'
import type * as z from 'zod/mini'
import type { BundleName } from '../bundles/grants.ts'
import { EncryptedLogGroup, type LogSettings } from './encrypted-log-group.ts'

/** A schema of environment variables: all of them text, or absent. */
export type EnvironmentSchema = z.ZodMiniObject<
  Readonly<Record<string, z.ZodMiniType<string | undefined, string | undefined>>>
>

export interface ServiceFunctionProps {
  readonly verb: BundleName
  readonly description: string
  readonly code: Code
  /** The schema of the handler's variables. The function gets only these. */
  readonly schema: EnvironmentSchema
  readonly variables: Readonly<Record<string, string | undefined>>
  readonly permissions: readonly PolicyStatement[]
  /** For the wildcards in the permissions. */
  readonly acknowledgements: readonly Acknowledgment[]
  readonly timeout: Duration
  readonly memoryMegabytes?: number
  /** Environments set aside for it, and no more than these. */
  readonly reservedConcurrency?: number | undefined
  readonly logs: LogSettings
}

/**
 * A Lambda function with our settings, behind the alias `live`: running executions get new code at their next step.
 */
export class ServiceFunction extends Construct {
  readonly verb: BundleName
  readonly function: LambdaFunction
  /** The alias, for event sources. */
  readonly alias: Alias
  /** The alias, for other callers. */
  readonly live: IFunction
  readonly logGroup: EncryptedLogGroup
  readonly role: Role

  constructor(scope: Construct, id: string, props: ServiceFunctionProps) {
    super(scope, id)
    const {
      verb,
      description,
      code,
      timeout,
      memoryMegabytes = 512,
      reservedConcurrency,
      permissions,
      logs,
    } = props
    this.verb = verb
    this.logGroup = new EncryptedLogGroup(this, 'Logs', logs)
    this.role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
      description: `What ${verb} may do`,
    })
    this.role.addToPolicy(
      new PolicyStatement({
        sid: 'WriteLogs',
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [this.logGroup.logGroupArn],
      }),
    )
    for (const statement of permissions) this.role.addToPolicy(statement)
    this.function = new LambdaFunction(this, 'Function', {
      description,
      code,
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      timeout,
      memorySize: memoryMegabytes,
      ...(reservedConcurrency === undefined ? {} : { reservedConcurrentExecutions: reservedConcurrency }),
      role: this.role,
      logGroup: this.logGroup,
      loggingFormat: LoggingFormat.JSON,
      tracing: Tracing.ACTIVE,
      environment: named(props),
    })
    this.alias = this.function.addAlias('live')
    // The CDK's types do not fit `exactOptionalPropertyTypes`; an Alias is an IFunction all the same.
    this.live = this.alias as IFunction
    Validations.of(this.role).acknowledge(
      {
        id: 'AwsSolutions-IAM5[Resource::*]',
        reason: 'Writing traces to X-Ray knows no resource.',
      },
      ...props.acknowledgements,
    )
    Validations.of(this.function).acknowledge({
      id: 'Serverless-LambdaDLQ',
      reason:
        'Step Functions, API Gateway and the queues invoke synchronously and keep what fails; only the beginning of the sweep, the watch and the smoke test run asynchronously, with a failure destination.',
    })
  }
}

const named = ({ schema, variables }: ServiceFunctionProps): Record<string, string> => {
  const present: Record<string, string> = {}
  for (const name of Object.keys(schema.shape)) {
    const value = variables[name]
    if (value !== undefined) present[name] = value
  }
  return present
}
