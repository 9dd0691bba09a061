import { Duration, Validations } from 'aws-cdk-lib'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import type { Alias } from 'aws-cdk-lib/aws-lambda'
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'

/** A queue of messages that could not be handled: kept as long as SQS can, looked at by a person (docs/runbook.md). */
export class DeadLetterQueue extends Queue {
  constructor(scope: Construct, id: string, key: IKey, { fifo }: { readonly fifo?: true } = {}) {
    super(scope, id, {
      ...(fifo === undefined ? {} : { fifo }),
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: key,
      enforceSSL: true,
      retentionPeriod: Duration.days(14),
    })
    const reason = 'It is where failed messages end: an alarm calls a person.'
    Validations.of(this).acknowledge(
      { id: 'AwsSolutions-SQS3', reason },
      { id: 'Serverless-SQSRedrivePolicy', reason },
    )
  }
}

export interface WorkQueueProps {
  readonly key: IKey
  readonly consumerTimeout: Duration
  readonly maxReceives: number
}

export interface Consuming {
  readonly consumer: Alias
  readonly batchSize: number
  /** Lambda environments that read at the same time; AWS requires at least 2. */
  readonly maxConcurrency?: number
}

/** A queue in front of one function, with its dead letters. A failed message comes back alone, not with its batch. */
export class WorkQueue extends Construct {
  readonly queue: Queue
  readonly deadLetters: DeadLetterQueue

  constructor(scope: Construct, id: string, { key, consumerTimeout, maxReceives }: WorkQueueProps) {
    super(scope, id)
    this.deadLetters = new DeadLetterQueue(this, 'DeadLetters', key)
    this.queue = new Queue(this, 'Queue', {
      encryption: QueueEncryption.KMS,
      encryptionMasterKey: key,
      enforceSSL: true,
      // As Lambda asks for: six times what the consumer may take.
      visibilityTimeout: Duration.seconds(consumerTimeout.toSeconds() * 6),
      retentionPeriod: Duration.days(4),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: maxReceives },
    })
  }

  feed({ consumer, batchSize, maxConcurrency }: Consuming): void {
    const source = new SqsEventSource(this.queue, {
      batchSize,
      reportBatchItemFailures: true,
      ...(maxConcurrency === undefined ? {} : { maxConcurrency }),
    })
    consumer.addEventSource(source)
    Validations.of(consumer).acknowledge({
      id: 'Serverless-LambdaEventSourceMappingDestination',
      reason: 'A queue keeps its own failures: they go to its dead letters.',
    })
  }
}
