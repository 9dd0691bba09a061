import { CfnOutput, Duration, RemovalPolicy, Stack } from 'aws-cdk-lib'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { StringParameter } from 'aws-cdk-lib/aws-ssm'
import type { Construct } from 'constructs'
import { byLane, lanes } from '../../core/message/lane.ts'
import type { Workflow as WorkflowName } from '../../core/ports/executions.ts'
import type { Built } from '../bundles/built-functions.ts'
import { grants } from '../bundles/grants.ts'
import { Console } from '../constructs/console.ts'
import { consoleClient } from '../constructs/console-client.ts'
import { ConsoleFiles } from '../constructs/console-files.ts'
import type { LogSettings } from '../constructs/encrypted-log-group.ts'
import { EventBus } from '../constructs/event-bus.ts'
import { EventPipe } from '../constructs/event-pipe.ts'
import { Figures } from '../constructs/figures.ts'
import { GatewayCallbacks } from '../constructs/gateway-callbacks.ts'
import { HttpApi } from '../constructs/http-api.ts'
import type { Granted } from '../constructs/iam-statements.ts'
import {
  DELIVER_TIMEOUT,
  Functions,
  IMPORT_TIMEOUT,
  RECEIVE_TIMEOUT,
} from '../constructs/lambda-functions.ts'
import { machineClients } from '../constructs/machine-clients.ts'
import { concurrencyOf, Messaging } from '../constructs/messaging.ts'
import { OnSchedule } from '../constructs/on-schedule.ts'
import { OperationsKey } from '../constructs/operations-key.ts'
import { OperationsTopic } from '../constructs/operations-topic.ts'
import { addRegisteredTexts, REGISTERED_TEXTS_FILE } from '../constructs/registered-texts.ts'
import { Rollout } from '../constructs/rollout.ts'
import { Sweeper } from '../constructs/sweeper.ts'
import type { Observed } from '../constructs/watched.ts'
import type { DeadLetterQueue } from '../constructs/work-queue.ts'
import { WorkQueue } from '../constructs/work-queue.ts'
import { executionArns, stateMachineArn, Workflow } from '../constructs/workflow.ts'
import type { Events } from '../stages/event-settings.ts'
import { logRetention } from '../stages/log-retention.ts'
import { settingsOf, settingsParameter } from '../stages/settings-of-stage.ts'
import type { Stage } from '../stages/stages.ts'
import type { DataStack } from './data-stack.ts'
import { firewallArn } from './edge-stack.ts'

/** The dimension of all metrics. */
export const SERVICE = 'sixclear'

export interface ServiceStackProps {
  readonly stage: Stage
  readonly data: DataStack
  readonly built: Built
  readonly urgent: boolean
}

/** What can be destroyed and created again: everything but the record and the staff's accounts. */
export class ServiceStack extends Stack {
  readonly observed: Observed

