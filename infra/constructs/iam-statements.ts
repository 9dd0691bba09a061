import { type Acknowledgment, Aws } from 'aws-cdk-lib'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import type { ITopic } from 'aws-cdk-lib/aws-sns'
import type { IQueue } from 'aws-cdk-lib/aws-sqs'
import { tableShape } from '../../aws/dynamodb/table-shape.ts'
import type { ByLane } from '../../core/message/lane.ts'
import type { Workflow } from '../../core/ports/executions.ts'
import type { Grant } from '../bundles/grants.ts'

/** The resources of the grants. Workflows by ARN only, so that functions and workflows can refer to each other. */
export interface Granted {
  readonly table: { readonly tableArn: string; readonly tableName: string }
  readonly recordKey: IKey
  readonly lookupSecretArn: string
  readonly operationsKey: IKey
  readonly stateMachineNames: Readonly<Record<Workflow, string>>
  readonly stateMachineArns: Readonly<Record<Workflow, string>>
  readonly executionArns: Readonly<Record<Workflow, string>>
  readonly outbox: ByLane<IQueue>
  readonly sweeps: IQueue
  readonly imports: IQueue
  readonly recounts: IQueue
  readonly alerts: ITopic
  /** Whose dead letters can be put back. */
  readonly redriven: readonly { readonly queue: IQueue; readonly deadLetters: IQueue }[]
  readonly twoWayTopic: ITopic
  /** The parameter with the settings. */
  readonly settingsArn: string
  /** False where AWS has no SMS service: then it is not named anywhere. */
  readonly messagesByAws: boolean
  /** Absent: the stage has no SMS gateway. */
  readonly gatewaySecretArn?: string | undefined
  /** The queues of received texts and of receipts. */
  readonly received: readonly IQueue[]
}

/** The services use the key for the caller: these statements allow nothing else. */
export const via = (service: string) => ({
  StringEquals: { 'kms:ViaService': `${service}.${Aws.REGION}.${Aws.URL_SUFFIX}` },
})

/** Reading the ledger's stream: both of its readers need this. */
export const readStream = (streamArn: string, recordKey: IKey): PolicyStatement[] => [
  new PolicyStatement({
    sid: 'ReadStream',
    actions: [
      'dynamodb:DescribeStream',
      'dynamodb:GetRecords',
      'dynamodb:GetShardIterator',
      'dynamodb:ListStreams',
    ],
    resources: [streamArn],
  }),
  new PolicyStatement({
    sid: 'ReadStreamKey',
    actions: ['kms:Decrypt'],
    resources: [recordKey.keyArn],
    conditions: via('dynamodb'),
  }),
]

const start = (granted: Granted, workflow: Workflow, sid: string): PolicyStatement[] => [
  new PolicyStatement({
    sid,
    actions: ['states:StartExecution'],
    resources: [granted.stateMachineArns[workflow]],
  }),
  // A start whose name is taken asks whether that execution is still open.
  new PolicyStatement({
    sid: `${sid}Again`,
    actions: ['states:DescribeExecution'],
    resources: [granted.executionArns[workflow]],
  }),
  readHistories(granted, `${sid}Key`, [workflow]),
]

const readHistories = (granted: Granted, sid: string, workflows: readonly Workflow[]): PolicyStatement =>
  new PolicyStatement({
    sid,
    actions: ['kms:Decrypt'],
    resources: [granted.operationsKey.keyArn],
    conditions: {
      StringEquals: {
        'kms:EncryptionContext:aws:states:stateMachineArn': workflows.map(
          (workflow) => granted.stateMachineArns[workflow],
        ),
      },
    },
  })

/** The senders of texts: the number's id is not known here, so any of the account. */
const ORIGINS = ['phone-number', 'pool', 'sender-id'] as const

const originArn = (origin: (typeof ORIGINS)[number]): string =>
  `arn:${Aws.PARTITION}:sms-voice:${Aws.REGION}:${Aws.ACCOUNT_ID}:${origin}/*`

const knowGateway = ({ gatewaySecretArn, recordKey }: Granted): PolicyStatement[] =>
  gatewaySecretArn === undefined
    ? []
    : [
        new PolicyStatement({
          sid: 'ReadGatewaySecret',
          actions: ['secretsmanager:GetSecretValue'],
          resources: [gatewaySecretArn],
        }),
        new PolicyStatement({
          sid: 'ReadGatewaySecretKey',
          actions: ['kms:Decrypt'],
          resources: [recordKey.keyArn],
          conditions: via('secretsmanager'),
        }),
      ]

