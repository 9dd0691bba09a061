import { SQSClient } from '@aws-sdk/client-sqs'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { makeOutbox } from '../../aws/sqs-outbox.ts'
import { IsolationId } from '../../core/ids.ts'
import { byLane } from '../../core/message/lane.ts'
import { openSqsEndpoint, type SqsEndpoint } from './sqs-endpoint.ts'

const isolation = IsolationId.parse('iso-abcdefgh23456789')

describe('the outbox', () => {
  let sqs: SqsEndpoint
  let client: SQSClient

  beforeEach(async () => {
    sqs = await openSqsEndpoint()
    client = new SQSClient({
      region: 'local-1',
      endpoint: sqs.endpoint,
      credentials: { accessKeyId: 'none', secretAccessKey: 'none' },
    })
  })
  afterEach(async () => {
    client.destroy()
    await sqs.close()
  })

  it('queues the ids of a text and nothing else, in the queue of its lane, no later than SQS allows', async () => {
    const queueUrls = byLane((lane) => `${sqs.endpoint}/000000000000/outbox-${lane}`)
    const outbox = makeOutbox({ client, queueUrls })
    await outbox.hand({ subject: isolation, key: 'prompt-01-morning-0', lane: 'routine' })
    await outbox.hand({ subject: isolation, key: 'a-fever', lane: 'urgent', afterSeconds: 3_600 })
    expect(sqs.queued).toEqual([
      {
        QueueUrl: queueUrls.routine,
        MessageBody: JSON.stringify({ subject: isolation, key: 'prompt-01-morning-0', lane: 'routine' }),
      },
      {
        QueueUrl: queueUrls.urgent,
        MessageBody: JSON.stringify({ subject: isolation, key: 'a-fever', lane: 'urgent' }),
        DelaySeconds: 900,
      },
    ])
  })

  it('keeps the texts of one isolation in order on a FIFO queue, each once, however long its key', async () => {
    const queueUrls = byLane(() => `${sqs.endpoint}/000000000000/outbox.fifo`)
    const outbox = makeOutbox({ client, queueUrls })
    const long = 'k'.repeat(120)
    for (const key of ['a', long, long]) await outbox.hand({ subject: isolation, key, lane: 'routine' })
    expect(new Set(sqs.queued.map(({ MessageGroupId }) => MessageGroupId))).toEqual(new Set([isolation]))
    expect(new Set(sqs.queued.map(({ MessageDeduplicationId }) => MessageDeduplicationId)).size).toBe(2)
  })
})
