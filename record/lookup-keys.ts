import { createHmac } from 'node:crypto'
import * as z from 'zod/mini'
import type { Clock } from '../core/ports/clock.ts'
import type { Lookups } from '../core/ports/lookups.ts'
import { MINUTE } from '../core/time/instant.ts'
import { InstantSchema } from '../core/time/instant-schema.ts'

const key = {
  id: z.string().check(z.regex(/^k[1-9]\d{0,5}$/)),
  /** 43 letters and digits have more than 32 bytes of randomness. */
  secret: z.string().check(z.minLength(43), z.maxLength(128)),
}

/** The secret as stored: one key, and a second one while it replaces the first. */
export const LookupKeys = z.strictObject({
  ...key,
  /** New items use it from this instant on, when every process has read it. */
  next: z.optional(z.strictObject({ ...key, writesFrom: InstantSchema })),
})
export type LookupKeys = z.infer<typeof LookupKeys>

/**
 * How long a key is announced before anything is written under it. No process may keep older keys in memory for longer.
 */
export const NOTICE = 10 * MINUTE

/** Where the keys are stored. */
export interface KeyStore {
  readonly load: () => Promise<LookupKeys>
  readonly save: (keys: LookupKeys) => Promise<void>
}

type LookupKey = Pick<LookupKeys, 'id' | 'secret'>

const digestUnder = ({ id, secret }: LookupKey, text: string): string =>
  `${id}.${createHmac('sha256', secret).update(text).digest('hex').slice(0, 32)}`

/** HMAC-SHA-256 under the keys that `load` returns. It is called each time, so that a change of keys is noticed. */
export const lookupsUnder = (load: () => Promise<LookupKeys>, clock: Clock): Lookups => ({
  digests: async (kind, text) => {
    const { next, ...key } = await load()
    const named = `${kind}\n${text}`
    if (next === undefined) return [{ id: digestUnder(key, named), isCurrent: true }]
    const isOver = next.writesFrom <= clock.now()
    return [
      { id: digestUnder(key, named), isCurrent: !isOver },
      { id: digestUnder(next, named), isCurrent: isOver },
    ]
  },
})
