import type { SQSBatchResponse, SQSEvent } from 'aws-lambda'
import * as z from 'zod/mini'
import { ImportId } from '../../core/ids.ts'
import type { AnswerPorts, Ports } from '../../core/ports/ports.ts'
import { importPart } from './import-part.ts'

const Queued = z.object({ import: ImportId, part: z.int().check(z.minimum(0)) })

/** How often a part is tried before the rows of it that fail are left out. */
const TRIES = 4

/** Parts of imports from the queue: one that fails is reported and comes again. */
export const importQueued = async (
  ports: AnswerPorts & Pick<Ports, 'ids' | 'importQueue'>,
  { Records }: SQSEvent,
): Promise<SQSBatchResponse> => {
  const batchItemFailures: SQSBatchResponse['batchItemFailures'] = []
  for (const { body, messageId, attributes } of Records) {
    try {
      const queued: unknown = JSON.parse(body)
      await importPart(ports, Queued.parse(queued), {
        isLast: Number(attributes.ApproximateReceiveCount) >= TRIES,
      })
    } catch (error) {
      ports.log.error('roster.part-failed', { key: messageId }, error)
      batchItemFailures.push({ itemIdentifier: messageId })
    }
  }
  return { batchItemFailures }
}
