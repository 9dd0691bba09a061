import { beforeAll, expect, it } from 'vitest'
import { CommunityId } from '../../core/ids.ts'
import type { Key } from '../../core/ports/store.ts'
import { storeWith } from '../../core/ports/store-with.ts'
import { countriesOfCommunities, saveCommunity } from '../../record/community-repository.ts'
import { receiveMessage } from '../../usecases/receive-sms/receive-message.ts'
import { exampleCommunity, openTestSystem, type TestSystem } from '../workflow/test-system.ts'

const TOWNS = Array.from({ length: 50 }, (_, number) => CommunityId.parse(`town-${number}`))

let sixclear: TestSystem
beforeAll(async () => {
  sixclear = await openTestSystem()
  const { store } = sixclear.system.ports
  for (const id of TOWNS) await saveCommunity(store, { ...exampleCommunity(), id })
})

const STRANGER = '+8613800009999'
const { administrator } = exampleCommunity()

/** Only what is read may tell: an index entry costs the same however many communities there are. */
it.each([
  ['of a stranger', STRANGER, '你好'],
  ['of a stranger in danger', STRANGER, '救命，着火了'],
  ['that answers a stranger’s alert', administrator.phone, 'S123 ok'],
  ['that takes a disruption', administrator.phone, 'D123 ok'],
])('a text %s reads the files of one community, not of all', async (what, from, text) => {
  const { ports } = sixclear.system
  const read: string[] = []
  const seen = ({ pk, sk }: Key) => {
    if (pk.startsWith('COMMUNITY#') && sk === 'META') read.push(pk)
  }
  const store = storeWith(ports.store, {
    get: (key) => {
      seen(key)
      return ports.store.get(key)
    },
    getAll: (keys) => {
      keys.forEach(seen)
      return ports.store.getAll(keys)
    },
  })
  await receiveMessage({ ...ports, store }, { id: `sms-${what}`, from, text })
  expect(read.length).toBeGreaterThan(0)
  expect(new Set(read)).toEqual(new Set(['COMMUNITY#qinghe']))
})

it('the countries of a district are known without reading its communities', async () => {
  const { store } = sixclear.system.ports
  await saveCommunity(store, { ...exampleCommunity(), id: CommunityId.parse('abroad'), country: 'MX' })
  expect([...(await countriesOfCommunities(store))].sort()).toEqual(['CN', 'MX'])
})
