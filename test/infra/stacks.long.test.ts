import { readFileSync } from 'node:fs'
import { Match } from 'aws-cdk-lib/assertions'
import { describe, expect, it } from 'vitest'
import { functionNames } from '../../infra/bundles/grants.ts'
import { stageNamed } from '../../infra/stages/stages.ts'
import { synthesise, synthesised } from './a-stage.ts'
import { said } from './statements.ts'

const dev = synthesised()
const { serviceTemplate, dataTemplate, observabilityTemplate } = dev

const prodStage = {
  ...stageNamed('prod'),
  alarmEmail: 'duty@example.org',
  stations: [
    {
      name: 'EastStation',
      endpoint: { by: 'https', url: 'https://station.example.org/matters' },
      communities: ['qinghe'],
      grids: ['grid-1'],
      departments: ['police_station'],
    },
  ],
} as const
const prod = synthesised({
  ...prodStage,
  stations: prodStage.stations.map((station) => ({
    ...station,
    communities: [...station.communities],
    grids: [...station.grids],
    departments: [...station.departments],
  })),
})

const properties = (template: typeof serviceTemplate, type: string) =>
  Object.values(template.findResources(type)).map((resource) => resource['Properties'])

/** Ours, and not those that the CDK brings to fill and empty a bucket. */
const ownFunctions = (template: typeof serviceTemplate) =>
  Object.entries(template.findResources('AWS::Lambda::Function'))
    .filter(([id]) => id.startsWith('Functions'))
    .map(([, resource]) => resource['Properties'])

