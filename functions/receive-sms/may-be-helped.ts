import * as z from 'zod/mini'
import { HOUR, plus } from '../../core/instant.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { ConditionFailed } from '../../core/ports/store.ts'
import { helpedKey } from '../../record/keys.ts'
import { readBody } from '../../record/read-body.ts'

const Helped = z.strictObject({ count: z.int() })

/** So often in an hour a post is told what to write. */
const MOST = 3

/** False: it was told often enough. A phone that answers by itself must not talk to us without end. */
export const mayBeHelped = async ({ store, clock }: Ports, number: string): Promise<boolean> => {
  const key = helpedKey(number)
  const known = await store.get(key)
  const count = known === undefined ? 0 : readBody(Helped, known).count
  if (count >= MOST) return false
  const expiresAt = known?.expiresAt ?? plus(clock.now(), HOUR)
  try {
    await store.transact([
      {
        put: { ...key, body: { count: count + 1 }, expiresAt },
        expect: known === undefined ? 'absent' : { version: known.version },
      },
    ])
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error
  }
  return true
}
