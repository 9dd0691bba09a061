import { createHash } from 'node:crypto'
import * as z from 'zod/mini'
import type { Community } from '../../core/community/community.ts'
import type { Store } from '../../core/ports/store.ts'
import type { Instant } from '../../core/time/instant.ts'
import { InstantSchema } from '../../core/time/instant-schema.ts'
import { addDays, localDate } from '../../core/time/time-zone.ts'
import { ledgerList } from '../../record/keys.ts'

const NEWEST = 20
const LIMIT = 1_000

/** The same for everybody: it tells that something has happened, and not what. */
export const Mark = z.strictObject({
  now: InstantSchema,
  mark: z
    .string()
    .check(z.describe('Changes whenever something in the ledger of the community has changed.')),
})
export type Mark = z.infer<typeof Mark>

/**
 * Keys of the newest lines of a day. If all of them have the same instant, the rest of that instant is read too: a new
 * line may appear anywhere among them.
 */
const newestOn = async (store: Store, pk: string): Promise<string[]> => {
  const keys: string[] = []
  let cursor: string | undefined
  do {
    const page = await store.queryIndex({
      pk,
      index: 'list',
      limit: NEWEST,
      descending: true,
      ...(cursor === undefined ? {} : { cursor }),
    })
    keys.push(...page.items.map(({ index }) => index.sk))
    cursor = momentOf(keys[0]) === momentOf(keys.at(-1)) ? page.cursor : undefined
  } while (cursor !== undefined && keys.length < LIMIT)
  return keys
}

const momentOf = (key: string | undefined): string | undefined => key?.split('#')[0]

export const markOf = async (store: Store, { id, zone }: Community, now: Instant): Promise<Mark> => {
  const today = localDate(now, zone)
  const keys = await newestOn(store, ledgerList(id, today))
  if (keys.length < NEWEST) keys.push(...(await newestOn(store, ledgerList(id, addDays(today, -1)))))
  return {
    now,
    mark: createHash('sha256')
      .update([...keys, ...(store.isFull?.() ? ['full'] : [])].join('\n'))
      .digest('base64url')
      .slice(0, 22),
  }
}
