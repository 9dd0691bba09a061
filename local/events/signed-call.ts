import { createHmac } from 'node:crypto'
import type { PublishedEvent } from '../../core/published-events/published-event.ts'
import type { Webhook } from './webhook-settings.ts'

/** Longer answers are waited for no more. */
const ANSWER_WITHIN_MILLISECONDS = 10_000

/** `taken`: a 2xx. `refused`: this event, by a 4xx. `busy`: the system itself, which may take anything later. */
export type Taken = 'taken' | 'refused' | 'busy'

export type Call = (webhook: Webhook, event: PublishedEvent, at: number) => Promise<Taken>

/** `v1=` and the HMAC-SHA256 of the seconds, a point and the body, in hexadecimal. */
const signatureOf = (secret: string, seconds: number, body: string): string =>
  `v1=${createHmac('sha256', secret).update(`${seconds}.${body}`).digest('hex')}`

const takenBy = (status: number): Taken => {
  if (status >= 200 && status < 300) return 'taken'
  return status >= 400 && status < 500 && status !== 408 && status !== 429 ? 'refused' : 'busy'
}

/** One event as the body of a POST. Whoever gets it checks the signature, and that the seconds are recent. */
export const signedCall: Call = async ({ url, secret }, event, at) => {
  const body = JSON.stringify(event)
  const seconds = Math.floor(at / 1000)
  try {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'error',
      signal: AbortSignal.timeout(ANSWER_WITHIN_MILLISECONDS),
      headers: {
        'content-type': 'application/json',
        'x-sixclear-id': event.id,
        'x-sixclear-timestamp': String(seconds),
        'x-sixclear-signature': signatureOf(secret, seconds, body),
      },
      body,
    })
    await response.body?.cancel()
    return takenBy(response.status)
  } catch {
    return 'busy'
  }
}