describe('the record', () => {
  it('is one table with its two indexes, encrypted, restorable, cleaned of what has expired', () => {
    // The erasures are the other one.
    dataTemplate.resourceCountIs('AWS::DynamoDB::Table', 2)
    dataTemplate.hasResourceProperties('AWS::DynamoDB::Table', {
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      GlobalSecondaryIndexes: [
        Match.objectLike({
          IndexName: 'list',
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['summary', 'expires'] },
        }),
        Match.objectLike({
          IndexName: 'due',
          Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: ['due', 'expires'] },
        }),
      ],
      BillingMode: 'PAY_PER_REQUEST',
      PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
      SSESpecification: { SSEEnabled: true, SSEType: 'KMS' },
      TimeToLiveSpecification: { AttributeName: 'expires_at', Enabled: true },
      StreamSpecification: { StreamViewType: 'NEW_IMAGE' },
    })
  })

  it('is warm and limited, itself and its indexes, where the stage says so', () => {
    const throughput = {
      table: { most: { reads: 20_000, writes: 20_000 } },
      due: { warm: { reads: 12_000, writes: 30_000 }, most: { reads: 20_000, writes: 40_000 } },
    }
    const [table] = properties(
      synthesised({ ...stageNamed('dev'), throughput }).dataTemplate,
      'AWS::DynamoDB::Table',
    )
    expect(table.OnDemandThroughput).toEqual({ MaxReadRequestUnits: 20_000, MaxWriteRequestUnits: 20_000 })
    expect(table.WarmThroughput).toBeUndefined()
    const [list, due] = ['list', 'due'].map((name) =>
      table.GlobalSecondaryIndexes.find(({ IndexName }: { IndexName: string }) => IndexName === name),
    )
    expect(due).toMatchObject({
      WarmThroughput: { ReadUnitsPerSecond: 12_000, WriteUnitsPerSecond: 30_000 },
      OnDemandThroughput: { MaxReadRequestUnits: 20_000, MaxWriteRequestUnits: 40_000 },
    })
    expect(list.WarmThroughput).toBeUndefined()
    expect(JSON.stringify(dataTemplate.toJSON())).not.toContain('WarmThroughput')
  })

  it('survives a mistaken destruction in production, and goes with a development stage', () => {
    prod.dataTemplate.hasResource('AWS::DynamoDB::Table', {
      DeletionPolicy: 'Retain',
      Properties: { DeletionProtectionEnabled: true },
    })
    prod.dataTemplate.hasResource('AWS::KMS::Key', { DeletionPolicy: 'Retain' })
    prod.dataTemplate.hasResource('AWS::Cognito::UserPool', { DeletionPolicy: 'Retain' })
    expect(prod.data.terminationProtection).toBe(true)
    dataTemplate.hasResource('AWS::DynamoDB::Table', { DeletionPolicy: 'Delete' })
  })

  it('can be a restored table, without losing the own one', () => {
    const streamArn = 'arn:aws:dynamodb:eu-west-1:123456789012:table/restored-yesterday/stream/now'
    const restoredTable = { name: 'restored-yesterday', streamArn }
    const restored = synthesised({ ...stageNamed('dev'), restoredTable })
    // The erasures are the other one.
    restored.dataTemplate.resourceCountIs('AWS::DynamoDB::Table', 2)
    restored.dataTemplate.hasOutput('TableName', { Value: 'restored-yesterday' })
    const onTheRecord = ownFunctions(restored.serviceTemplate).filter(
      ({ Environment }) => Environment.Variables.TABLE_NAME !== undefined,
    )
    // All but the two that are handed what is new by the stream.
    expect(onTheRecord).toHaveLength(functionNames.length - 2)
    for (const { Environment } of onTheRecord)
      expect(Environment.Variables).toMatchObject({
        TABLE_NAME: 'restored-yesterday',
        // It serves nobody before the erasures were applied to it again.
        RESTORED_TABLE: 'yes',
      })
  })

  it('is copied every night in production, with the erasures, and nobody can delete a copy', () => {
    prod.dataTemplate.hasResourceProperties('AWS::Backup::BackupPlan', {
      BackupPlan: { BackupPlanRule: [{ RuleName: 'every-night', Lifecycle: { DeleteAfterDays: 35 } }] },
    })
    const [selection] = Object.values(prod.dataTemplate.findResources('AWS::Backup::BackupSelection'))
    expect(selection?.['Properties'].BackupSelection.Resources).toHaveLength(2)
    prod.dataTemplate.hasResourceProperties('AWS::Backup::BackupVault', {
      AccessPolicy: {
        Statement: [{ Effect: 'Deny', Action: Match.arrayWith(['backup:DeleteRecoveryPoint']) }],
      },
    })
    dataTemplate.resourceCountIs('AWS::Backup::BackupPlan', 0)
  })

  it('has its erasures elsewhere, where no function may write or read', () => {
    const tables = dataTemplate.findResources('AWS::DynamoDB::Table')
    const erasures = Object.keys(tables).find((id) => id.startsWith('Erasures')) ?? 'none'
    expect(erasures).not.toBe('none')
    expect(JSON.stringify(serviceTemplate.toJSON())).not.toContain(erasures)
  })
})

describe('keys', () => {
  it('are rotated', () => {
    for (const template of [serviceTemplate, dataTemplate])
      for (const key of properties(template, 'AWS::KMS::Key')) expect(key.EnableKeyRotation).toBe(true)
  })

  it('name a service of AWS only where the stage uses it', () => {
    const stage = stageNamed('dev')
    const elsewhere = synthesised({ ...stage, sms: { ...stage.sms, byAws: false } })
    expect(JSON.stringify(elsewhere.serviceTemplate.toJSON())).not.toMatch(/sms-voice|budgets\.amazonaws/)
  })
})

