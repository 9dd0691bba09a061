import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { ArnFormat, Aws, Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib'
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import {
  CfnStateMachine,
  CfnStateMachineAlias,
  CfnStateMachineVersion,
  CustomerManagedEncryptionConfiguration,
  DefinitionBody,
  LogLevel,
  StateMachine,
} from 'aws-cdk-lib/aws-stepfunctions'
import { Construct } from 'constructs'
import type { Workflow as WorkflowName } from '../../core/ports/executions.ts'
import { EncryptedLogGroup, type LogSettings } from './encrypted-log-group.ts'
import type { Rollout } from './rollout.ts'

export interface WorkflowProps {
  /** `move` is no workflow of a person: it moves executions of the others to a new text. */
  readonly workflow: WorkflowName | 'move'
  /** Fixed, so that functions and workflows can refer to each other. */
  readonly stateMachineName: string
  /** By their names in the definition, such as `AskFunctionArn`. Aliases, never versions. */
  readonly functions: Readonly<Record<string, IFunction>>
  readonly key: IKey
  readonly logs: LogSettings
  /** With it, executions are started by the alias `live`, which moves to each new version in this way. */
  readonly rollout?: Rollout['ofWorkflows'] | undefined
}

const folder = resolve(import.meta.dirname, '../../workflows')

/** The definition, with the partition of its ARNs replaced. */
const definition = (workflow: WorkflowProps['workflow']): string =>
  readFileSync(resolve(folder, `${workflow}.asl.json`), 'utf8').replaceAll(
    'arn:aws:states:::',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: Step Functions fills it in, not JavaScript
    'arn:${Partition}:states:::',
  )

/**
 * A workflow definition as a state machine. Its log has what failed, without its data: the ledger says what happened,
 * and the console shows the history of an execution.
 */
export class Workflow extends Construct {
  readonly stateMachine: StateMachine
  readonly logGroup: EncryptedLogGroup

  constructor(scope: Construct, id: string, props: WorkflowProps) {
    super(scope, id)
    const { workflow, stateMachineName, functions, key, logs } = props
    this.logGroup = new EncryptedLogGroup(this, 'Logs', logs)
    const role = new Role(this, 'Role', {
      description: `What the ${workflow} workflow may do`,
      assumedBy: new ServicePrincipal('states.amazonaws.com', {
        conditions: {
          ArnEquals: { 'aws:SourceArn': stateMachineArn(this, stateMachineName) },
          StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
        },
      }),
    })
    role.addToPolicy(
      new PolicyStatement({
        sid: 'InvokeSteps',
        actions: ['lambda:InvokeFunction'],
        resources: Object.values(functions).map(({ functionArn }) => functionArn),
      }),
    )
    this.stateMachine = new StateMachine(this, 'StateMachine', {
      stateMachineName,
      definitionBody: DefinitionBody.fromString(definition(workflow)),
      definitionSubstitutions: {
        Partition: Aws.PARTITION,
        ...Object.fromEntries(
          Object.entries(functions).map(([name, { functionArn }]) => [name, functionArn]),
        ),
      },
      role,
      tracingEnabled: true,
      logs: { destination: this.logGroup, level: LogLevel.ERROR, includeExecutionData: false },
      encryptionConfiguration: new CustomerManagedEncryptionConfiguration(key, Duration.minutes(15)),
    })
    if (props.rollout !== undefined) this.#version(props.rollout)
    Validations.of(this.stateMachine).acknowledge({
      id: 'AwsSolutions-SF1',
      reason:
        'A log of every event costs more than all logs of the functions, and says what the ledger says.',
    })
    Validations.of(role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason: 'The actions for X-Ray traces and for log delivery support no resources.',
    })
  }

  /** A version for each revision. Older ones stay: the alias goes back to one, and executions of 15 days follow theirs. */
  #version(preference: Rollout['ofWorkflows']): void {
    const { defaultChild } = this.stateMachine.node
    if (!(defaultChild instanceof CfnStateMachine)) throw new TypeError('the CDK made no state machine')
    const version = new CfnStateMachineVersion(this, 'Version', {
      stateMachineArn: this.stateMachine.stateMachineArn,
      stateMachineRevisionId: defaultChild.attrStateMachineRevisionId,
    })
    version.applyRemovalPolicy(RemovalPolicy.RETAIN)
    new CfnStateMachineAlias(this, 'Alias', {
      name: LIVE,
      deploymentPreference: { ...preference, stateMachineVersionArn: version.attrArn },
    })
  }
}

const LIVE = 'live'

/** `alias`: how executions are started where versions take over step by step. */
export const stateMachineArn = (scope: Construct, name: string, alias = false): string =>
  Stack.of(scope).formatArn({
    service: 'states',
    resource: 'stateMachine',
    resourceName: alias ? `${name}:${LIVE}` : name,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  })

/** Of every execution of a machine: their names are known at run time only. */
export const executionArns = (scope: Construct, name: string): string =>
  Stack.of(scope).formatArn({
    service: 'states',
    resource: 'execution',
    resourceName: `${name}:*`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  })
