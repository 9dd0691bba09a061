import * as z from 'zod/mini'
import { type CommunityId, StaffId } from '../core/ids.ts'
import { InstantSchema } from '../core/time/instant-schema.ts'
import { DAY, type Instant, plus } from '../core/time/instant.ts'
import type { Ports } from '../core/ports/ports.ts'
import { ConditionFailed, type Store, type Write } from '../core/ports/store.ts'
import { guessesKey, guessesOf } from './keys.ts'
import { readBody } from './read-body.ts'
import { toBody } from './to-body.ts'

/** Codes that a post has sent and that are none of its own. Never the codes themselves. */
const Guesses = z.strictObject({
  staff: StaffId,
  count: z.int(),
  since: InstantSchema,
  lastAt: InstantSchema,
})
export type Guesses = z.infer<typeof Guesses>

/** After a day without any they are counted anew; after a week nobody is shown them any more. */
const REST = DAY
const KEPT = 7 * DAY

const TRIES = 5

interface Post {
  readonly community: CommunityId
  readonly staff: StaffId
}

const oneMore = async (store: Store, { community, staff }: Post, now: Instant): Promise<Write> => {
  const key = guessesKey(community, staff)
  const item = await store.get(key)
  const known = item === undefined ? undefined : readBody(Guesses, item)
  const goesOn = known !== undefined && plus(known.lastAt, REST) > now
  const guesses: Guesses = {
    staff,
    count: goesOn ? known.count + 1 : 1,
    since: goesOn ? known.since : now,
    lastAt: now,
  }
  return {
    put: { ...key, body: toBody(guesses), expiresAt: plus(now, KEPT) },
    expect: item === undefined ? 'absent' : { version: item.version },
  }
}

/**
 * Counts one code that was sent in vain, for every post of the phone. Of many that come at the same moment some may
 * stay uncounted: never what is done about them.
 */
export const countGuess = async (store: Store, posts: readonly Post[], now: Instant): Promise<void> => {
  for (let tried = 0; tried < TRIES; tried += 1) {
    const writes = await Promise.all(posts.map((post) => oneMore(store, post, now)))
    try {
      await store.transact(writes)
      return
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error
    }
  }
}

/** How many codes a post has sent in vain, until a day has passed without any. */
export const guessesBy = async (
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  { community, staff }: Post,
): Promise<number> => {
  const item = await store.get(guessesKey(community, staff))
  const known = item === undefined ? undefined : readBody(Guesses, item)
  return known !== undefined && plus(known.lastAt, REST) > clock.now() ? known.count : 0
}

/** What the posts of a community have sent in vain in the last week. */
export const guessesIn = async (store: Store, community: CommunityId): Promise<Guesses[]> => {
  const { items } = await store.query({ pk: guessesOf(community) })
  return items.map((item) => readBody(Guesses, item))
}