describe('every function', () => {
  const functions = ownFunctions(serviceTemplate)

  it('runs on Node 24 and ARM, traces, logs as JSON into a log of its own', () => {
    expect(functions).toHaveLength(functionNames.length)
    for (const lambda of functions)
      expect(lambda).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
        TracingConfig: { Mode: 'Active' },
        LoggingConfig: { LogFormat: 'JSON', LogGroup: expect.anything() },
      })
    const logs = functions.map(({ LoggingConfig }) => said(LoggingConfig.LogGroup))
    expect(new Set(logs).size).toBe(functions.length)
  })

  it('takes no environments from the steps: readers and texts have a number of their own in production', () => {
    const stage = { ...stageNamed('dev'), concurrency: { api: 250, 'receive-sms': 100 } }
    const set = ownFunctions(synthesised(stage).serviceTemplate)
    const of = (says: string) =>
      set.find(({ Description }) => Description === says)?.ReservedConcurrentExecutions
    expect(of('Answers the HTTP API')).toBe(250)
    expect(of('Understands texts from phones')).toBe(100)
    expect(of('Asks for a temperature, or reminds')).toBeUndefined()
    expect(Object.keys(stageNamed('prod').concurrency ?? {})).toEqual([
      'api',
      'receive-sms',
      'receive-receipt',
      'sweep',
    ])
  })

  it('is called by its alias and never by a version', () => {
    serviceTemplate.resourceCountIs('AWS::Lambda::Alias', functionNames.length)
    serviceTemplate.allResourcesProperties('AWS::Lambda::Alias', { Name: 'live' })
    for (const { FunctionName } of properties(serviceTemplate, 'AWS::Lambda::Permission'))
      expect(said(FunctionName)).toMatch(/Aliaslive$/)
    for (const { FunctionName } of properties(serviceTemplate, 'AWS::Lambda::EventSourceMapping'))
      expect(said(FunctionName)).toMatch(/:live$/)
  })

  it('gets the variables that its handler asks for, and no others', () => {
    const of = (description: string): string[] =>
      Object.keys(
        functions.find((lambda) => lambda.Description === description)?.Environment.Variables,
      ).sort()
    const base = ['DUE_SHARDS', 'SERVICE_NAME', 'STAGE', 'TABLE_NAME']
    expect(of('Says what comes next')).toEqual(base)
    expect(of("Sends texts at the provider's pace")).toEqual(
      [
        'ESCALATION_WORKFLOW_ARN',
        'ISOLATION_WORKFLOW_ARN',
        'LOOKUP_SECRET_ARN',
        'OUTBOX_ROUTINE_QUEUE_URL',
        'OUTBOX_URGENT_QUEUE_URL',
        'SETTINGS',
        'SETTINGS_PARAMETER',
        'SMS_CONFIGURATION_SET',
        ...base,
      ].sort(),
    )
    expect(of('Tells everyone on a rung')).toEqual(
      ['ALERT_TOPIC_ARN', 'OUTBOX_ROUTINE_QUEUE_URL', 'OUTBOX_URGENT_QUEUE_URL', ...base].sort(),
    )
  })

  it('times out before the workflow’s timeout', () => {
    const texts = ['isolation', 'escalation'].map((workflow) =>
      readFileSync(new URL(`../../workflows/${workflow}.asl.json`, import.meta.url), 'utf8'),
    )
    const limits = texts.flatMap((text) =>
      [...text.matchAll(/"TimeoutSeconds": (\d+)/g)].map(([, seconds]) => Number(seconds)),
    )
    const steps = functions.filter(({ Timeout }) => Timeout === 50)
    expect(steps).toHaveLength(11)
    expect(Math.min(...limits)).toBeGreaterThan(50)
  })
})

describe('logs', () => {
  it('are encrypted and kept as long as the stage says', () => {
    for (const [{ serviceTemplate: template }, days] of [
      [dev, 14],
      [prod, 90],
    ] as const)
      for (const log of properties(template, 'AWS::Logs::LogGroup')) {
        expect(log.RetentionInDays).toBe(days)
        expect(said(log.KmsKeyId)).toBe('Key')
      }
    serviceTemplate.resourceCountIs('AWS::Logs::LogGroup', functionNames.length + 6)
  })
})

