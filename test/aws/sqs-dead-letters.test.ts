import { createServer } from 'node:http'
import { SQSClient } from '@aws-sdk/client-sqs'
import { afterEach, describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import { makeDeadLetters } from '../../aws/sqs-dead-letters.ts'
import { NoSuchQueue, RedriveUnavailable } from '../../core/ports/dead-letters.ts'

const ARN = 'arn:aws:sqs:local-1:000000000000:inbound-dead'

const closing: (() => void)[] = []
afterEach(() => {
  for (const close of closing.splice(0)) close()
})

type Refusal = { readonly type: string; readonly message: string }

/** The two operations of SQS that move dead letters. */
const openQueues = async (waiting: number, refusal?: Refusal) => {
  const moves: unknown[] = []
  const server = createServer((from, to) => {
    const chunks: Buffer[] = []
    from.on('data', (chunk: Buffer) => chunks.push(chunk))
    from.on('end', () => {
      const input = z.record(z.string(), z.unknown()).parse(JSON.parse(Buffer.concat(chunks).toString()))
      to.setHeader('content-type', 'application/x-amz-json-1.0')
      if (from.headers['x-amz-target'] === 'AmazonSQS.GetQueueAttributes') {
        to.end(JSON.stringify({ Attributes: { QueueArn: ARN, ApproximateNumberOfMessages: `${waiting}` } }))
        return
      }
      moves.push(input)
      if (refusal !== undefined) {
        to.writeHead(400)
        to.end(JSON.stringify({ __type: `com.amazonaws.sqs#${refusal.type}`, message: refusal.message }))
        return
      }
      to.end(JSON.stringify({ TaskHandle: 'handle' }))
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const endpoint = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}`
  const client = new SQSClient({
    region: 'local-1',
    endpoint,
    credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
    maxAttempts: 1,
  })
  closing.push(() => {
    client.destroy()
    server.close()
    server.closeAllConnections()
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
      type: 'InvalidParameterValue',
      message: 'There is already a running task for this queue',
    })
    await expect(running.deadLetters.redrive('inbound')).resolves.toBeUndefined()
  })

  it('say what is wrong: a queue that is not there, a region that cannot, a right that is missing', async () => {
    const { deadLetters } = await openQueues(3)
    await expect(deadLetters.redrive('other')).rejects.toThrow(NoSuchQueue)
    const china = await openQueues(3, { type: 'UnsupportedOperation', message: 'not here' })
    await expect(china.deadLetters.redrive('inbound')).rejects.toThrow(RedriveUnavailable)
    const denied = await openQueues(3, { type: 'AccessDenied', message: 'no' })
    await expect(denied.deadLetters.redrive('inbound')).rejects.toThrow('no')
  })
})
