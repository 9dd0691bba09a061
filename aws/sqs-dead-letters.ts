import {
  GetQueueAttributesCommand,
  type SQSClient,
  SQSServiceException,
  StartMessageMoveTaskCommand,
} from '@aws-sdk/client-sqs'
import { type DeadLetters, NoSuchQueue, RedriveUnavailable } from '../core/ports/dead-letters.ts'

export interface DeadLettersOptions {
  readonly client: SQSClient
  /** Of the dead letters, by the names of their queues. */
  readonly queueUrls: ReadonlyMap<string, string>
}

/** SQS allows one move of a queue at a time. */
const isMoving = (error: SQSServiceException): boolean => /already .*(running|active)/i.test(error.message)
/** Regions of China do not know the operation. */
const isUnknown = ({ name }: SQSServiceException): boolean =>
  /UnsupportedOperation|InvalidAction|Unknown/i.test(name)

/** The dead letters of queues on SQS. */
export const makeDeadLetters = ({ client, queueUrls }: DeadLettersOptions): DeadLetters => {
  const attributes = async (QueueUrl: string) => {
    const { Attributes: { QueueArn, ApproximateNumberOfMessages } = {} } = await client.send(
      new GetQueueAttributesCommand({
        QueueUrl,
        AttributeNames: ['QueueArn', 'ApproximateNumberOfMessages'],
      }),
    )
    return { arn: QueueArn, waiting: Number(ApproximateNumberOfMessages ?? 0) }
  }
  return {
    waiting: () =>
      Promise.all(
        [...queueUrls].map(async ([queue, url]) => ({ queue, waiting: (await attributes(url)).waiting })),
      ),
    redrive: async (queue) => {
      const url = queueUrls.get(queue)
      if (url === undefined)
        throw new NoSuchQueue(`no queue is called ${queue}; there are ${[...queueUrls.keys()].join(', ')}`)
      const { arn, waiting } = await attributes(url)
      if (waiting === 0) return
      try {
        await client.send(new StartMessageMoveTaskCommand({ SourceArn: arn }))
      } catch (error) {
        if (!(error instanceof SQSServiceException)) throw error
        if (isMoving(error)) return
        if (!isUnknown(error)) throw error
        throw new RedriveUnavailable(
          `SQS cannot move messages here: put those of ${queue} back by hand (docs/runbook.md)`,
          { cause: error },
        )
      }
    },
  }
}
