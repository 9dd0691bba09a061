import type { SQSBatchResponse, SQSEvent } from 'aws-lambda'
import * as z from 'zod/mini'
import type { SweepQueue } from '../../core/ports/sweep-queue.ts'
import { SweepPart } from '../../core/sweep/sweep-part.ts'
import { InstantSchema } from '../../core/time/instant-schema.ts'
import type { SweepPorts } from './looking.ts'
import { walkPart } from './walk-part.ts'

/** A part of the sweep in the queue. */
const Queued = z.object({ part: SweepPart, asked: InstantSchema })

/**
 * Walks the parts of the sweep that were handed over. One for which the time does not suffice is handed on: the next
 * function goes on where this one stopped. One that fails comes again.
 */
export const sweepQueued = async (
  ports: SweepPorts & { readonly sweepQueue: SweepQueue },
  { Records }: SQSEvent,
  timeLeft: () => number,
): Promise<SQSBatchResponse> => {
  const batchItemFailures: SQSBatchResponse['batchItemFailures'] = []
  for (const { body, messageId } of Records) {
    try {
      const content: unknown = JSON.parse(body)
      const { part, asked } = Queued.parse(content)
      const { isDone } = await walkPart(ports, part, { asked, timeLeft })
      if (!isDone) await ports.sweepQueue.hand([part], asked)
    } catch (error) {
      ports.log.error('sweep.part-failed', { key: messageId }, error)
      batchItemFailures.push({ itemIdentifier: messageId })
    }
  }
  return { batchItemFailures }
}