  constructor(scope: Construct, id: string, { stage, data, built, urgent }: ServiceStackProps) {
    super(scope, id, {
      description: `Sixclear ${stage.name}: functions, workflows, messaging and API`,
    })
    const removalPolicy = stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY
    const alarming = ['cloudwatch.amazonaws.com', ...(stage.hasBudget ? ['budgets.amazonaws.com'] : [])]
    const { byArn: key } = new OperationsKey(this, 'Key', removalPolicy, [
      ...alarming,
      'sns.amazonaws.com',
      'events.amazonaws.com',
      ...(stage.sms.byAws ? ['sms-voice.amazonaws.com'] : []),
    ])
    const logs: LogSettings = { key, retention: logRetention(stage.logRetentionDays), removalPolicy }

    const messaging = new Messaging(this, 'Messaging', {
      stage,
      key,
      receiveTimeout: RECEIVE_TIMEOUT,
      deliverTimeout: DELIVER_TIMEOUT,
    })

    const imports = new WorkQueue(this, 'Imports', {
      key,
      consumerTimeout: IMPORT_TIMEOUT,
      // The use case leaves out a row that fails four times; what is left over then is a fault of the part.
      maxReceives: 6,
    })
    const redriven = [...messaging.redriven, { name: 'imports', from: imports }]
    const sweeper = new Sweeper(this, 'Sweeper', { key })
    const figures = new Figures(this, 'Figures', { key, everySeconds: stage.figuresEverySeconds })
    const settings = new StringParameter(this, 'Settings', {
      parameterName: settingsParameter(stage.name),
      description: 'Sixclear: what may change without a deployment: npm run settings',
      stringValue: JSON.stringify(settingsOf(stage)),
    })
    const gradual = stage.deployment === 'all_at_once' ? undefined : stage.deployment
    const name = (workflow: WorkflowName): string => `sixclear-${stage.name}-${workflow}`
    const granted: Granted = {
      table: data.table,
      recordKey: data.recordKey,
      lookupSecretArn: data.lookupSecretArn,
      operationsKey: key,
      stateMachineNames: { isolation: name('isolation'), escalation: name('escalation') },
      stateMachineArns: {
        isolation: stateMachineArn(this, name('isolation')),
        escalation: stateMachineArn(this, name('escalation')),
      },
      executionArns: {
        isolation: executionArns(this, name('isolation')),
        escalation: executionArns(this, name('escalation')),
      },
      outbox: byLane((lane) => messaging.outbox[lane].queue),
      sweeps: sweeper.parts.queue,
      imports: imports.queue,
      recounts: figures.queue,
      alerts: messaging.alerts,
      redriven: redriven.map(({ from }) => from),
      twoWayTopic: messaging.twoWayTopic,
      messagesByAws: stage.sms.byAws,
      settingsArn: settings.parameterArn,
      gatewaySecretArn: data.gatewaySecretArn,
      received: [messaging.inbound.queue, messaging.receipts.queue],
    }
    const startedBy = {
      isolation: stateMachineArn(this, name('isolation'), gradual !== undefined),
      escalation: stateMachineArn(this, name('escalation'), gradual !== undefined),
    }
    const { byName: functions } = new Functions(this, 'Functions', {
      codeOf: built.codeOf,
      granted,
      logs,
      concurrency: stage.concurrency ?? {},
      variables: {
        STAGE: stage.name,
        SERVICE_NAME: SERVICE,
        TABLE_NAME: data.table.tableName,
        RESTORED_TABLE: stage.restoredTable === undefined ? undefined : 'yes',
        DUE_SHARDS: stage.dueShards.toString(),
        ISOLATION_WORKFLOW_ARN: startedBy.isolation,
        ESCALATION_WORKFLOW_ARN: startedBy.escalation,
        OUTBOX_URGENT_QUEUE_URL: messaging.outbox.urgent.queue.queueUrl,
        OUTBOX_ROUTINE_QUEUE_URL: messaging.outbox.routine.queue.queueUrl,
        DEAD_LETTERS: redriven.map(({ name, from }) => `${name}=${from.deadLetters.queueUrl}`).join(','),
        LOOKUP_SECRET_ARN: data.lookupSecretArn,
        SWEEP_QUEUE_URL: sweeper.parts.queue.queueUrl,
        IMPORT_QUEUE_URL: imports.queue.queueUrl,
        RECOUNT_QUEUE_URL: figures.queue.queueUrl,
        FIGURES_EVERY_SECONDS: stage.figuresEverySeconds.toString(),
        ALERT_TOPIC_ARN: messaging.alerts.topicArn,
        SMS_BY_AWS: stage.sms.byAws ? undefined : 'no',
        SMS_GATEWAY_ENDPOINT: stage.sms.gateway?.endpoint,
        SMS_GATEWAY_SECRET_ARN: data.gatewaySecretArn,
        SMS_GATEWAY_SIGNATURES: stage.sms.gateway?.signatures.join(','),
        SMS_REGISTERED_TEXTS: stage.sms.gateway === undefined ? undefined : REGISTERED_TEXTS_FILE,
        TWO_WAY_TOPIC_ARN: messaging.twoWayTopic.topicArn,
        SMS_CONFIGURATION_SET: messaging.configurationSet,
        SETTINGS_PARAMETER: settings.parameterName,
        SETTINGS: settings.stringValue,
      },
    })

    const { gateway } = stage.sms
    if (gateway !== undefined && data.gatewaySecretArn !== undefined) {
      addRegisteredTexts(
        this,
        gateway,
        Object.values(functions).filter(({ verb }) => grants[verb].includes('send messages')),
      )
      const callbacks = new GatewayCallbacks(this, 'GatewayCallbacks', {
        code: built.codeOf('receive-callback'),
        granted,
        variables: {
          STAGE: stage.name,
          SERVICE_NAME: SERVICE,
          SMS_GATEWAY_SECRET_ARN: data.gatewaySecretArn,
          SMS_CALLBACK_PROOF: gateway.callbacks,
          INBOUND_QUEUE_URL: messaging.inbound.queue.queueUrl,
          RECEIPTS_QUEUE_URL: messaging.receipts.queue.queueUrl,
        },
        logs,
        requestsPerSecond: stage.sms.perSecond * 2,
      })
      new CfnOutput(this, 'GatewayCallbacksUrl', { value: callbacks.url })
    }

    const rollout =
      gradual === undefined
        ? undefined
        : new Rollout(this, 'Rollout', {
            pace: gradual,
            urgent,
            dimensions: { service: SERVICE, stage: stage.name },
            stateMachineArns: Object.values(granted.stateMachineArns),
            functions: Object.values(functions),
            ask: functions.ask,
          })
    const isolation = new Workflow(this, 'Isolation', {
      workflow: 'isolation',
      stateMachineName: name('isolation'),
      key,
      logs,
      rollout: rollout?.ofWorkflows,
      functions: {
        WelcomeFunctionArn: functions.welcome.live,
        PlanFunctionArn: functions.plan.live,
        AskFunctionArn: functions.ask.live,
        JudgeSilenceFunctionArn: functions['judge-silence'].live,
        AskAgainFunctionArn: functions['ask-again'].live,
        AwaitDecisionFunctionArn: functions['await-decision'].live,
        ReviewReleaseFunctionArn: functions['review-release'].live,
        ReleaseFunctionArn: functions.release.live,
        ReportFailureFunctionArn: functions['report-failure'].live,
      },
    })
    const escalation = new Workflow(this, 'Escalation', {
      workflow: 'escalation',
      stateMachineName: name('escalation'),
      key,
      logs,
      rollout: rollout?.ofWorkflows,
      functions: {
        ClimbLadderFunctionArn: functions['climb-ladder'].live,
        NotifyRungFunctionArn: functions['notify-rung'].live,
      },
    })

    const move = new Workflow(this, 'Move', {
      workflow: 'move',
      stateMachineName: `sixclear-${stage.name}-move`,
      key,
      logs,
      functions: { MoveExecutionsFunctionArn: functions['move-executions'].live },
    })

    messaging.inbound.feed({ consumer: functions['receive-sms'].alias, batchSize: 10 })
    messaging.receipts.feed({ consumer: functions['receive-receipt'].alias, batchSize: 10 })
    // A part hands the next one over: as many imports as AWS makes us allow, none faster than its texts can be sent.
    imports.feed({ consumer: functions['import-roster'].alias, batchSize: 1, maxConcurrency: 2 })
    const concurrency = concurrencyOf(stage.sms)
    for (const lane of lanes)
      messaging.outbox[lane].feed({
        consumer: functions.deliver.alias,
        batchSize: 10,
        maxConcurrency: concurrency[lane],
      })
    const sweep = sweeper.begin(functions['begin-sweep'], functions.sweep)
    const counting = figures.begin({
      streamArn: data.table.streamArn,
      recordKey: data.recordKey,
      note: functions['note-changes'],
      count: functions['count-figures'],
      sum: functions['sum-district'],
    })
    const watch = new OnSchedule(this, 'Watch', {
      run: functions['keep-watch'].live,
      every: Duration.minutes(5),
      description: 'Sixclear: strangers in danger, and the digests of noon and evening',
      key,
    })
    const events =
      stage.events && this.#publish(stage.name, stage.events, data, functions['publish-events'].live, logs)
    const smokeTest =
      stage.smokeTest === 'hourly'
        ? new OnSchedule(this, 'SmokeTest', {
            run: functions['smoke-test'].live,
            every: Duration.hours(1),
            description: 'Sixclear: isolates somebody who does not exist',
            key,
          })
        : undefined
    const api = new HttpApi(this, 'Api', {
      dimensions: { service: SERVICE, stage: stage.name },
      origins: stage.origins,
      rates: stage.api,
      logs,
    })
    const site =
      stage.console.by === 'none'
        ? undefined
        : new Console(this, 'Console', {
            stageName: stage.name,
            served: stage.console,
            apiId: api.api.apiId,
            signIn: data.issuer.origins,
            firewallArn: firewallArn(stage.name),
            removalPolicy,
          })
    const servedAt = [...(site === undefined ? [] : [site.url]), ...stage.origins]
    const client = consoleClient(this, data.issuer, servedAt)
    const machines = machineClients(this, data.issuer, stage.machines)
    api.open(functions.api.live, { ...client.trusted, audience: [...client.trusted.audience, ...machines] })
    if (site !== undefined)
      new ConsoleFiles(this, 'ConsoleFiles', {
        bucket: site.bucket,
        folder: built.consoleFolder(),
        settings: {
          stage: stage.name,
          local: false,
          issuer: data.issuer.issuer,
          clientId: client.id,
          scope: 'openid',
          api: '/api',
          release: { commit: built.release.commit, committedAt: built.release.committedAt },
        },
        logs,
      })

    const operations = new OperationsTopic(this, 'Operations', {
      key,
      email: stage.alarmEmail,
      publishers: alarming,
      undelivered: messaging.undelivered,
    })
    this.observed = {
      stage,
      functions,
      workflows: { isolation: isolation.stateMachine, escalation: escalation.stateMachine },
      queues: { inbound: messaging.inbound, outbox: messaging.outbox },
      deadLetters: {
        Inbound: messaging.inbound.deadLetters,
        OutboxUrgent: messaging.outbox.urgent.deadLetters,
        OutboxRoutine: messaging.outbox.routine.deadLetters,
        Receipts: messaging.receipts.deadLetters,
        Topics: messaging.undelivered,
        Sweeper: sweep.deadLetters,
        SweepParts: sweeper.parts.deadLetters,
        Watch: watch.deadLetters,
        Imports: imports.deadLetters,
        Figures: figures.deadLetters,
        FiguresStream: counting.stream,
        FiguresSum: counting.sum,
        ...events,
        ...(smokeTest === undefined ? {} : { SmokeTest: smokeTest.deadLetters }),
      },
      api,
      tableName: data.table.tableName,
      operations,
    }

    // The parameter's history has the note of each deployment.
    const release = new StringParameter(this, 'Release', {
      parameterName: `/sixclear/${stage.name}/release`,
      description: 'What is deployed',
      stringValue: JSON.stringify(built.release),
    })
    new CfnOutput(this, 'SmokeTestFunction', { value: functions['smoke-test'].function.functionName })
    new CfnOutput(this, 'ReleaseParameter', { value: release.parameterName })
    if (site !== undefined) new CfnOutput(this, 'ConsoleUrl', { value: site.url })
    new CfnOutput(this, 'ConsoleClientId', { value: client.id })
    new CfnOutput(this, 'ApiUrl', { value: api.api.apiEndpoint })
    new CfnOutput(this, 'TwoWayTopicArn', {
      value: messaging.twoWayTopic.topicArn,
      description: "The two-way number's destination",
    })
    if (messaging.receiptsTopic !== undefined)
      new CfnOutput(this, 'ReceiptsTopicArn', { value: messaging.receiptsTopic.topicArn })
    new CfnOutput(this, 'AlertTopicArn', { value: messaging.alerts.topicArn })
    new CfnOutput(this, 'OperationsTopicArn', { value: operations.topicArn })
    new CfnOutput(this, 'IsolationWorkflowArn', { value: startedBy.isolation })
    new CfnOutput(this, 'MoveWorkflowArn', { value: move.stateMachine.stateMachineArn })
    new CfnOutput(this, 'EscalationWorkflowArn', { value: startedBy.escalation })
    new CfnOutput(this, 'InboundDeadLettersUrl', { value: messaging.inbound.deadLetters.queueUrl })
    new CfnOutput(this, 'OutboxUrgentDeadLettersUrl', {
      value: messaging.outbox.urgent.deadLetters.queueUrl,
    })
    new CfnOutput(this, 'OutboxRoutineDeadLettersUrl', {
      value: messaging.outbox.routine.deadLetters.queueUrl,
    })
  }
  /** The pipe and the bus; gives their dead letters. */
  #publish(
    stageName: string,
    settings: Events,
    { table, recordKey }: DataStack,
    publish: IFunction,
    logs: LogSettings,
  ): Readonly<Record<string, DeadLetterQueue>> {
    const { busArn, source, undelivered } = new EventBus(this, 'Events', {
      name: `sixclear-${stageName}`,
      settings,
      key: logs.key,
    })
    const pipe = new EventPipe(this, 'EventPipe', {
      streamArn: table.streamArn,
      recordKey,
      publish,
      busArn,
      source,
      logs,
    })
    new CfnOutput(this, 'EventBusArn', { value: busArn })
    return { EventPipe: pipe.deadLetters, ...(undelivered && { Webhooks: undelivered }) }
  }
}
