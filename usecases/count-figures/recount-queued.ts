import type { SQSBatchResponse, SQSEvent } from 'aws-lambda'
import * as z from 'zod/mini'
import { GridPart } from '../../core/grid-part.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { recount } from './recount.ts'

/** Counts the parts in the queue. One that fails comes again, and holds up no other grid. */
export const recountQueued = async (
  ports: Pick<Ports, 'store' | 'clock' | 'recounts' | 'log'>,
  { Records }: SQSEvent,
): Promise<SQSBatchResponse> => {
  const batchItemFailures: SQSBatchResponse['batchItemFailures'] = []
  for (const { body, messageId } of Records) {
    try {
      const content: unknown = JSON.parse(body)
      await recount(ports, z.parse(GridPart, content))
    } catch (error) {
      ports.log.error('figures.not-counted', { key: messageId }, error)
      batchItemFailures.push({ itemIdentifier: messageId })
    }
  }
  return { batchItemFailures }
}
