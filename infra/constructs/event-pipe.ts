import { Aws, Stack } from 'aws-cdk-lib'
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { CfnPipe } from 'aws-cdk-lib/aws-pipes'
import { Construct } from 'constructs'
import { publishedEvents } from '../../core/published-events/publish.ts'
import { EncryptedLogGroup, type LogSettings } from './encrypted-log-group.ts'
import { readStream, via } from './iam-statements.ts'
import { DeadLetterQueue } from './work-queue.ts'

export interface EventPipeProps {
  readonly streamArn: string
  readonly recordKey: IKey
  readonly publish: IFunction
  readonly busArn: string
  readonly source: string
  readonly logs: LogSettings
}

/** What comes of a put of several in the same pass, as the bus takes it: one entry makes one event at most. */
const MOST_EVENTS_A_CALL = 10

/** Only entries of the ledger whose event is published: vaults and texts of people never come this way. */
const entriesToPublish = {
  eventName: ['INSERT'],
  dynamodb: {
    Keys: { sk: { S: [{ prefix: 'LEDGER#' }] } },
    NewImage: { summary: { M: { event: { M: { type: { S: [...publishedEvents] } } } } } },
  },
}

/**
 * From the table's stream to the bus, at least once, those of an isolation in order. A bus that refuses is tried again
 * for half a day; what is older goes to the dead letters, which name its place in the stream.
 */
export class EventPipe extends Construct {
  readonly deadLetters: DeadLetterQueue

  constructor(scope: Construct, id: string, props: EventPipeProps) {
    super(scope, id)
    const { streamArn, recordKey, publish, busArn, source, logs } = props
    this.deadLetters = new DeadLetterQueue(this, 'DeadLetters', logs.key)
    const logGroup = new EncryptedLogGroup(this, 'Logs', logs)
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('pipes.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': Aws.ACCOUNT_ID },
          ArnLike: { 'aws:SourceArn': Stack.of(this).formatArn({ service: 'pipes', resource: 'pipe/*' }) },
        },
      }),
      description: 'What the pipe of events may do',
    })
    const allow = (sid: string, actions: string[], resource: string, conditions?: object) =>
      role.addToPolicy(
        new PolicyStatement({ sid, actions, resources: [resource], ...(conditions && { conditions }) }),
      )
    for (const statement of readStream(streamArn, recordKey)) role.addToPolicy(statement)
    allow('MakeEvents', ['lambda:InvokeFunction'], publish.functionArn)
    allow('PutEvents', ['events:PutEvents'], busArn)
    allow('KeepDeadLetters', ['sqs:SendMessage'], this.deadLetters.queueArn)
    allow('KeepDeadLettersKey', ['kms:Decrypt', 'kms:GenerateDataKey'], logs.key.keyArn, via('sqs'))
    allow('WriteLogs', ['logs:CreateLogStream', 'logs:PutLogEvents'], logGroup.logGroupArn)
    const pipe = new CfnPipe(this, 'Pipe', {
      description: 'Sixclear: what other systems are told',
      roleArn: role.roleArn,
      source: streamArn,
      sourceParameters: {
        filterCriteria: { filters: [{ pattern: JSON.stringify(entriesToPublish) }] },
        dynamoDbStreamParameters: {
          // A pipe that is made again publishes the last day again: readers know a repetition by its id.
          startingPosition: 'TRIM_HORIZON',
          batchSize: MOST_EVENTS_A_CALL,
          parallelizationFactor: 10,
          maximumRecordAgeInSeconds: 12 * 3600,
          onPartialBatchItemFailure: 'AUTOMATIC_BISECT',
          deadLetterConfig: { arn: this.deadLetters.queueArn },
        },
      },
      enrichment: publish.functionArn,
      target: busArn,
      targetParameters: { eventBridgeEventBusParameters: { source, detailType: 'sixclear', time: '$.at' } },
      // Never with the data: an entry has readings.
      logConfiguration: {
        level: 'ERROR',
        cloudwatchLogsLogDestination: { logGroupArn: logGroup.logGroupArn },
      },
    })
    // Its policy has to be there before it is started.
    pipe.node.addDependency(role)
  }
}
