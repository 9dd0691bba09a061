import { type ApiClient, SignedOut } from '../../api/api-client.ts'
import { ApiError, Unreachable } from '../../api/request.ts'
import { isWorthAnotherTry, type QueuedAnswer, type SendResult } from './answer-queue.ts'

/** After this time without an answer the connection counts as lost. */
const TIMEOUT_MS = 20_000

const triedWith = (error: unknown): SendResult => {
  if (error instanceof SignedOut) return { result: 'signed_out' }
  if (error instanceof Unreachable) return { result: 'later' }
  if (!(error instanceof ApiError)) throw error
  if (isWorthAnotherTry(error.status)) return { result: 'later' }
  return { result: 'refused', status: error.status, reason: error.message }
}

/** One try, with the answer's own key. */
export const sendAnswer = async (client: ApiClient, queued: QueuedAnswer): Promise<SendResult> => {
  const { id, matter, answer, temperature, phone } = queued
  try {
    await client.send(`/matters/${matter}/answers`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'idempotency-key': id },
      body: JSON.stringify({ answer, temperature, phone }),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    })
    return { result: 'recorded' }
  } catch (error) {
    return triedWith(error)
  }
}
