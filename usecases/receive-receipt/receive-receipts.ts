import type { SQSBatchResponse, SQSEvent } from 'aws-lambda'
import type { Ports } from '../../core/ports/ports.ts'
import { receiptIn } from './receipt-in.ts'
import { receiveReceipt } from './receive-receipt.ts'

/**
 * Receipts from the queue: one that cannot be handled now is reported as failed and comes again; the others are done.
 */
export const receiveReceipts = async (
  ports: Pick<Ports, 'store' | 'executions' | 'tasks' | 'clock' | 'log'>,
  { Records }: SQSEvent,
): Promise<SQSBatchResponse> => {
  const batchItemFailures: SQSBatchResponse['batchItemFailures'] = []
  for (const { body, messageId } of Records) {
    try {
      const receipt = receiptIn(body)
      if (receipt !== undefined) await receiveReceipt(ports, receipt)
    } catch (error) {
      ports.log.error('receipt.not-handled', { key: messageId }, error)
      batchItemFailures.push({ itemIdentifier: messageId })
    }
  }
  return { batchItemFailures }
}
