import { Duration, Validations } from 'aws-cdk-lib'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import { EventSourceMapping, FilterCriteria, StartingPosition } from 'aws-cdk-lib/aws-lambda'
import { SqsDlq, SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources'
import { DeduplicationScope, FifoThroughputLimit, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import { readStream } from './iam-statements.ts'
import { OnSchedule } from './on-schedule.ts'
import type { ServiceFunction } from './service-function.ts'
import { DeadLetterQueue } from './work-queue.ts'

export const COUNT_TIMEOUT = Duration.seconds(20)
export const SUM_TIMEOUT = Duration.seconds(55)
export const NOTE_TIMEOUT = Duration.seconds(30)

export interface FiguresProps {
  readonly key: IKey
  /** Each part of a grid is counted once in this time. */
  readonly everySeconds: number
}

export interface Counting {
  readonly streamArn: string
  readonly recordKey: IKey
  readonly note: ServiceFunction
  readonly count: ServiceFunction
  readonly sum: ServiceFunction
}

/** Only new entries of the ledger: vaults and texts of people never come this way. */
const ENTRIES = FilterCriteria.filter({
  eventName: ['INSERT'],
  dynamodb: { Keys: { sk: { S: [{ prefix: 'LEDGER#' }] } } },
})

/**
 * The figures: the table's stream says what has changed, a queue keeps one message for each part of a grid in a while,
 * a function counts it anew, and every minute the district is added up.
 */
export class Figures extends Construct {
  readonly #key: IKey
  readonly queue: Queue
  readonly deadLetters: DeadLetterQueue

  constructor(scope: Construct, id: string, { key, everySeconds }: FiguresProps) {
    super(scope, id)
    this.#key = key
    this.deadLetters = new DeadLetterQueue(this, 'DeadLetters', key, { fifo: true })
    this.queue = new Queue(this, 'Queue', {
      fifo: true,
      deduplicationScope: DeduplicationScope.MESSAGE_GROUP,
      fifoThroughputLimit: FifoThroughputLimit.PER_MESSAGE_GROUP_ID,
      // Longer than a window, for clocks that differ: aws/sqs-recounts.ts.
      deliveryDelay: Duration.seconds(everySeconds + 2),
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: key,
      enforceSSL: true,
      visibilityTimeout: Duration.seconds(COUNT_TIMEOUT.toSeconds() * 6),
      retentionPeriod: Duration.days(1),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: 5 },
    })
  }

  /** What the stream or the schedule could not hand over; each has dead letters of its own. */
  begin({ streamArn, recordKey, note, count, sum }: Counting): {
    readonly stream: DeadLetterQueue
    readonly sum: DeadLetterQueue
  } {
    count.alias.addEventSource(
      new SqsEventSource(this.queue, { batchSize: 10, reportBatchItemFailures: true, maxConcurrency: 20 }),
    )
    Validations.of(count.alias).acknowledge({
      id: 'Serverless-LambdaEventSourceMappingDestination',
      reason: 'A queue keeps its own failures: they go to its dead letters.',
    })
    const stream = new DeadLetterQueue(this, 'StreamDeadLetters', this.#key)
    for (const statement of readStream(streamArn, recordKey)) note.role.addToPolicy(statement)
    const mapping = new EventSourceMapping(this, 'Stream', {
      target: note.live,
      eventSourceArn: streamArn,
      // What a deployment missed is counted after it.
      startingPosition: StartingPosition.TRIM_HORIZON,
      filters: [ENTRIES],
      batchSize: 1_000,
      maxBatchingWindow: Duration.seconds(5),
      bisectBatchOnError: true,
      retryAttempts: 20,
      maxRecordAge: Duration.hours(12),
      onFailure: new SqsDlq(stream),
    })
    mapping.node.addDependency(note.role)
    const reason =
      "SQS's own way to write to an encrypted queue: variants of the same two actions, on one key."
    Validations.of(note.role).acknowledge(
      { id: 'AwsSolutions-IAM5[Action::kms:GenerateDataKey*]', reason },
      { id: 'AwsSolutions-IAM5[Action::kms:ReEncrypt*]', reason },
    )
    const onSchedule = new OnSchedule(this, 'Sum', {
      run: sum.live,
      every: Duration.minutes(1),
      description: 'Sixclear: the figures of the district',
      key: this.#key,
    })
    return { stream, sum: onSchedule.deadLetters }
  }
}
