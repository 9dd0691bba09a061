import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import { openJsonEndpoint } from './json-endpoint.ts'

const SendMessage = z.object({
  QueueUrl: z.url(),
  MessageBody: z.string().check(z.minLength(1), z.maxLength(262_144)),
  DelaySeconds: z.optional(z.int().check(z.minimum(0), z.maximum(900))),
  MessageGroupId: z.optional(z.string().check(z.regex(/^[!-~]{1,128}$/))),
  MessageDeduplicationId: z.optional(z.string().check(z.regex(/^[!-~]{1,128}$/))),
})
export type Queued = z.infer<typeof SendMessage>

export interface SqsEndpoint {
  readonly endpoint: string
  /** What the queue took, in order. */
  readonly queued: Queued[]
  close(): Promise<void>
}

const SendMessageBatch = z.object({
  QueueUrl: z.url(),
  Entries: z
    .array(z.object({ Id: z.string().check(z.regex(/^[\w-]{1,80}$/)), MessageBody: z.string() }))
    .check(z.minLength(1), z.maxLength(10)),
})

const digestOf = (body: string): string => createHash('md5').update(body).digest('hex')

/** The part of SQS that we use: SendMessage and its batch in AWS JSON, with the digests that the SDK checks. */
export const openSqsEndpoint = async (): Promise<SqsEndpoint> => {
  const queued: Queued[] = []
  const opened = await openJsonEndpoint((operation, input) => {
    if (operation === 'SendMessageBatch') {
      const { QueueUrl, Entries } = SendMessageBatch.parse(input)
      queued.push(...Entries.map(({ MessageBody }) => ({ QueueUrl, MessageBody })))
      const Successful = Entries.map(({ Id, MessageBody }) => ({
        Id,
        MessageId: `queued-${Id}`,
        MD5OfMessageBody: digestOf(MessageBody),
      }))
      return { Successful, Failed: [] }
    }
    const message = SendMessage.safeParse(input)
    const isFifo = message.data?.QueueUrl.endsWith('.fifo') === true
    if (
      operation !== 'SendMessage' ||
      !message.success ||
      isFifo !== (message.data.MessageGroupId !== undefined)
    )
      return { refused: 'com.amazonaws.sqs#InvalidParameterValue', message: 'refused' }
    queued.push(message.data)
    return {
      MessageId: `queued-${queued.length}`,
      MD5OfMessageBody: digestOf(message.data.MessageBody),
    }
  })
  return { ...opened, queued }
}