describe('a workflow', () => {
  const machines = properties(serviceTemplate, 'AWS::StepFunctions::StateMachine')

  it.each([
    ['isolation', 9],
    ['escalation', 2],
  ])('%s has a function for every name in its text, and no name too many', (workflow, count) => {
    const text = readFileSync(new URL(`../../workflows/${workflow}.asl.json`, import.meta.url), 'utf8')
    const named = new Set([...text.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name))
    const machine = machines.find(({ StateMachineName }) => StateMachineName === `sixclear-dev-${workflow}`)
    expect(named.size).toBe(count)
    expect(Object.keys(machine.DefinitionSubstitutions).sort()).toEqual([...named, 'Partition'].sort())
    for (const name of named) {
      const words = String(name).replace('FunctionArn', '').toLowerCase()
      expect(said(machine.DefinitionSubstitutions[String(name)])).toBe(`Functions${words}FunctionAliaslive`)
    }
  })

  it('is the text of the file in any partition', () => {
    for (const { StateMachineName, DefinitionString } of machines) {
      const workflow = StateMachineName.replace('sixclear-dev-', '')
      const text = readFileSync(new URL(`../../workflows/${workflow}.asl.json`, import.meta.url), 'utf8')
      expect(DefinitionString.replaceAll(/arn:\$\{Partition\}:/g, 'arn:aws:')).toBe(text)
      expect(DefinitionString).not.toContain('arn:aws:')
    }
  })

  it('is a standard one, logs everything but data, traces, and is encrypted with a key of ours', () => {
    expect(machines).toHaveLength(3)
    for (const machine of machines)
      expect(machine).toMatchObject({
        LoggingConfiguration: { Level: 'ERROR', IncludeExecutionData: false },
        TracingConfiguration: { Enabled: true },
        EncryptionConfiguration: { Type: 'CUSTOMER_MANAGED_KMS_KEY' },
      })
    for (const { StateMachineType } of machines) expect(StateMachineType ?? 'STANDARD').toBe('STANDARD')
  })
})

