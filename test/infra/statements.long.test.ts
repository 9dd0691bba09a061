import { describe, expect, it } from 'vitest'
import { type FunctionName, functionNames, type Grant, grants } from '../../infra/bundles/grants.ts'
import { synthesised, withGateway } from './a-stage.ts'
import { statementsByRole } from './statements.ts'

const HERE = '<Region>:<AccountId>'
const machine = (workflow: string) => `arn:<Partition>:states:${HERE}:stateMachine:sixclear-dev-${workflow}`
const runs = (workflow: string) => `arn:<Partition>:states:${HERE}:execution:sixclear-dev-${workflow}:*`
const via = (service: string) => `if kms:ViaService StringEquals ${service}.<Region>.<URLSuffix>`
const ofMachine = (...workflows: string[]) =>
  `if kms:EncryptionContext:aws:states:stateMachineArn StringEquals ${workflows.map(machine).join(' | ')}`

const starting = (sid: string, workflow: string) => [
  `${sid}: Allow states:StartExecution on ${machine(workflow)}`,
  `${sid}Again: Allow states:DescribeExecution on ${runs(workflow)}`,
  `${sid}Key: Allow kms:Decrypt on Key ${ofMachine(workflow)}`,
]

/** What each grant allows, written out: this is all that a function can do. */
const statements: Readonly<Record<Grant, readonly string[]>> = {
  'read the record': [
    'ReadItems: Allow dynamodb:BatchGetItem, dynamodb:GetItem, dynamodb:Query on RecordTable',
    'ReadIndexes: Allow dynamodb:Query on RecordTable/index/due, RecordTable/index/list',
    `ReadKey: Allow kms:Decrypt, kms:DescribeKey on RecordKey ${via('dynamodb')}`,
  ],
  'write the record': [
    'WriteItems: Allow dynamodb:ConditionCheckItem, dynamodb:PutItem on RecordTable',
    `WriteKey: Allow kms:Encrypt, kms:GenerateDataKey, kms:ReEncryptFrom, kms:ReEncryptTo on RecordKey ${via('dynamodb')}`,
  ],
  'look people up': [
    'ReadLookupSecret: Allow secretsmanager:GetSecretValue on LookupsSecret',
    `ReadLookupSecretKey: Allow kms:Decrypt on RecordKey ${via('secretsmanager')}`,
  ],
  'answer tasks': [
    `AnswerTasks: Allow states:SendTaskSuccess on ${machine('escalation')}, ${machine('isolation')}`,
  ],
  'start isolations': starting('StartIsolations', 'isolation'),
  'start matters': starting('StartMatters', 'escalation'),
  'stop executions': [
    `StopExecutions: Allow states:StopExecution on ${runs('escalation')}, ${runs('isolation')}`,
  ],
  'list executions': [
    `ListExecutions: Allow states:ListExecutions on ${machine('escalation')}, ${machine('isolation')}`,
  ],
  'describe executions': [
    `DescribeExecutions: Allow states:DescribeExecution on ${runs('escalation')}, ${runs('isolation')}`,
    `DescribeExecutionsKey: Allow kms:Decrypt on Key ${ofMachine('escalation', 'isolation')}`,
  ],
  'look into executions': [
    `LookIntoExecutions: Allow states:GetExecutionHistory on ${runs('escalation')}, ${runs('isolation')}`,
    `LookIntoExecutionsKey: Allow kms:Decrypt on Key ${ofMachine('escalation', 'isolation')}`,
  ],
  'hand to the outbox': [
    'HandToTheOutbox: Allow sqs:SendMessage on MessagingOutboxRoutineQueue, MessagingOutboxUrgentQueue',
    `HandToTheOutboxKey: Allow kms:Decrypt, kms:GenerateDataKey on Key ${via('sqs')}`,
  ],
  'redrive dead letters': [
    'RedriveDeadLetters: Allow sqs:DeleteMessage, sqs:GetQueueAttributes, sqs:ReceiveMessage, sqs:StartMessageMoveTask on ImportsDeadLetters, MessagingInboundDeadLetters, MessagingOutboxRoutineDeadLetters, MessagingOutboxUrgentDeadLetters, MessagingReceiptsDeadLetters',
    'RedriveInto: Allow sqs:SendMessage on ImportsQueue, MessagingInboundQueue, MessagingOutboxRoutineQueue, MessagingOutboxUrgentQueue, MessagingReceiptsQueue',
  ],
  'hand out imports': ['HandOutImports: Allow sqs:SendMessage on ImportsQueue'],
  'ask for counts': [
    'AskForCounts: Allow sqs:SendMessage on FiguresQueue',
    `AskForCountsKey: Allow kms:Decrypt, kms:GenerateDataKey on Key ${via('sqs')}`,
  ],
  'hand out sweeps': [
    'HandOutSweeps: Allow sqs:SendMessage on SweeperPartsQueue',
    `HandOutSweepsKey: Allow kms:Decrypt, kms:GenerateDataKey on Key ${via('sqs')}`,
  ],
  'send messages': [
    `SendTexts: Allow sms-voice:SendTextMessage on ${['phone-number', 'pool', 'sender-id']
      .map((origin) => `arn:<Partition>:sms-voice:${HERE}:${origin}/*`)
      .join(', ')}`,
    `ReadSettings: Allow ssm:GetParameter on arn:<Partition>:ssm:${HERE}:parameterSettings`,
  ],
  'write as a phone': [
    'WriteAsAPhone: Allow sns:Publish on MessagingTwoWay',
    `WriteAsAPhoneKey: Allow kms:Decrypt, kms:GenerateDataKey on Key ${via('sns')}`,
  ],
  'publish alerts': [
    'PublishAlerts: Allow sns:Publish on MessagingAlerts',
    `PublishAlertsKey: Allow kms:Decrypt, kms:GenerateDataKey on Key ${via('sns')}`,
  ],
  'know the gateway': [
    'ReadGatewaySecret: Allow secretsmanager:GetSecretValue on GatewaySecret',
    `ReadGatewaySecretKey: Allow kms:Decrypt on RecordKey ${via('secretsmanager')}`,
  ],
  'pass callbacks on': [
    'PassCallbacksOn: Allow sqs:SendMessage on MessagingInboundQueue, MessagingReceiptsQueue',
    `PassCallbacksOnKey: Allow kms:Decrypt, kms:GenerateDataKey on Key ${via('sqs')}`,
  ],
}

const consuming = (queue: string) => [
  `Allow sqs:ChangeMessageVisibility, sqs:DeleteMessage, sqs:GetQueueAttributes, sqs:GetQueueUrl, sqs:ReceiveMessage on ${queue}`,
  'Allow kms:Decrypt on Key',
]

const onSchedule = (name: string): readonly string[] => [
  `Allow sqs:GetQueueAttributes, sqs:GetQueueUrl, sqs:SendMessage on ${name}DeadLetters`,
  'Allow kms:Decrypt, kms:Encrypt, kms:GenerateDataKey*, kms:ReEncrypt* on Key',
]

/** Beside its grants: what its own trigger needs. */
const besides: Readonly<Partial<Record<FunctionName, readonly string[]>>> = {
  'receive-sms': consuming('MessagingInboundQueue'),
  'import-roster': consuming('ImportsQueue'),
  'receive-receipt': consuming('MessagingReceiptsQueue'),
  deliver: consuming('MessagingOutboxRoutineQueue, MessagingOutboxUrgentQueue'),
  'begin-sweep': onSchedule('SweeperBegin'),
  sweep: consuming('SweeperPartsQueue'),
  'keep-watch': onSchedule('Watch'),
  'note-changes': [
    'ReadStream: Allow dynamodb:DescribeStream, dynamodb:GetRecords, dynamodb:GetShardIterator, dynamodb:ListStreams on RecordTable',
    `ReadStreamKey: Allow kms:Decrypt on RecordKey ${via('dynamodb')}`,
    ...onSchedule('FiguresStream'),
  ],
  'count-figures': consuming('FiguresQueue'),
  'sum-district': onSchedule('FiguresSum'),
}

const { serviceTemplate, dataTemplate } = synthesised()
const roles = statementsByRole(serviceTemplate)

const ofFunction = (name: FunctionName): string => `Functions${name.replaceAll('-', '')}Role`

describe('what may be done', () => {
  it.each(functionNames)('by %s is what it was granted, its own log and traces', (name) => {
    const log = `WriteLogs: Allow logs:CreateLogStream, logs:PutLogEvents on Functions${name.replaceAll('-', '')}Logs`
    expect([...(roles.get(ofFunction(name)) ?? [])].sort()).toEqual(
      [
        log,
        ...grants[name].flatMap((grant) => statements[grant]),
        ...(besides[name] ?? []),
        'Allow xray:PutTelemetryRecords, xray:PutTraceSegments on *',
      ].sort(),
    )
  })

  it.each([
    [
      'isolation',
      'IsolationRole',
      [
        'ask',
        'askagain',
        'awaitdecision',
        'judgesilence',
        'plan',
        'release',
        'reportfailure',
        'reviewrelease',
        'welcome',
      ],
    ],
    ['escalation', 'EscalationRole', ['climbladder', 'notifyrung']],
    ['move', 'MoveRole', ['moveexecutions']],
  ])('by the %s workflow is to call its steps, to log and to trace', (workflow, role, steps) => {
    expect(roles.get(role)).toEqual([
      `InvokeSteps: Allow lambda:InvokeFunction on ${steps.map((step) => `Functions${step}FunctionAliaslive`).join(', ')}`,
      `Allow kms:Decrypt, kms:GenerateDataKey on Key ${ofMachine(workflow)}`,
      `Allow kms:GenerateDataKey on Key if kms:EncryptionContext:SourceArn StringEquals arn:<Partition>:logs:${HERE}:*`,
      'Allow logs:CreateLogDelivery, logs:DeleteLogDelivery, logs:DescribeLogGroups, logs:DescribeResourcePolicies, logs:GetLogDelivery, logs:ListLogDeliveries, logs:PutResourcePolicy, logs:UpdateLogDelivery, xray:GetSamplingRules, xray:GetSamplingTargets, xray:PutTelemetryRecords, xray:PutTraceSegments on *',
    ])
  })

  it('by the pipe of events is to follow the stream, to make events, and to put them on the one bus', () => {
    expect(roles.get('EventPipeRole')).toEqual([
      'ReadStream: Allow dynamodb:DescribeStream, dynamodb:GetRecords, dynamodb:GetShardIterator, dynamodb:ListStreams on RecordTable',
      `ReadStreamKey: Allow kms:Decrypt on RecordKey ${via('dynamodb')}`,
      'MakeEvents: Allow lambda:InvokeFunction on FunctionspublisheventsFunctionAliaslive',
      'PutEvents: Allow events:PutEvents on EventsBus',
      'KeepDeadLetters: Allow sqs:SendMessage on EventPipeDeadLetters',
      `KeepDeadLettersKey: Allow kms:Decrypt, kms:GenerateDataKey on Key ${via('sqs')}`,
      'WriteLogs: Allow logs:CreateLogStream, logs:PutLogEvents on EventPipeLogs',
    ])
  })

  it('by nobody else: there are no other roles, and none has a managed policy', () => {
    expect([...roles.keys()].sort()).toEqual(
      [
        ...functionNames.map(ofFunction),
        'ConsoleFilesRole',
        'EscalationRole',
        'EventPipeRole',
        'IsolationRole',
        'MoveRole',
      ].sort(),
    )
    // But for the CDK's own: it empties the console's bucket when the stage is taken away.
    for (const template of [serviceTemplate, dataTemplate])
      for (const [id, role] of Object.entries(template.findResources('AWS::IAM::Role')))
        if (!id.startsWith('CustomS3AutoDeleteObjects'))
          expect(role['Properties']['ManagedPolicyArns']).toBeUndefined()
    expect(statementsByRole(dataTemplate).size).toBe(0)
  })

  it('for the console is to lay its files into their bucket', () => {
    const assets = 'arn:<Partition>:s3:::cdk-hnb659fds-assets-<AccountId>-<Region>'
    expect(roles.get('ConsoleFilesRole')).toEqual([
      'WriteLogs: Allow logs:CreateLogStream, logs:PutLogEvents on ConsoleFilesLogs',
      `Allow s3:GetBucket*, s3:GetObject*, s3:List* on ${assets}, ${assets}/*`,
      'Allow s3:Abort*, s3:DeleteObject*, s3:GetBucket*, s3:GetObject*, s3:List*, s3:PutObject, s3:PutObjectLegalHold, s3:PutObjectRetention, s3:PutObjectTagging, s3:PutObjectVersionTagging on ConsoleFiles, ConsoleFiles/*',
    ])
  })

  it('in a stage with an SMS gateway: its callbacks are passed on, and senders know its key', () => {
    const inChina = statementsByRole(synthesised(withGateway()).serviceTemplate)
    expect(inChina.get('GatewayCallbacksreceivecallbackRole')?.toSorted()).toEqual(
      [
        'Allow xray:PutTelemetryRecords, xray:PutTraceSegments on *',
        'WriteLogs: Allow logs:CreateLogStream, logs:PutLogEvents on GatewayCallbacksreceivecallbackLogs',
        ...statements['know the gateway'],
        ...statements['pass callbacks on'],
      ].toSorted(),
    )
    const knowing = [...inChina].filter(([, said]) => said.includes(statements['know the gateway'][0] ?? ''))
    expect(knowing.map(([role]) => role).sort()).toEqual([
      'FunctionsdeliverRole',
      'FunctionskeepwatchRole',
      'FunctionsreceivesmsRole',
      'GatewayCallbacksreceivecallbackRole',
    ])
  })

  it('to every item but to delete or to scan', () => {
    const all = [...roles.values()].flat().join('\n')
    expect(all).not.toMatch(/dynamodb:(Delete|Scan|BatchWrite|Update|Partiql|\*)/)
  })

  it('with a text to a phone: by three functions only', () => {
    const senders = [...roles].filter(([, said]) => said.some((words) => words.startsWith('SendTexts')))
    expect(senders.map(([role]) => role).sort()).toEqual([
      'FunctionsdeliverRole',
      'FunctionskeepwatchRole',
      'FunctionsreceivesmsRole',
    ])
  })
})
