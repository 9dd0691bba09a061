import type { SQSEvent } from 'aws-lambda'
import fc from 'fast-check'
import { Timeline } from 'local-step-functions/timeline'
import { describe, expect, it } from 'vitest'
import { Database } from '../../local/sqlite/database.ts'
import { Queue, type QueueConsumer, type QueueOptions } from '../../local/sqlite/queue.ts'

const MINUTE = 60_000

const setUp = (options: Partial<QueueOptions> = {}) => {
  const timeline = new Timeline({ startAt: 0 })
  const database = new Database(':memory:')
  const make = (others: Partial<QueueOptions> = {}) =>
    new Queue({ database, scheduler: timeline, name: 'inbound', ...options, ...others })
  return { timeline, database, make, queue: make() }
}

/** Records what it was given, as `body@minute`, and answers as configured. */
const recorder = (timeline: Timeline, answer: (event: SQSEvent) => ReturnType<QueueConsumer>) => {
  const seen: string[] = []
  const consumer: QueueConsumer = (event) => {
    seen.push(...event.Records.map(({ body }) => `${body}@${timeline.now() / MINUTE}`))
    return answer(event)
  }
  return { seen, consumer }
}
const done = async () => ({ batchItemFailures: [] })
const failAll: QueueConsumer = async () => {
  throw new Error('the table is gone')
}

describe('a queue', () => {
  it('delivers what is sent, in order, at the instant it is sent', async () => {
    const { queue, timeline } = setUp()
    const { seen, consumer } = recorder(timeline, done)
    queue.deliverTo(consumer)
    queue.send('a')
    queue.send('b')
    await timeline.runUntilIdle()
    expect(seen).toEqual(['a@0', 'b@0'])
    expect(queue.pending()).toBe(0)
  })

  it('delivers records in the shape of SQS', async () => {
    const { queue, timeline } = setUp()
    const events: SQSEvent[] = []
    queue.deliverTo(async (event) => {
      events.push(event)
      return { batchItemFailures: [] }
    })
    const { messageId } = queue.send('{"n":1}')
    await timeline.runUntilIdle()
    expect(events).toMatchObject([
      {
        Records: [
          {
            messageId,
            body: '{"n":1}',
            eventSource: 'aws:sqs',
            attributes: { ApproximateReceiveCount: '1', SentTimestamp: '0' },
          },
        ],
      },
    ])
  })

  it('delivers at most ten at once, and goes on until all are delivered', async () => {
    const { queue, timeline } = setUp()
    const sizes: number[] = []
    for (let n = 0; n < 25; n += 1) queue.send(`${n}`)
    queue.deliverTo(async (event) => {
      sizes.push(event.Records.length)
      return { batchItemFailures: [] }
    })
    await timeline.runUntilIdle()
    expect(sizes).toEqual([10, 10, 5])
  })

  it('delivers what the consumer itself sends', async () => {
    const { queue, timeline } = setUp()
    const { seen, consumer } = recorder(timeline, async (event) => {
      if (event.Records.some(({ body }) => body === 'a')) queue.send('b')
      return { batchItemFailures: [] }
    })
    queue.deliverTo(consumer)
    queue.send('a')
    await timeline.runUntilIdle()
    expect(seen).toEqual(['a@0', 'b@0'])
  })

  it('delivers again after the visibility timeout when the consumer throws', async () => {
    const { queue, timeline } = setUp({ visibilityTimeout: 3 * MINUTE })
    let calls = 0
    const { seen, consumer } = recorder(timeline, async (event) => {
      calls += 1
      return calls === 1 ? failAll(event) : { batchItemFailures: [] }
    })
    queue.deliverTo(consumer)
    queue.send('a')
    await timeline.runUntilIdle()
    expect(seen).toEqual(['a@0', 'a@3'])
    expect(queue.pending()).toBe(0)
  })

  it('tells how often and since when a message has been received', async () => {
    const { queue, timeline } = setUp({ maxReceives: 2 })
    const told: string[] = []
    queue.deliverTo(async (event) => {
      for (const { attributes } of event.Records)
        told.push(
          `${attributes.ApproximateReceiveCount} since ${attributes.ApproximateFirstReceiveTimestamp}`,
        )
      return failAll(event)
    })
    queue.send('a')
    await timeline.runUntilIdle()
    expect(told).toEqual(['1 since 0', '2 since 0'])
  })

  it('delivers again only the messages that the consumer names', async () => {
    const { queue, timeline } = setUp()
    let isFirst = true
    const { seen, consumer } = recorder(timeline, async ({ Records }) => {
      const failed = isFirst ? Records.filter(({ body }) => body === 'b') : []
      isFirst = false
      return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) }
    })
    queue.deliverTo(consumer)
    for (const body of ['a', 'b', 'c']) queue.send(body)
    await timeline.runUntilIdle()
    expect(seen).toEqual(['a@0', 'b@0', 'c@0', 'b@1'])
  })

  it('delivers the whole batch again when the consumer names a message that is not in it', async () => {
    const { queue, timeline } = setUp()
    let calls = 0
    const { seen, consumer } = recorder(timeline, async () => {
      calls += 1
      return { batchItemFailures: calls === 1 ? [{ itemIdentifier: 'nobody' }] : [] }
    })
    queue.deliverTo(consumer)
    queue.send('a')
    queue.send('b')
    await timeline.runUntilIdle()
    expect(seen).toEqual(['a@0', 'b@0', 'a@1', 'b@1'])
  })

  it('delivers others while one message waits for its retry', async () => {
    const { queue, timeline } = setUp()
    const { seen, consumer } = recorder(timeline, async (event) =>
      event.Records.some(({ body }) => body === 'bad') ? failAll(event) : { batchItemFailures: [] },
    )
    queue.deliverTo(consumer)
    queue.send('bad')
    timeline.at(MINUTE / 2, () => void queue.send('good'))
    await timeline.runUntil(MINUTE / 2)
    expect(seen).toEqual(['bad@0', 'good@0.5'])
  })

  it('tells of every failed delivery', async () => {
    const told: unknown[] = []
    const { queue, timeline } = setUp({
      maxReceives: 2,
      onFailure: (ids, error) => told.push([ids, String(error)]),
    })
    queue.deliverTo(failAll)
    const { messageId } = queue.send('a')
    await timeline.runUntilIdle()
    expect(told).toEqual([
      [[messageId], 'Error: the table is gone'],
      [[messageId], 'Error: the table is gone'],
    ])
  })
})