const writeStatements: Readonly<Record<Grant, (granted: Granted) => PolicyStatement[]>> = {
  'read the record': ({ table, recordKey }) => [
    new PolicyStatement({
      sid: 'ReadItems',
      actions: ['dynamodb:GetItem', 'dynamodb:BatchGetItem', 'dynamodb:Query'],
      resources: [table.tableArn],
    }),
    new PolicyStatement({
      sid: 'ReadIndexes',
      actions: ['dynamodb:Query'],
      resources: Object.keys(tableShape.indexes).map((index) => `${table.tableArn}/index/${index}`),
    }),
    new PolicyStatement({
      sid: 'ReadKey',
      actions: ['kms:Decrypt', 'kms:DescribeKey'],
      resources: [recordKey.keyArn],
      conditions: via('dynamodb'),
    }),
  ],
  // No deletion: the ledger is append-only, and items expire by themselves.
  'write the record': ({ table, recordKey }) => [
    new PolicyStatement({
      sid: 'WriteItems',
      actions: ['dynamodb:PutItem', 'dynamodb:ConditionCheckItem'],
      resources: [table.tableArn],
    }),
    new PolicyStatement({
      sid: 'WriteKey',
      actions: ['kms:Encrypt', 'kms:GenerateDataKey', 'kms:ReEncryptFrom', 'kms:ReEncryptTo'],
      resources: [recordKey.keyArn],
      conditions: via('dynamodb'),
    }),
  ],
  // No wildcard: the whole ARN, with the six characters that Secrets Manager adds.
  'look people up': ({ lookupSecretArn, recordKey }) => [
    new PolicyStatement({
      sid: 'ReadLookupSecret',
      actions: ['secretsmanager:GetSecretValue'],
      resources: [lookupSecretArn],
    }),
    new PolicyStatement({
      sid: 'ReadLookupSecretKey',
      actions: ['kms:Decrypt'],
      resources: [recordKey.keyArn],
      conditions: via('secretsmanager'),
    }),
  ],
  // A task token is no resource in a policy: only its state machine is.
  'answer tasks': ({ stateMachineArns }) => [
    new PolicyStatement({
      sid: 'AnswerTasks',
      actions: ['states:SendTaskSuccess'],
      resources: [stateMachineArns.isolation, stateMachineArns.escalation],
    }),
  ],
  'start isolations': (granted) => start(granted, 'isolation', 'StartIsolations'),
  'start matters': (granted) => start(granted, 'escalation', 'StartMatters'),
  'stop executions': ({ executionArns }) => [
    new PolicyStatement({
      sid: 'StopExecutions',
      actions: ['states:StopExecution'],
      resources: [executionArns.isolation, executionArns.escalation],
    }),
  ],
  'list executions': ({ stateMachineArns }) => [
    new PolicyStatement({
      sid: 'ListExecutions',
      actions: ['states:ListExecutions'],
      resources: [stateMachineArns.isolation, stateMachineArns.escalation],
    }),
  ],
  'describe executions': (granted) => [
    new PolicyStatement({
      sid: 'DescribeExecutions',
      actions: ['states:DescribeExecution'],
      resources: [granted.executionArns.isolation, granted.executionArns.escalation],
    }),
    readHistories(granted, 'DescribeExecutionsKey', ['isolation', 'escalation']),
  ],
  'look into executions': (granted) => [
    new PolicyStatement({
      sid: 'LookIntoExecutions',
      actions: ['states:GetExecutionHistory'],
      resources: [granted.executionArns.isolation, granted.executionArns.escalation],
    }),
    readHistories(granted, 'LookIntoExecutionsKey', ['isolation', 'escalation']),
  ],
  'hand to the outbox': ({ outbox, operationsKey }) => [
    new PolicyStatement({
      sid: 'HandToTheOutbox',
      actions: ['sqs:SendMessage'],
      resources: Object.values(outbox).map(({ queueArn }) => queueArn),
    }),
    new PolicyStatement({
      sid: 'HandToTheOutboxKey',
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: [operationsKey.keyArn],
      conditions: via('sqs'),
    }),
  ],
  'hand out sweeps': ({ sweeps, operationsKey }) => [
    new PolicyStatement({
      sid: 'HandOutSweeps',
      actions: ['sqs:SendMessage'],
      resources: [sweeps.queueArn],
    }),
    new PolicyStatement({
      sid: 'HandOutSweepsKey',
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: [operationsKey.keyArn],
      conditions: via('sqs'),
    }),
  ],
  // Who hands out imports hands to the outbox too, whose key this queue has: a role's policy has 10 KB.
  'hand out imports': ({ imports }) => [
    new PolicyStatement({
      sid: 'HandOutImports',
      actions: ['sqs:SendMessage'],
      resources: [imports.queueArn],
    }),
  ],
  'ask for counts': ({ recounts, operationsKey }) => [
    new PolicyStatement({
      sid: 'AskForCounts',
      actions: ['sqs:SendMessage'],
      resources: [recounts.queueArn],
    }),
    new PolicyStatement({
      sid: 'AskForCountsKey',
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: [operationsKey.keyArn],
      conditions: via('sqs'),
    }),
  ],
  'send messages': (granted) => [
    ...(granted.messagesByAws
      ? [
          new PolicyStatement({
            sid: 'SendTexts',
            actions: ['sms-voice:SendTextMessage'],
            resources: ORIGINS.map(originArn),
          }),
        ]
      : []),
    ...knowGateway(granted),
    new PolicyStatement({
      sid: 'ReadSettings',
      actions: ['ssm:GetParameter'],
      resources: [granted.settingsArn],
    }),
  ],
  'know the gateway': knowGateway,
  'pass callbacks on': ({ received, operationsKey }) => [
    new PolicyStatement({
      sid: 'PassCallbacksOn',
      actions: ['sqs:SendMessage'],
      resources: received.map(({ queueArn }) => queueArn),
    }),
    new PolicyStatement({
      sid: 'PassCallbacksOnKey',
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: [operationsKey.keyArn],
      conditions: via('sqs'),
    }),
  ],
  'redrive dead letters': ({ redriven }) => [
    // The key of the queues comes with the outbox: with a statement more, the role's policy would be cut in two.
    new PolicyStatement({
      sid: 'RedriveDeadLetters',
      // The move receives, sends and deletes with the rights of whoever starts it.
      actions: [
        'sqs:GetQueueAttributes',
        'sqs:StartMessageMoveTask',
        'sqs:ReceiveMessage',
        'sqs:DeleteMessage',
      ],
      resources: redriven.map(({ deadLetters }) => deadLetters.queueArn),
    }),
    new PolicyStatement({
      sid: 'RedriveInto',
      actions: ['sqs:SendMessage'],
      resources: redriven.map(({ queue }) => queue.queueArn),
    }),
  ],
  'publish alerts': ({ alerts, operationsKey }) => [
    new PolicyStatement({ sid: 'PublishAlerts', actions: ['sns:Publish'], resources: [alerts.topicArn] }),
    new PolicyStatement({
      sid: 'PublishAlertsKey',
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: [operationsKey.keyArn],
      conditions: via('sns'),
    }),
  ],
  'write as a phone': ({ twoWayTopic, operationsKey }) => [
    new PolicyStatement({
      sid: 'WriteAsAPhone',
      actions: ['sns:Publish'],
      resources: [twoWayTopic.topicArn],
    }),
    new PolicyStatement({
      sid: 'WriteAsAPhoneKey',
      actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
      resources: [operationsKey.keyArn],
      conditions: via('sns'),
    }),
  ],
}

