import type { SQSBatchResponse, SQSEvent } from 'aws-lambda'
import * as z from 'zod/mini'
import type { AnswerPorts, Ports } from '../../core/ports/ports.ts'
import { receiveMessage } from './receive-message.ts'

/** A two-way message as the provider's topic delivers it. */
const TwoWaySms = z.looseObject({
  originationNumber: z.string(),
  messageBody: z.string(),
  inboundMessageId: z.string().check(z.minLength(1)),
})

/** The envelope around a message, if the topic's subscription does not use raw delivery. */
const Envelope = z.object({ Type: z.literal('Notification'), Message: z.string() })

const parse = (body: string): z.infer<typeof TwoWaySms> => {
  const outer: unknown = JSON.parse(body)
  const envelope = Envelope.safeParse(outer)
  const inner: unknown = envelope.success ? JSON.parse(envelope.data.Message) : outer
  return TwoWaySms.parse(inner)
}

/**
 * Messages from the queue, each on its own: one that cannot be handled now is reported as failed and comes again; the
 * others are done.
 */
export const receiveSms = async (
  ports: AnswerPorts & Pick<Ports, 'messages' | 'ids' | 'strangers'>,
  event: SQSEvent,
): Promise<SQSBatchResponse> => {
  const batchItemFailures: SQSBatchResponse['batchItemFailures'] = []
  for (const record of event.Records) {
    try {
      const { originationNumber, messageBody, inboundMessageId } = parse(record.body)
      await receiveMessage(ports, { id: inboundMessageId, from: originationNumber, text: messageBody })
    } catch (error) {
      ports.log.error('sms.not-handled', { key: record.messageId }, error)
      batchItemFailures.push({ itemIdentifier: record.messageId })
    }
  }
  return { batchItemFailures }
}
