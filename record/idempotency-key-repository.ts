import * as z from 'zod/mini'
import { ConditionFailed } from '../core/ports/store.ts'
import { DAY, type Instant, plus } from '../core/time/instant.ts'
import { requestId } from './keys.ts'
import { type Finding, lookUp, writesAt } from './lookup.ts'
import { openShape } from './shape.ts'

/** The digest of the request made under a key: a body may hold a phone number. */
const Request = z.strictObject({ asked: z.string() })

const storedRequest = openShape('request', Request)

/** How long a key stands for its first request. */
const KEPT = DAY

/** A caller has used one key for two different requests. */
class IdempotencyKeyReused extends Error {
  override readonly name = 'IdempotencyKeyReused'
}

export interface KeyedRequest {
  readonly asker: string
  /** As chosen by the caller. Two callers may choose the same. */
  readonly key: string
  /** Everything that distinguishes the request from another one. */
  readonly content: string
}

/** Until when the key stands for this request. `undefined`: it stands for another one. */
const claim = async (ports: Finding, { asker, key, content }: KeyedRequest): Promise<Instant | undefined> => {
  const digests = await ports.lookups.digests('REQUEST', content)
  const at = await lookUp(ports, 'REQUEST', `${asker}/${key}`)
  if (at.item !== undefined) {
    const { asked } = storedRequest.read(at.item)
    return digests.some(({ id }) => id === asked) ? at.item.expiresAt : undefined
  }
  const asked = digests.find(({ isCurrent }) => isCurrent)?.id ?? ''
  const expiresAt = plus(ports.clock.now(), KEPT)
  await ports.store.transact(writesAt(at, { body: storedRequest.body({ asked }), expiresAt }))
  return expiresAt
}

/**
 * Records the request of a key, and returns the request's id in the record: the same on each try, and another one when
 * the key is used again after its time.
 * @throws IdempotencyKeyReused
 */
export const keyedRequest = async (ports: Finding, request: KeyedRequest): Promise<string> => {
  const attempt = async (): Promise<Instant | undefined> => {
    try {
      return await claim(ports, request)
    } catch (error) {
      // Another try of it, or another request, was a moment faster.
      if (!(error instanceof ConditionFailed)) throw error
      return claim(ports, request)
    }
  }
  const until = await attempt()
  if (until !== undefined) return requestId(request.asker, request.key, until)
  throw new IdempotencyKeyReused(
    'this Idempotency-Key was used for another request within the last day: send this one under a new key. What was recorded under the key stays',
  )
}
