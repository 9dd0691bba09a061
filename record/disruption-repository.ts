import { Disruption, HeldUp } from '../core/disruption/disruption.ts'
import type { CommunityId } from '../core/ids.ts'
import { ConditionFailed, type Store, type Write } from '../core/ports/store.ts'
import { DisruptionKind } from '../core/rule-book/rule-book.ts'
import { DAY, type Instant, plus } from '../core/time/instant.ts'
import { disruptionKey, heldUpKey, heldUpUnder } from './keys.ts'
import { itemsUnder } from './paginate-query.ts'
import { openShape } from './shape.ts'

const storedDisruption = openShape('disruption', Disruption)
const storedHeldUp = openShape('held up', HeldUp)

export interface LoadedDisruption {
  readonly disruption: Disruption
  readonly version: number
}

/** The open one of a kind, or else the last. undefined: there was none. */
export const findDisruption = async (
  store: Store,
  community: CommunityId,
  kind: DisruptionKind,
): Promise<LoadedDisruption | undefined> => {
  const item = await store.get(disruptionKey(community, kind))
  return item === undefined ? undefined : { disruption: storedDisruption.read(item), version: item.version }
}

/** The last of each kind in these communities, open or settled. */
export const lastDisruptions = async (
  store: Store,
  communities: readonly CommunityId[],
): Promise<Disruption[]> => {
  const keys = communities.flatMap((id) => DisruptionKind.options.map((kind) => disruptionKey(id, kind)))
  const items = await store.getAll(keys)
  return items.flatMap((item) => (item === undefined ? [] : [storedDisruption.read(item)]))
}

/** `known`: what it replaces. */
export const disruptionWrite = (disruption: Disruption, known: LoadedDisruption | undefined): Write => ({
  put: {
    ...disruptionKey(disruption.community, disruption.kind),
    body: storedDisruption.body(disruption),
  },
  expect: known === undefined ? 'absent' : { version: known.version },
})

/** For a write that others may make at the same time. False: somebody was faster. */
export const written = async (store: Store, writes: readonly Write[]): Promise<boolean> => {
  try {
    await store.transact(writes)
    return true
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error
    return false
  }
}

/** As long as a stay may take: nobody is held up for longer. */
const KEPT = 60 * DAY

/** Adds an isolation to those that are held up, once. Each has an item of its own, so that thousands do not contend. */
export const addHeldUp = async (store: Store, heldUp: HeldUp): Promise<void> => {
  const { community, kind, isolation, since } = heldUp
  await written(store, [
    {
      put: {
        ...heldUpKey(community, kind, isolation),
        body: storedHeldUp.body(heldUp),
        expiresAt: plus(since, KEPT),
      },
      expect: 'absent',
    },
  ])
}

interface ListedHeldUp {
  readonly heldUp: HeldUp
  readonly version: number
}

export const heldUpIn = async (
  store: Store,
  community: CommunityId,
  kind: DisruptionKind,
): Promise<ListedHeldUp[]> => {
  const found: ListedHeldUp[] = []
  for await (const item of itemsUnder(store, heldUpUnder(community, kind)))
    found.push({ heldUp: storedHeldUp.read(item), version: item.version })
  return found
}

/** It goes on: the item expires at once. */
export const removeHeldUp = async (
  store: Store,
  { heldUp, version }: ListedHeldUp,
  now: Instant,
): Promise<void> => {
  const { community, kind, isolation } = heldUp
  await written(store, [
    {
      put: {
        ...heldUpKey(community, kind, isolation),
        body: storedHeldUp.body(heldUp),
        expiresAt: now,
      },
      expect: { version },
    },
  ])
}
