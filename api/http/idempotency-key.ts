import * as z from 'zod/mini'
import type { Operation } from '../../core/access/policy.ts'
import type { Actor } from '../../core/ids.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { keyedRequest } from '../../record/idempotency-key-repository.ts'
import { InvalidRequest } from './errors.ts'
import { IdempotencyKey } from './parameters.ts'
import { problemsOf } from './problems.ts'

interface Asking {
  readonly actor: Actor
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly params: object
  readonly body: object
}

/**
 * The id of a request in the record. With a key chosen by the caller, the same request gets the same id again, for this
 * caller only. Called after all other checks, so that a refused request can be corrected and sent again under its key.
 * @throws InvalidRequest, IdempotencyKeyReused
 */
export const requestIdOf = async (
  ports: Pick<Ports, 'store' | 'lookups' | 'clock' | 'ids'>,
  operation: Operation,
  { actor, headers, params, body }: Asking,
): Promise<string> => {
  const parsed = z.safeParse(IdempotencyKey, headers)
  if (!parsed.success) throw new InvalidRequest(problemsOf(parsed.error, headers))
  const key = parsed.data['idempotency-key']
  if (key === undefined) return `request-${ports.ids.next()}`
  return keyedRequest(ports, { asker: actor, key, content: JSON.stringify([operation, params, body]) })
}
