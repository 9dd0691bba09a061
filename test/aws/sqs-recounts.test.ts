import { SQSClient } from '@aws-sdk/client-sqs'
import { expect, it, onTestFinished } from 'vitest'
import * as z from 'zod/mini'
import { makeRecounts } from '../../aws/sqs-recounts.ts'
import { GridPart } from '../../core/grid-part.ts'
import { instant } from '../../core/time/instant.ts'

const Entry = z.object({ MessageGroupId: z.string(), MessageDeduplicationId: z.string() })
const Input = z.object({ Entries: z.array(Entry) })

/** The names of the messages that a FIFO queue would get. */
const opened = (everySeconds: number) => {
  const sent: string[] = []
  let now = 0
  const client = new SQSClient({ region: 'local-1' })
  onTestFinished(() => client.destroy())
  client.middlewareStack.add(
    () => async (args) => {
      sent.push(...Input.parse(args.input).Entries.map((entry) => entry.MessageDeduplicationId))
      return { response: {}, output: { Successful: [], Failed: [], $metadata: {} } }
    },
    { step: 'initialize' },
  )
  const clock = { now: () => instant(now) }
  const recounts = makeRecounts({ client, queueUrl: 'https://queue/recounts.fifo', everySeconds, clock })
  const part = GridPart.parse({ community: 'qinghe', grid: 'grid-1', part: 'matters' })
  return {
    sent,
    at: async (seconds: number) => {
      now = seconds * 1000
      await recounts.request([part])
    },
    recounts,
  }
}

it('a part that changes often gives its messages one name in each window', async () => {
  const { sent, at } = opened(60)
  for (const seconds of [0, 1, 59, 60, 61, 200]) await at(seconds)
  const windows = ['qinghe/grid-1/matters/0', 'qinghe/grid-1/matters/1', 'qinghe/grid-1/matters/3']
  expect(sent).toEqual([windows[0], windows[0], windows[0], windows[1], windows[1], windows[2]])
})

it('more parts than SQS takes in one call are sent in several', async () => {
  const { sent, recounts } = opened(60)
  await recounts.request(
    Array.from({ length: 25 }, (_, number) =>
      GridPart.parse({ community: 'qinghe', grid: `grid-${number + 1}`, part: 'isolations' }),
    ),
  )
  expect(new Set(sent).size).toBe(25)
})
