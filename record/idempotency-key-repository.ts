import * as z from 'zod/mini'
import { DAY, plus } from '../core/time/instant.ts'
import { ConditionFailed } from '../core/ports/store.ts'
import { requestId } from './keys.ts'
import { type Finding, lookUp, writesAt } from './lookup.ts'
import { readBody } from './read-body.ts'

/** What was asked for under a key, by its digest: a body may hold a phone number. */
const Request = z.strictObject({ asked: z.string() })

/** A key stands for what it was first used for so long. */
const KEPT = DAY

/** One asker has used one key for two different requests. */
class IdempotencyKeyReused extends Error {
  override readonly name = 'IdempotencyKeyReused'
}

export interface KeyedRequest {
  readonly asker: string
  /** As the asker chose it. Two askers may choose the same. */
  readonly key: string
  /** Everything that tells the request from another one. */
  readonly content: string
}

const claim = async (ports: Finding, { asker, key, content }: KeyedRequest): Promise<boolean> => {
  const digests = await ports.lookups.digests('REQUEST', content)
  const at = await lookUp(ports, 'REQUEST', `${asker}/${key}`)
  if (at.item !== undefined) {
    const { asked } = readBody(Request, at.item)
    return digests.some(({ id }) => id === asked)
  }
  const asked = digests.find(({ isCurrent }) => isCurrent)?.id ?? ''
  await ports.store.transact(writesAt(at, { body: { asked }, expiresAt: plus(ports.clock.now(), KEPT) }))
  return true
}

/**
 * Keeps what a key is used for, and gives the id under which the record knows the request: the same for each try of it.
 * @throws IdempotencyKeyReused
 */
export const keyedRequest = async (ports: Finding, request: KeyedRequest): Promise<string> => {
  const attempt = async (): Promise<boolean> => {
    try {
      return await claim(ports, request)
    } catch (error) {
      // Another try of it, or another request, was faster by a moment.
      if (!(error instanceof ConditionFailed)) throw error
      return claim(ports, request)
    }
  }
  if (await attempt()) return requestId(request.asker, request.key)
  throw new IdempotencyKeyReused(
    'this Idempotency-Key was used for another request within the last day: send this one under a new key. What was recorded under the key stays',
  )
}
