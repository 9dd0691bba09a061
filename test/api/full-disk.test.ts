import { expect, it } from 'vitest'
import { StoreFull } from '../../core/ports/store.ts'
import { storeWith } from '../../core/ports/store-with.ts'
import { Database } from '../../local/sqlite/database.ts'
import { SqliteStore } from '../../local/sqlite/sqlite-store.ts'
import { openTestApi } from './test-api.ts'

it('on a full disk the line and its mark say so, and are as before when there is room', async () => {
  let isFull = false
  const api = await openTestApi({
    store: (clock) => {
      const store = new SqliteStore(new Database(':memory:'), clock)
      return storeWith(store, {
        isFull: () => isFull,
        transact: async (writes) => {
          if (isFull) throw new StoreFull('no room')
          return store.transact(writes)
        },
      })
    },
  })
  const line = async () => (await api.get('/no-one-left-behind?community=qinghe')).json
  const mark = async () => (await api.get('/communities/qinghe/changes')).json.mark
  await api.registered()
  // Nobody has counted the figures since.
  isFull = true
  expect(await line()).toMatchObject({
    line: 'red',
    words: expect.stringContaining('the disk is full'),
    checks: expect.arrayContaining([expect.objectContaining({ check: 'record_has_room', line: 'red' })]),
  })
  expect((await api.get('/no-one-left-behind')).status).toBe(200)
  const full = await mark()
  isFull = false
  expect(await line()).toMatchObject({ line: 'green', open: 1 })
  expect(await mark()).not.toBe(full)
  api.system.close()
})
