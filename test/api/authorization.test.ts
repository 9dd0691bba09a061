import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Community, postsOf } from '../../core/community/community.ts'
import { CommunityId, GridId, StaffId } from '../../core/ids.ts'
import type { Key } from '../../core/ports/store.ts'
import { loadCommunity, saveCommunity } from '../../record/community-repository.ts'
import { postsHeld } from '../../record/sign-in-repository.ts'
import { openTestApi, type TestApi } from './test-api.ts'

let api: TestApi
beforeEach(async () => {
  api = await openTestApi()
})
afterEach(() => api.system.close())

const qinghe = CommunityId.parse('qinghe')

const changed = async (change: (community: Community) => Community): Promise<void> => {
  const { store } = api.system.ports
  await saveCommunity(store, change(await loadCommunity(store, qinghe)))
}

const status = async (actor: string): Promise<number> =>
  (await api.get('/communities/qinghe/overview', { actor })).status

/** The keys that are read, one by one or many at once. */
const readKeys = (): Key[] => {
  const { store } = api.system.ports
  const read: Key[] = []
  const [get, getAll] = [store.get.bind(store), store.getAll.bind(store)]
  Object.assign(store, {
    get: (key: Key) => {
      read.push(key)
      return get(key)
    },
    getAll: (keys: readonly Key[]) => {
      read.push(...keys)
      return getAll(keys)
    },
  })
  return read
}

describe('a caller', () => {
  it('is authorized by one item, however many communities there are', async () => {
    const { store } = api.system.ports
    const model = await loadCommunity(store, qinghe)
    for (let number = 1; number <= 20; number += 1)
      await saveCommunity(store, { ...model, id: CommunityId.parse(`other-${number}`), doctor: model.doctor })
    const read = readKeys()
    expect((await api.get('/my-matters', { actor: 'worker-1' })).status).toBe(200)
    expect(read.filter(({ pk }) => pk.startsWith('SIGN-IN#'))).toHaveLength(1)
    await api.get('/rule-books', { actor: 'watcher', groups: ['read-only'] })
    expect(read.filter(({ pk }) => pk.startsWith('COMMUNIT')).length).toBeLessThanOrEqual(21)
  })

  it('whose post went to somebody else is refused at the next request', async () => {
    expect(await status('administrator')).toBe(200)
    await changed((community) => ({
      ...community,
      administrator: { ...community.administrator, id: StaffId.parse('successor') },
    }))
    expect([await status('administrator'), await status('successor')]).toEqual([403, 200])
  })

  it('keeps the posts of one community when another takes one away', async () => {
    const { store } = api.system.ports
    const second = { ...(await loadCommunity(store, qinghe)), id: CommunityId.parse('second') }
    await saveCommunity(store, second)
    await changed((community) => ({
      ...community,
      doctor: { ...community.doctor, id: StaffId.parse('another-doctor') },
    }))
    expect(await postsHeld(store, 'doctor')).toEqual([{ community: 'second', role: 'doctor' }])
  })
})

describe('a community of more holders than fit one transaction', () => {
  const large = (community: Community, workers: string): Community => ({
    ...community,
    grids: Array.from({ length: 150 }, (_, index) => ({
      id: GridId.parse(`grid-${index + 1}`),
      name: `${index + 1}`,
      worker: { ...community.doctor, id: StaffId.parse(`${workers}-${index + 1}`) },
    })),
  })

  it('is saved with the posts of all of them', async () => {
    await changed((community) => large(community, 'w'))
    const { store } = api.system.ports
    for (const { staff } of postsOf(await loadCommunity(store, qinghe)))
      expect(await postsHeld(store, staff.id), staff.id).not.toEqual([])
    expect(await postsHeld(store, 'worker-1')).toEqual([])
  })

  it('that was saved in part gives nobody more than they had or have, and is completed when it is saved again', async () => {
    await changed((community) => large(community, 'old'))
    const { store } = api.system.ports
    const transact = store.transact.bind(store)
    let left = 1
    store.transact = async (writes) => {
      left -= 1
      if (left < 0) throw new Error('killed')
      return transact(writes)
    }
    const after = large(await loadCommunity(store, qinghe), 'new')
    await expect(saveCommunity(store, after)).rejects.toThrow('killed')
    expect(await postsHeld(store, 'new-1')).toEqual([])
    store.transact = transact
    await saveCommunity(store, after)
    expect(await postsHeld(store, 'old-150')).toEqual([])
    expect(await postsHeld(store, 'new-150')).toMatchObject([{ role: 'grid_worker', grid: 'grid-150' }])
  })
})
