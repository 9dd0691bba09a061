import * as z from 'zod/mini'
import { type CommunityId, StaffId } from '../core/ids.ts'
import type { Ports } from '../core/ports/ports.ts'
import { ConditionFailed, type Store, type Write } from '../core/ports/store.ts'
import { DAY, type Instant, plus } from '../core/time/instant.ts'
import { InstantSchema } from '../core/time/instant-schema.ts'
import { guessesKey, guessesOf } from './keys.ts'
import { openShape } from './shape.ts'

/** Counts the codes sent by a post that were not its own. Never holds the codes. */
const Guesses = z.strictObject({
  staff: StaffId,
  count: z.int(),
  since: InstantSchema,
  lastAt: InstantSchema,
})
export type Guesses = z.infer<typeof Guesses>

const storedGuesses = openShape('guessed codes', Guesses)

/** After a day without any the count starts again; after a week it is no longer shown. */
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
  const known = item === undefined ? undefined : storedGuesses.read(item)
  const goesOn = known !== undefined && plus(known.lastAt, REST) > now
  const guesses: Guesses = {
    ...known,
    staff,
    count: goesOn ? known.count + 1 : 1,
    since: goesOn ? known.since : now,
    lastAt: now,
  }
  return {
    put: { ...key, body: storedGuesses.body(guesses), expiresAt: plus(now, KEPT) },
    expect: item === undefined ? 'absent' : { version: item.version },
  }
}

/**
 * Counts one wrong code for every post of the phone. If many come at the same moment some may stay uncounted; that
 * changes only the count.
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

/** How many wrong codes a post has sent, without a day's pause between them. */
export const guessesBy = async (
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  { community, staff }: Post,
): Promise<number> => {
  const item = await store.get(guessesKey(community, staff))
  const known = item === undefined ? undefined : storedGuesses.read(item)
  return known !== undefined && plus(known.lastAt, REST) > clock.now() ? known.count : 0
}

/** The wrong codes sent by the posts of a community in the last week. */
export const guessesIn = async (store: Store, community: CommunityId): Promise<Guesses[]> => {
  const { items } = await store.query({ pk: guessesOf(community) })
  return items.map((item) => storedGuesses.read(item))
}
