import { SQSClient } from '@aws-sdk/client-sqs'
import { afterEach, describe, expect, it } from 'vitest'
import { makeDeadLetters } from '../../aws/sqs-dead-letters.ts'
import { NoSuchQueue, RedriveUnavailable } from '../../core/ports/dead-letters.ts'
import { openJsonEndpoint, type Refused } from './json-endpoint.ts'

const ARN = 'arn:aws:sqs:local-1:000000000000:inbound-dead'

const closing: (() => Promise<void>)[] = []
afterEach(async () => {
  for (const close of closing.splice(0)) await close()
})

/** The two operations of SQS that move dead letters. */
const openQueues = async (waiting: number, refusal?: Refused) => {
  const moves: unknown[] = []
  const { endpoint, close } = await openJsonEndpoint((operation, input) => {
    if (operation === 'GetQueueAttributes')
      return { Attributes: { QueueArn: ARN, ApproximateNumberOfMessages: `${waiting}` } }
    moves.push(input)
    return refusal ?? { TaskHandle: 'handle' }
  })
  const client = new SQSClient({
    region: 'local-1',
    endpoint,
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
    maxAttempts: 1,
  })
  closing.push(async () => {
    client.destroy()
    await close()
  })
  const queueUrls = new Map([['inbound', `${endpoint}/000000000000/inbound-dead`]])
  return { deadLetters: makeDeadLetters({ client, queueUrls }), moves }
}

describe('dead letters on SQS', () => {
  it('are counted', async () => {
    const { deadLetters } = await openQueues(3)
    expect(await deadLetters.waiting()).toEqual([{ queue: 'inbound', waiting: 3 }])
  })

  it('are moved back by SQS itself', async () => {
    const { deadLetters, moves } = await openQueues(3)
    await deadLetters.redrive('inbound')
    expect(moves).toEqual([{ SourceArn: ARN }])
  })

  it('are left alone where none wait, and not moved twice at the same time', async () => {
    const none = await openQueues(0)
    await none.deadLetters.redrive('inbound')
    expect(none.moves).toEqual([])
    const running = await openQueues(3, {
      refused: 'com.amazonaws.sqs#InvalidParameterValue',
      message: 'There is already a running task for this queue',
    })
    await expect(running.deadLetters.redrive('inbound')).resolves.toBeUndefined()
  })

  it('say what is wrong: a queue that is not there, a region that cannot, a right that is missing', async () => {
    const { deadLetters } = await openQueues(3)
    await expect(deadLetters.redrive('other')).rejects.toThrow(NoSuchQueue)
    const china = await openQueues(3, {
      refused: 'com.amazonaws.sqs#UnsupportedOperation',
      message: 'not here',
    })
    await expect(china.deadLetters.redrive('inbound')).rejects.toThrow(RedriveUnavailable)
    const denied = await openQueues(3, { refused: 'com.amazonaws.sqs#AccessDenied', message: 'no' })
    await expect(denied.deadLetters.redrive('inbound')).rejects.toThrow('no')
  })
})
