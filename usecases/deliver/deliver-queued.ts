import type { SQSBatchResponse, SQSEvent } from 'aws-lambda'
import * as z from 'zod/mini'
import { SubjectId } from '../../core/ids.ts'
import { lanes } from '../../core/message/lane.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { type Instant, MINUTE, secondsUntil } from '../../core/time/instant.ts'
import { CircuitOpen, guardedMessages, noneWorksUntil } from './guarded-messages.ts'
import { sendRecorded } from './send-recorded.ts'

/** A recorded message in the outbox's queue. */
const Queued = z.object({
  subject: SubjectId,
  key: z.string(),
  lane: z._default(z.enum(lanes), 'routine'),
})
type Queued = z.infer<typeof Queued>

type DeliverPorts = Pick<
  Ports,
  'store' | 'lookups' | 'messages' | 'settings' | 'outbox' | 'executions' | 'clock' | 'log'
>

const deliverOne = async (
  ports: DeliverPorts,
  queued: Queued,
  waitsUntil: Instant | undefined,
): Promise<void> => {
  const later = (until: Instant): Promise<void> =>
    ports.outbox.hand({ ...queued, afterSeconds: Math.max(1, secondsUntil(ports.clock.now(), until)) })
  if (waitsUntil !== undefined) return later(waitsUntil)
  try {
    await sendRecorded({ ...ports, messages: guardedMessages(ports) }, queued, MINUTE)
  } catch (error) {
    if (!(error instanceof CircuitOpen)) throw error
    await later(error.until)
  }
}

/**
 * Hands queued messages to the provider. One that cannot be sent now is reported as failed and comes again; the others
 * are done. While no provider works, messages are queued anew for the next probe, so that none uses up its tries. A
 * message that was queued twice is sent once, even at the same moment.
 */
export const deliverQueued = async (
  ports: DeliverPorts,
  { Records }: SQSEvent,
): Promise<SQSBatchResponse> => {
  const waitsUntil = await noneWorksUntil(ports)
  const batchItemFailures: SQSBatchResponse['batchItemFailures'] = []
  for (const { body, messageId } of Records) {
    try {
      const content: unknown = JSON.parse(body)
      await deliverOne(ports, Queued.parse(content), waitsUntil)
    } catch (error) {
      ports.log.error('outbox.not-delivered', { key: messageId }, error)
      batchItemFailures.push({ itemIdentifier: messageId })
    }
  }
  return { batchItemFailures }
}