describe('a new version', () => {
  const aliases = (template: typeof serviceTemplate) =>
    Object.values(template.findResources('AWS::Lambda::Alias')).map(({ UpdatePolicy }) => UpdatePolicy)

  it('takes over step by step in production, and goes back when it or the line rings', () => {
    for (const policy of aliases(prod.serviceTemplate))
      expect(policy.CodeDeployLambdaAliasUpdate).toBeDefined()
    prod.serviceTemplate.hasResourceProperties('AWS::CodeDeploy::DeploymentConfig', {
      TrafficRoutingConfig: {
        Type: 'TimeBasedCanary',
        TimeBasedCanary: { CanaryPercentage: 10, CanaryInterval: 10 },
      },
    })
    const groups = properties(prod.serviceTemplate, 'AWS::CodeDeploy::DeploymentGroup')
    expect(groups).toHaveLength(functionNames.length)
    for (const { AlarmConfiguration, AutoRollbackConfiguration } of groups) {
      expect(AlarmConfiguration.Enabled).toBe(true)
      const [own, harm] = AlarmConfiguration.Alarms.map(({ Name }: { Name: unknown }) => said(Name))
      expect(own).toMatch(/^RolloutNewFails/)
      expect(harm).toBe('RolloutHarm')
      expect(AutoRollbackConfiguration.Events).toContain('DEPLOYMENT_STOP_ON_ALARM')
    }
  })

  it('is watched by itself, apart from the version that still takes most calls', () => {
    const [ask] = properties(prod.serviceTemplate, 'AWS::CloudWatch::Alarm').filter(({ AlarmDescription }) =>
      AlarmDescription.includes('version of ask fails'),
    )
    expect(JSON.stringify(ask.Metrics)).toContain('"Name":"ExecutedVersion"')
  })

  it('goes back for steps given up only if they are several, and many for as much as is asked', () => {
    const [harm] = properties(prod.serviceTemplate, 'AWS::CloudWatch::Alarm').filter(({ AlarmDescription }) =>
      AlarmDescription.startsWith('People come to harm'),
    )
    const metrics = JSON.stringify(harm.Metrics)
    expect(metrics).toContain('IF(FILL(steps, 0) >= 3 AND FILL(steps, 0) * 100 >= FILL(asks, 0), 1, 0)')
    expect(metrics).toContain('"MetricName":"Invocations"')
  })

  it('of a workflow is started by an alias that moves in the same way, and older ones stay', () => {
    const named = Object.values(prod.serviceTemplate.findResources('AWS::StepFunctions::StateMachineAlias'))
    expect(named).toHaveLength(2)
    for (const { Properties } of named)
      expect(Properties).toMatchObject({
        Name: 'live',
        DeploymentPreference: { Type: 'CANARY', Percentage: 10, Interval: 10, Alarms: [expect.anything()] },
      })
    const versions = Object.values(
      prod.serviceTemplate.findResources('AWS::StepFunctions::StateMachineVersion'),
    )
    expect(versions).toHaveLength(2)
    for (const { UpdateReplacePolicy, Properties } of versions) {
      expect(UpdateReplacePolicy).toBe('Retain')
      expect(Properties.StateMachineRevisionId['Fn::GetAtt'][1]).toBe('StateMachineRevisionId')
    }
    const [ask] = ownFunctions(prod.serviceTemplate).filter(({ Description }) =>
      Description.startsWith('Decides about a silence'),
    )
    expect(said(ask.Environment.Variables.ESCALATION_WORKFLOW_ARN)).toMatch(
      /stateMachine:sixclear-prod-escalation:live$/,
    )
  })

  it('takes over at once in development', () => {
    for (const policy of aliases(serviceTemplate)) expect(policy).toBeUndefined()
    for (const type of ['AWS::CodeDeploy::DeploymentGroup', 'AWS::StepFunctions::StateMachineAlias'])
      serviceTemplate.resourceCountIs(type, 0)
  })

  it('that cannot wait takes over at once, whatever rings, by the same alias', () => {
    const urgent = synthesise(stageNamed('prod'), true).serviceTemplate
    for (const group of properties(urgent, 'AWS::CodeDeploy::DeploymentGroup'))
      expect(group).toMatchObject({
        AlarmConfiguration: { Enabled: false },
        DeploymentConfigName: 'CodeDeployDefault.LambdaAllAtOnce',
      })
    for (const { DeploymentPreference } of properties(urgent, 'AWS::StepFunctions::StateMachineAlias')) {
      expect(DeploymentPreference.Type).toBe('ALL_AT_ONCE')
      expect(DeploymentPreference.Alarms).toBeUndefined()
    }
  })
})

describe('texts from phones', () => {
  it('go from the topic, in its envelope, to a queue, and from there to their function, each for itself', () => {
    serviceTemplate.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'sqs',
      RawMessageDelivery: Match.absent(),
      TopicArn: { Ref: Match.stringLikeRegexp('MessagingTwoWay') },
      RedrivePolicy: Match.anyValue(),
    })
    serviceTemplate.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('MessagingInboundQueue'), 'Arn'] },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    })
  })

  it("come to a stage's own topic from this account's numbers only", () => {
    serviceTemplate.hasResourceProperties('AWS::SNS::TopicPolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Sid: 'MessagesFromPhones',
            Principal: { Service: 'sms-voice.amazonaws.com' },
            Condition: { StringEquals: { 'aws:SourceAccount': { Ref: 'AWS::AccountId' } } },
          }),
        ]),
      },
    })
  })

  it('have receipts from the first text on: the topic takes them before the provider has somewhere to send them', () => {
    const [set] = Object.values(serviceTemplate.findResources('AWS::SMSVOICE::ConfigurationSet'))
    expect(set?.['DependsOn']).toContainEqual(expect.stringMatching(/ReceiptsTopicPolicy/))
  })

  it('can come by a topic that is there already', () => {
    const twoWayTopicArn = 'arn:aws:sns:eu-west-1:111122223333:two-way'
    const stage = stageNamed('dev')
    const { serviceTemplate: template } = synthesised({ ...stage, sms: { ...stage.sms, twoWayTopicArn } })
    template.hasResourceProperties('AWS::SNS::Subscription', { TopicArn: twoWayTopicArn })
    template.resourceCountIs('AWS::SNS::Topic', 3)
  })
})