describe('dead letters', () => {
  it('are messages that were received five times in vain', async () => {
    const { queue, timeline } = setUp()
    const { seen, consumer } = recorder(timeline, failAll)
    queue.deliverTo(consumer)
    const { messageId } = queue.send('a')
    await timeline.runUntilIdle()
    expect(seen).toEqual(['a@0', 'a@1', 'a@2', 'a@3', 'a@4'])
    expect(queue.pending()).toBe(0)
    expect(queue.deadLetters()).toEqual([
      { messageId, body: 'a', receives: 5, sentAt: 0, lastError: 'Error: the table is gone' },
    ])
  })

  it('are delivered again after a redrive', async () => {
    const { queue, timeline } = setUp({ maxReceives: 1 })
    queue.deliverTo(failAll)
    queue.send('a')
    queue.send('b')
    await timeline.runUntilIdle()
    const { seen, consumer } = recorder(timeline, done)
    queue.deliverTo(consumer)
    expect(seen).toEqual([])
    expect(queue.redrive()).toBe(2)
    await timeline.runUntilIdle()
    expect(seen).toEqual(['a@1', 'b@1'])
    expect(queue.deadLetters()).toEqual([])
    expect(queue.redrive()).toBe(0)
  })
})

describe('a queue after a restart', () => {
  it('delivers what was pending, and gives no message an id that was used before', async () => {
    const { queue, make, timeline } = setUp()
    const first = queue.send('a')
    const again = make()
    const { seen, consumer } = recorder(timeline, done)
    again.deliverTo(consumer)
    await timeline.runUntilIdle()
    expect(seen).toEqual(['a@0'])
    expect(again.send('b').messageId).not.toBe(first.messageId)
  })

  it('delivers again what was in progress when the process died', async () => {
    const { queue, make, timeline } = setUp()
    queue.deliverTo(() => new Promise(() => {}))
    queue.send('a')
    void timeline.step()
    await Promise.resolve()
    const later = new Timeline({ startAt: 10_000 })
    const { seen, consumer } = recorder(later, done)
    make({ scheduler: later }).deliverTo(consumer)
    await later.runUntilIdle()
    expect(seen).toEqual(['a@1'])
  })

  it('keeps two queues of one database apart', async () => {
    const { queue, make, timeline } = setUp()
    const other = make({ name: 'other' })
    const mine = recorder(timeline, done)
    const theirs = recorder(timeline, done)
    queue.deliverTo(mine.consumer)
    other.deliverTo(theirs.consumer)
    queue.send('a')
    other.send('b')
    await timeline.runUntilIdle()
    expect(mine.seen).toEqual(['a@0'])
    expect(theirs.seen).toEqual(['b@0'])
  })
})

describe('a queue that doubles messages', () => {
  const run = async (seed: string) => {
    const { queue, timeline } = setUp({ duplicates: { seed, share: 0.3 } })
    const { seen, consumer } = recorder(timeline, done)
    queue.deliverTo(consumer)
    for (let n = 0; n < 100; n += 1) queue.send(`${n}`)
    await timeline.runUntilIdle()
    return seen
  }

  it('delivers some twice and none more often, the same ones for the same seed', async () => {
    const seen = await run('seed')
    const counts = new Map<string, number>()
    for (const body of seen.map((entry) => entry.replace(/@.*/, '')))
      counts.set(body, (counts.get(body) ?? 0) + 1)
    const doubled = [...counts.values()].filter((count) => count === 2).length
    expect(counts.size).toBe(100)
    expect(Math.max(...counts.values())).toBe(2)
    expect(doubled).toBeGreaterThan(10)
    expect(doubled).toBeLessThan(60)
    expect(await run('seed')).toEqual(seen)
    expect(await run('other')).not.toEqual(seen)
  })
})

describe('any consumer', () => {
  it('gets each message done at least once, or into the dead letters', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('done', 'throw', 'name one'), { maxLength: 30 }),
        fc.integer({ min: 1, max: 15 }),
        async (answers, messages) => {
          const { queue, timeline } = setUp({ maxReceives: 3, batchSize: 4 })
          const finished = new Set<string>()
          let call = 0
          queue.deliverTo(async ({ Records }) => {
            const answer = answers[call] ?? 'done'
            call += 1
            if (answer === 'throw') throw new Error('as told')
            const failed = answer === 'name one' ? Records.slice(0, 1) : []
            for (const record of Records) if (!failed.includes(record)) finished.add(record.body)
            return { batchItemFailures: failed.map(({ messageId }) => ({ itemIdentifier: messageId })) }
          })
          for (let n = 0; n < messages; n += 1) queue.send(`${n}`)
          await timeline.runUntilIdle()
          const dead = queue.deadLetters().map(({ body }) => body)
          expect(queue.pending()).toBe(0)
          expect([...finished, ...dead]).toHaveLength(messages)
          expect(new Set([...finished, ...dead]).size).toBe(messages)
        },
      ),
      { numRuns: 60 },
    )
  })
})
