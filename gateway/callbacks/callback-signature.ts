import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Instant } from '../../core/time/instant.ts'
import { instant, MINUTE, milliseconds } from '../../core/time/instant.ts'

/** How far the gateway's clock may be from ours, and how long a callback that somebody has copied can be repeated. */
const WINDOW = 5 * MINUTE

export const CALLBACK_HEADERS = {
  /** Seconds since 1970. */
  timestamp: 'x-callback-timestamp',
  nonce: 'x-callback-nonce',
  /** HMAC-SHA256 over timestamp, nonce and body, each on a line of its own, in hexadecimal. */
  signature: 'x-callback-signature',
} as const

export interface Callback {
  /** By names in small letters. */
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: Uint8Array
  /** The last part of the address, for a gateway that cannot sign. */
  readonly token?: string | undefined
}

/** `previous` stays valid while the operator of the gateway changes to the new one. */
export interface CallbackSecrets {
  readonly callbackSecret: string
  readonly previousCallbackSecret?: string | undefined
}

export type CallbackProof = 'signature' | 'token'

export const callbackSignature = (
  secret: string,
  {
    timestamp,
    nonce,
    body,
  }: { readonly timestamp: string; readonly nonce: string; readonly body: Uint8Array },
): string => createHmac('sha256', secret).update(`${timestamp}\n${nonce}\n`).update(body).digest('hex')

/** What stands in the address of the callbacks of a gateway that cannot sign: nobody else can know it. */
export const callbackToken = (secret: string): string =>
  createHmac('sha256', secret).update('callback token').digest('hex')

const equal = (a: string, b: string): boolean => {
  const [one, other] = [Buffer.from(a), Buffer.from(b)]
  return one.length === other.length && timingSafeEqual(one, other)
}

/** Whether the gateway has sent this, and now. Repeated within the window it passes again: what it says is the same. */
export const isFromGateway = (
  { headers, body, token = '' }: Callback,
  proof: CallbackProof,
  { callbackSecret, previousCallbackSecret }: CallbackSecrets,
  now: Instant,
): boolean => {
  const secrets = [callbackSecret, ...(previousCallbackSecret === undefined ? [] : [previousCallbackSecret])]
  if (proof === 'token') return secrets.some((secret) => equal(callbackToken(secret), token))
  const timestamp = headers[CALLBACK_HEADERS.timestamp] ?? ''
  const nonce = headers[CALLBACK_HEADERS.nonce] ?? ''
  const signature = headers[CALLBACK_HEADERS.signature] ?? ''
  if (!/^\d{10}$/.test(timestamp) || nonce === '') return false
  const sentAt = milliseconds(instant(Number(timestamp) * 1_000))
  if (Math.abs(milliseconds(now) - sentAt) > WINDOW) return false
  return secrets.some((secret) => equal(callbackSignature(secret, { timestamp, nonce, body }), signature))
}