/** The statements of a function's role for what it is granted. */
export const statementsFor = (grants: readonly Grant[], granted: Granted): PolicyStatement[] =>
  grants.flatMap((grant) => writeStatements[grant](granted))

const executionsOf: Readonly<Partial<Record<Grant, readonly Workflow[]>>> = {
  'start isolations': ['isolation'],
  'start matters': ['escalation'],
  'stop executions': ['isolation', 'escalation'],
  'describe executions': ['isolation', 'escalation'],
  'look into executions': ['isolation', 'escalation'],
}

/** The wildcards in those statements, each with its reason. */
export const acknowledgementsFor = (
  grants: readonly Grant[],
  { stateMachineNames, messagesByAws }: Granted,
): Acknowledgment[] => [
  ...(messagesByAws && grants.includes('send messages') ? ORIGINS : []).map((origin) => ({
    id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:sms-voice:<AWS::Region>:<AWS::AccountId>:${origin}/*]`,
    reason: 'Texts are sent from any number, pool or sender id of this account.',
  })),
  ...[...new Set(grants.flatMap((grant) => executionsOf[grant] ?? []))].map((workflow) => ({
    id: `AwsSolutions-IAM5[Resource::arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:${stateMachineNames[workflow]}:*]`,
    reason: 'The names of executions are known at run time only; all of them belong to this one machine.',
  })),
]
