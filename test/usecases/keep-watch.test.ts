import { expect, it } from 'vitest'
import { CommunityId } from '../../core/ids.ts'
import type { Key, Store } from '../../core/ports/store.ts'
import { storeWith } from '../../core/ports/store-with.ts'
import { saveCommunity } from '../../record/community-repository.ts'
import { keepWatch } from '../../usecases/keep-watch/keep-watch.ts'
import { exampleCommunity, openTestSystem } from '../workflow/test-system.ts'

const TOWNS = Array.from({ length: 60 }, (_, number) => CommunityId.parse(`town-${number}`))
const BROKEN = 'COMMUNITY#town-3'

/** Counts the reads by key that wait beside each other. */
const watchedStore = (store: Store) => {
  const seen = { now: 0, most: 0, communities: new Set<string>() }
  const get = async (key: Key) => {
    if (key.sk === 'META') seen.communities.add(key.pk)
    seen.now += 1
    seen.most = Math.max(seen.most, seen.now)
    await new Promise((resolve) => setTimeout(resolve, 1))
    seen.now -= 1
    if (key.pk === BROKEN) throw new Error('this one cannot be read')
    return store.get(key)
  }
  return { seen, store: storeWith(store, { get }) }
}

it('looks after a bounded number of communities at once, and after all others if one fails', async () => {
  const { ports } = (await openTestSystem()).system
  for (const id of TOWNS) await saveCommunity(ports.store, { ...exampleCommunity(), id })
  const { seen, store } = watchedStore(ports.store)
  await expect(keepWatch({ ...ports, store })).rejects.toThrow('this one cannot be read')
  for (const id of TOWNS) expect(seen.communities).toContain(`COMMUNITY#${id}`)
  expect(seen.most).toBeGreaterThan(10)
  expect(seen.most).toBeLessThanOrEqual(50)
})
