import type { SQSBatchResponse, SQSEvent } from 'aws-lambda'
import * as z from 'zod/mini'
import { IsolationId } from '../../core/ids.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { MINUTE } from '../../core/time/instant.ts'
import { sendRecorded } from './send-recorded.ts'

/** A recorded message in the outbox's queue. */
const Queued = z.object({ isolation: IsolationId, key: z.string() })

/**
 * Hands queued messages to the provider. One that cannot be sent now is reported as failed and comes again; the others
 * are done. A message that was queued twice is sent once, even at the same moment.
 */
export const deliverQueued = async (
  ports: Pick<Ports, 'store' | 'lookups' | 'messages' | 'executions' | 'clock' | 'log'>,
  { Records }: SQSEvent,
): Promise<SQSBatchResponse> => {
  const batchItemFailures: SQSBatchResponse['batchItemFailures'] = []
  for (const { body, messageId } of Records) {
    try {
      const content: unknown = JSON.parse(body)
      await sendRecorded(ports, Queued.parse(content), MINUTE)
    } catch (error) {
      ports.log.error('outbox.not-delivered', { key: messageId }, error)
      batchItemFailures.push({ itemIdentifier: messageId })
    }
  }
  return { batchItemFailures }
}
