import { createHash } from 'node:crypto'
import { createServer } from 'node:http'
import * as z from 'zod/mini'

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
  const server = createServer((from, to) => {
    const chunks: Buffer[] = []
    from.on('data', (chunk: Buffer) => chunks.push(chunk))
    from.on('end', () => {
      const asked: unknown = JSON.parse(Buffer.concat(chunks).toString())
      if (from.headers['x-amz-target'] === 'AmazonSQS.SendMessageBatch') {
        const { QueueUrl, Entries } = SendMessageBatch.parse(asked)
        queued.push(...Entries.map(({ MessageBody }) => ({ QueueUrl, MessageBody })))
        const Successful = Entries.map(({ Id, MessageBody }) => ({
          Id,
          MessageId: `queued-${Id}`,
          MD5OfMessageBody: digestOf(MessageBody),
        }))
        to.setHeader('content-type', 'application/x-amz-json-1.0')
        to.end(JSON.stringify({ Successful, Failed: [] }))
        return
      }
      const message = SendMessage.safeParse(asked)
      const isKnown = from.headers['x-amz-target'] === 'AmazonSQS.SendMessage'
      const isFifo = message.data?.QueueUrl.endsWith('.fifo') === true
      to.setHeader('content-type', 'application/x-amz-json-1.0')
      if (!isKnown || !message.success || isFifo !== (message.data.MessageGroupId !== undefined)) {
        to.writeHead(400)
        to.end(JSON.stringify({ __type: 'com.amazonaws.sqs#InvalidParameterValue', message: 'refused' }))
        return
      }
      queued.push(message.data)
      to.end(
        JSON.stringify({
          MessageId: `queued-${queued.length}`,
          MD5OfMessageBody: digestOf(message.data.MessageBody),
        }),
      )
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  return {
    endpoint: `http://127.0.0.1:${port}`,
    queued,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
