import * as z from 'zod/mini'
import { CommunityId } from '../core/ids.ts'
import type { Store } from '../core/ports/store.ts'
import { sharedPhonesKey } from './keys.ts'
import { openShape } from './shape.ts'

const Sharing = z.strictObject({ communities: z.array(CommunityId) })

const storedSharing = openShape('communities that share phones', Sharing)

/**
 * The communities with a post on the same phone as a post of this one, and some that had: to that phone a code must mean
 * one thing.
 */
export const sharingPhones = async (
  store: Store,
  community: CommunityId,
): Promise<readonly CommunityId[]> => {
  const item = await store.get(sharedPhonesKey(community))
  return item === undefined ? [] : storedSharing.read(item).communities
}

const add = async (store: Store, community: CommunityId, others: Iterable<CommunityId>): Promise<void> => {
  const item = await store.get(sharedPhonesKey(community))
  const known = item === undefined ? { communities: [] } : storedSharing.read(item)
  const communities = [...new Set([...known.communities, ...others])]
  if (communities.length === known.communities.length) return
  const put = { ...sharedPhonesKey(community), body: storedSharing.body({ ...known, communities }) }
  const expect = item === undefined ? ('absent' as const) : { version: item.version }
  await store.transact([{ put, expect }])
}

/** Makes each known to the other. */
export const notePhonesShared = async (
  store: Store,
  community: CommunityId,
  others: ReadonlySet<CommunityId>,
): Promise<void> => {
  await add(store, community, others)
  for (const other of others) await add(store, other, [community])
}
