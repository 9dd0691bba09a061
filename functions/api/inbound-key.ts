import * as z from 'zod/mini'
import type { Ports } from '../../core/ports/ports.ts'
import { InvalidRequest } from './errors.ts'
import { IdempotencyKey } from './parameters.ts'
import { problemsOf } from './problems.ts'

/** What the record knows a request by: the caller's own key, or a new one. @throws InvalidRequest */
export const inboundKeyOf = (
  headers: Readonly<Record<string, string | undefined>>,
  { ids }: Pick<Ports, 'ids'>,
): string => {
  const parsed = z.safeParse(IdempotencyKey, headers)
  if (!parsed.success) throw new InvalidRequest(problemsOf(parsed.error, headers))
  return `request-${parsed.data['idempotency-key'] ?? ids.next()}`
}
