import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { CommunityId } from '../../core/ids.ts'
import type { Key } from '../../core/ports/store.ts'
import { loadCommunity, saveCommunity } from '../../record/community-repository.ts'
import { openTestApi, type TestApi } from './test-api.ts'

const DISTRICT = { actor: 'district-one', groups: ['district-administrator'] }

let api: TestApi

const townIds = Array.from({ length: 620 }, (_, number) => `town-${String(number).padStart(3, '0')}`)

beforeAll(async () => {
  api = await openTestApi()
  const { store } = api.system.ports
  const model = await loadCommunity(store, CommunityId.parse('qinghe'))
  for (const id of townIds)
    await saveCommunity(store, { ...model, id: CommunityId.parse(id), name: `样例·${id}号Ａ苑` })
})
afterAll(() => api.system.close())

const page = async (query: string, asker: object = DISTRICT) =>
  (await api.get(`/communities?form=summary&${query}`, asker)).json

const idsOf = ({ communities }: { communities: { id: string }[] }) => communities.map(({ id }) => id)

const everyId = async (query: string): Promise<string[]> => {
  const ids: string[] = []
  let answer = await page(query)
  for (;;) {
    ids.push(...idsOf(answer))
    if (answer.cursor === undefined) return ids
    answer = await page(`${query}&cursor=${answer.cursor}`)
  }
}

/** How many items are read by key, from now on. */
const readItems = (): { count: number } => {
  const { store } = api.system.ports
  const read = { count: 0 }
  const [get, getAll] = [store.get.bind(store), store.getAll.bind(store)]
  Object.assign(store, {
    get: (key: Key) => {
      read.count += 1
      return get(key)
    },
    getAll: (keys: readonly Key[]) => {
      read.count += keys.length
      return getAll(keys)
    },
  })
  return read
}

describe('the communities of a district', () => {
  it('come in pages, each of them once', async () => {
    expect(idsOf(await page(''))).toHaveLength(50)
    expect(await everyId('limit=90')).toEqual(['qinghe', ...townIds])
  })

  it('are found by the beginning of their id, or by a part of their name however it is typed', async () => {
    expect(await everyId('search=town-61')).toEqual(townIds.filter((id) => id.startsWith('town-61')))
    expect(await everyId(`search=${encodeURIComponent('619号a')}`)).toEqual(['town-619'])
    expect(await everyId('search=own-')).toHaveLength(620)
    expect(await everyId('search=nowhere')).toEqual([])
  })

  it('are read a bounded number at a time, whatever is searched for', async () => {
    const read = readItems()
    const { communities, cursor } = await page('search=619')
    expect(communities).toEqual([])
    expect(cursor).toBeDefined()
    expect(read.count).toBeLessThanOrEqual(520)
    read.count = 0
    await page('limit=10')
    expect(read.count).toBeLessThanOrEqual(30)
  })

  it('are told whole or by name, one by its id', async () => {
    const { json } = await api.get('/communities?community=town-300', DISTRICT)
    expect(json.communities).toHaveLength(1)
    expect(json.communities[0].grids).toHaveLength(4)
    expect(await page('community=town-300')).toEqual({
      communities: [{ id: 'town-300', name: '样例·town-300号Ａ苑' }],
    })
  })

  it('refuse the cursor of another search', async () => {
    const { cursor } = await page('search=town')
    expect((await api.get(`/communities?search=other&cursor=${cursor}`, DISTRICT)).status).toBe(422)
  })

  it('stay hidden from who has nothing to do there', async () => {
    const reader = { actor: 'visitor', groups: ['read-only@town-300'] }
    expect(idsOf(await page('', reader))).toEqual(['town-300'])
    expect(await page('search=town-301', reader)).toEqual({ communities: [] })
    expect(await page('community=town-301', reader)).toEqual({ communities: [] })
  })
})
