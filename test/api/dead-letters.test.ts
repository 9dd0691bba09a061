import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { StoreThrottled } from '../../core/ports/store.ts'
import { storeWith } from '../../core/ports/store-with.ts'
import { openStore } from '../../local/sqlite/sqlite-store.ts'
import { openTestApi, type TestApi } from './test-api.ts'

let api: TestApi
let isThrottled = false
beforeEach(async () => {
  isThrottled = false
  api = await openTestApi({
    store: (clock) => {
      const store = openStore(':memory:', clock)
      return storeWith(store, {
        transact: async (writes) => {
          if (isThrottled) throw new StoreThrottled('too busy')
          await store.transact(writes)
        },
      })
    },
  })
})
afterEach(() => api.system.close())

const district = { actor: 'office', groups: ['district-administrator'] }

/** A text that the record could not take for as long as it was tried. */
const withDeadLetter = async (): Promise<string> => {
  const id = await api.registered()
  await api.until('2020-02-11 08:30')
  isThrottled = true
  await api.system.inbox.reply('+8613800000101', '36.5')
  await api.until('2020-02-11 10:30')
  isThrottled = false
  return id
}

describe('messages that could not be handled', () => {
  it('are counted by queue', async () => {
    await withDeadLetter()
    const { status, json } = await api.get('/dead-letters', district)
    expect([status, json]).toEqual([
      200,
      {
        queues: [
          { queue: 'inbound', waiting: 1 },
          { queue: 'receipts', waiting: 0 },
          { queue: 'imports', waiting: 0 },
        ],
      },
    ])
  })

  it('are handled when they are put back: the reading counts for the moment at which it was sent', async () => {
    const id = await withDeadLetter()
    const { status } = await api.post('/dead-letters/redrive', { json: { queue: 'inbound' }, ...district })
    expect(status).toBe(200)
    await api.until('2020-02-11 10:31')
    const { json } = await api.get(`/isolations/${id}`, { actor: 'administrator' })
    expect(json.isolation.slots['01-morning'].state).toBe('reported')
    const { json: after } = await api.get('/dead-letters', district)
    expect(after.queues[0]).toEqual({ queue: 'inbound', waiting: 0 })
  })

  it('are put back by nobody but the district, and from no queue that is not there', async () => {
    const body = { json: { queue: 'inbound' } }
    expect((await api.post('/dead-letters/redrive', { ...body, actor: 'administrator' })).status).toBe(403)
    expect((await api.get('/dead-letters', { actor: 'worker-1' })).status).toBe(403)
    const unknown = await api.post('/dead-letters/redrive', { json: { queue: 'other' }, ...district })
    expect(unknown.status).toBe(404)
  })
})
