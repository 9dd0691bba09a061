import * as z from 'zod/mini'
import { HOUR, plus } from '../../core/instant.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { ConditionFailed } from '../../core/ports/store.ts'
import { lookUp, writesAt } from '../../record/lookup-record.ts'
import { readBody } from '../../record/read-body.ts'

const Helped = z.strictObject({ count: z.int() })

/** So often in an hour a post is told what to write. */
const MOST = 3

/** False: it was told often enough. A phone that answers by itself must not talk to us without end. */
export const mayBeHelped = async (ports: Ports, number: string): Promise<boolean> => {
  const at = await lookUp(ports, 'HELPED', number)
  const known = at.item
  const count = known === undefined ? 0 : readBody(Helped, known).count
  if (count >= MOST) return false
  const expiresAt = known?.expiresAt ?? plus(ports.clock.now(), HOUR)
  try {
    await ports.store.transact(writesAt(at, { body: { count: count + 1 }, expiresAt }))
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error
  }
  return true
}
