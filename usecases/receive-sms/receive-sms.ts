import type { SQSBatchResponse, SQSEvent } from 'aws-lambda'
import * as z from 'zod/mini'
import type { AnswerPorts, Ports } from '../../core/ports/ports.ts'
import { InstantSchema } from '../../core/time/instant-schema.ts'
import { type ReceivedSms, receiveMessage } from './receive-message.ts'

/** A two-way message as the provider's topic delivers it. */
const TwoWaySms = z.looseObject({
  originationNumber: z.string(),
  messageBody: z.string(),
  inboundMessageId: z.string().check(z.minLength(1)),
})

/** The topic's envelope: its time stays the same when the message waits, becomes a dead letter and is put back. */
const Envelope = z.object({ Type: z.literal('Notification'), Message: z.string(), Timestamp: InstantSchema })

/** A message without an envelope was put into the queue by hand, now. */
const parse = (body: string): ReceivedSms => {
  const outer: unknown = JSON.parse(body)
  const { data: envelope } = Envelope.safeParse(outer)
  const sms = TwoWaySms.parse(envelope === undefined ? outer : JSON.parse(envelope.Message))
  return {
    id: sms.inboundMessageId,
    from: sms.originationNumber,
    text: sms.messageBody,
    ...(envelope !== undefined && { at: envelope.Timestamp }),
  }
}

/**
 * Messages from the queue, each on its own: one that cannot be handled now is reported as failed and comes again; the
 * others are done.
 */
export const receiveSms = async (
  ports: AnswerPorts & Pick<Ports, 'messages' | 'ids' | 'settings'>,
  event: SQSEvent,
): Promise<SQSBatchResponse> => {
  const batchItemFailures: SQSBatchResponse['batchItemFailures'] = []
  for (const record of event.Records) {
    try {
      await receiveMessage(ports, parse(record.body))
    } catch (error) {
      ports.log.error('sms.not-handled', { key: record.messageId }, error)
      batchItemFailures.push({ itemIdentifier: record.messageId })
    }
  }
  return { batchItemFailures }
}