describe('texts to phones', () => {
  const concurrencyAt = (perSecond: number, urgentPerSecond: number): number[] => {
    const stage = stageNamed('dev')
    const { serviceTemplate: template } = synthesised({
      ...stage,
      sms: { ...stage.sms, perSecond, urgentPerSecond },
    })
    return ['MessagingOutboxUrgentQueue', 'MessagingOutboxRoutineQueue'].map((queue) => {
      const [mapping] = properties(template, 'AWS::Lambda::EventSourceMapping').filter(
        ({ EventSourceArn }) => said(EventSourceArn) === queue,
      )
      return mapping.ScalingConfig.MaximumConcurrency
    })
  }

  it("go out at the provider's pace by two lanes, of which the urgent one has senders of its own", () => {
    expect(concurrencyAt(20, 4)).toEqual([2, 4])
    expect(concurrencyAt(100, 20)).toEqual([6, 24])
  })

  it('have two senders a lane at least, because AWS allows no fewer', () => {
    expect(concurrencyAt(2, 1)).toEqual([2, 2])
  })
})

describe('queues', () => {
  const queues = Object.entries(serviceTemplate.findResources('AWS::SQS::Queue'))

  it('are encrypted and keep what failed: each work queue has dead letters, kept for two weeks', () => {
    expect(queues).toHaveLength(20)
    for (const [id, { Properties }] of queues) {
      expect(said(Properties.KmsMasterKeyId)).toBe('Key')
      if (/DeadLetters|Undelivered/.test(id)) expect(Properties.MessageRetentionPeriod).toBe(14 * 86_400)
      else expect(said(Properties.RedrivePolicy.deadLetterTargetArn)).toMatch(/DeadLetters$/)
    }
  })

  it('hide a message for six times as long as its function may take', () => {
    for (const [id, { Properties }] of queues)
      if (!/DeadLetters|Undelivered/.test(id))
        expect([id, Properties.VisibilityTimeout]).toEqual([
          id,
          id.startsWith('SweeperParts') ? 1800 : id.startsWith('FiguresQueue') ? 120 : 360,
        ])
  })
})

describe('a station', () => {
  it('gets its own matters only', () => {
    prod.serviceTemplate.hasResourceProperties('AWS::SNS::Subscription', {
      Protocol: 'https',
      Endpoint: 'https://station.example.org/matters',
      FilterPolicy: { community: ['qinghe'], grid: ['grid-1'], department: ['police_station'] },
      RedrivePolicy: Match.anyValue(),
    })
  })
})

describe('the figures', () => {
  it('follow the new entries of the ledger, each batch again in halves, and what fails is kept', () => {
    serviceTemplate.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      BisectBatchOnFunctionError: true,
      StartingPosition: 'TRIM_HORIZON',
      MaximumRetryAttempts: 20,
      FilterCriteria: { Filters: [{ Pattern: Match.stringLikeRegexp('"prefix":"LEDGER#"') }] },
      DestinationConfig: { OnFailure: { Destination: Match.anyValue() } },
    })
  })

  it('count a part when its window is over, and keep one message of each in a window', () => {
    serviceTemplate.hasResourceProperties('AWS::SQS::Queue', {
      FifoQueue: true,
      DelaySeconds: 12,
      DeduplicationScope: 'messageGroup',
      FifoThroughputLimit: 'perMessageGroupId',
    })
  })
})

describe('the sweeper', () => {
  it('hands out every quarter what is due, and failed invocations are kept', () => {
    serviceTemplate.hasResourceProperties('AWS::Events::Rule', {
      ScheduleExpression: 'rate(15 minutes)',
      Targets: [Match.objectLike({ DeadLetterConfig: Match.anyValue() })],
    })
  })

  it('walks one part in one function, six at once, and a part of a dead function comes again', () => {
    serviceTemplate.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      EventSourceArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('SweeperPartsQueue'), 'Arn'] },
      BatchSize: 1,
      ScalingConfig: { MaximumConcurrency: 6 },
      FunctionResponseTypes: ['ReportBatchItemFailures'],
    })
    serviceTemplate.hasResourceProperties('AWS::Lambda::Function', {
      Description: 'Looks for anybody left behind',
      Timeout: 300,
    })
  })
})

describe('the watch', () => {
  it('runs every five minutes, well within the ten after which an alert is repeated', () => {
    serviceTemplate.hasResourceProperties('AWS::Events::Rule', {
      ScheduleExpression: 'rate(5 minutes)',
      Targets: [Match.objectLike({ DeadLetterConfig: Match.anyValue() })],
    })
  })
})

describe('the bill', () => {
  it('has a budget in production', () => {
    prod.observabilityTemplate.hasResourceProperties('AWS::Budgets::Budget', {
      Budget: { BudgetLimit: { Amount: 500, Unit: 'USD' }, TimeUnit: 'MONTHLY' },
    })
    observabilityTemplate.resourceCountIs('AWS::Budgets::Budget', 0)
  })

  it('says which project and stage it is for', () => {
    prod.dataTemplate.hasResourceProperties('AWS::DynamoDB::Table', {
      Tags: Match.arrayWith([
        { Key: 'project', Value: 'sixclear' },
        { Key: 'stage', Value: 'prod' },
      ]),
    })
  })
})

describe('the stacks', () => {
  const templates = [dev, prod].flatMap((made) => [
    made.serviceTemplate,
    made.dataTemplate,
    made.observabilityTemplate,
  ])

  it('fit any partition, region and account', () => {
    for (const template of templates) {
      const text = JSON.stringify(template.toJSON())
      expect(text).not.toMatch(/arn:aws[:-]/)
      expect(text).not.toMatch(/\b(us|eu|ap|cn|sa|ca|af|me)-[a-z]+-\d\b/)
      expect(text).not.toMatch(/\b\d{12}\b/)
    }
  })

  it('stay far from the 500 resources that a stack may have', () => {
    for (const template of templates)
      expect(Object.keys(template.toJSON()['Resources']).length).toBeLessThan(400)
  })

  it('let the service lose a resource that only alarms look at: no export holds it', () => {
    expect(serviceTemplate.findOutputs('*', { Export: Match.anyValue() })).toEqual({})
    expect(JSON.stringify(observabilityTemplate.toJSON())).not.toContain('Fn::ImportValue')
  })

  it('output what a person needs next', () => {
    const outputs = (template: typeof serviceTemplate): string[] => Object.keys(template.findOutputs('*'))
    expect(outputs(serviceTemplate)).toEqual(
      expect.arrayContaining([
        'ConsoleUrl',
        'ConsoleClientId',
        'ApiUrl',
        'TwoWayTopicArn',
        'AlertTopicArn',
        'OperationsTopicArn',
        'InboundDeadLettersUrl',
        'OutboxUrgentDeadLettersUrl',
        'OutboxRoutineDeadLettersUrl',
      ]),
    )
    expect(outputs(observabilityTemplate)).toEqual(
      expect.arrayContaining(['PeopleDashboard', 'PlumbingDashboard']),
    )
    expect(outputs(dataTemplate)).toEqual(expect.arrayContaining(['TableName', 'TokenIssuer', 'UserPoolId']))
  })

  it('draw two dashboards', () => {
    observabilityTemplate.resourceCountIs('AWS::CloudWatch::Dashboard', 2)
  })
})
