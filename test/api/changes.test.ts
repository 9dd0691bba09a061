import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTestApi, type TestApi } from './test-api.ts'

const PATH = '/communities/qinghe/changes'

let api: TestApi
beforeEach(async () => {
  api = await openTestApi()
})
afterEach(() => api.system.close())

const mark = async (): Promise<string> => String((await api.get(PATH)).json.mark)

describe('the change marker of a community', () => {
  it('stays as it is while nothing happens, however often it is asked', async () => {
    await api.registered()
    await api.until('2020-02-10 09:30')
    expect(new Set([await mark(), await mark(), await mark()]).size).toBe(1)
    const before = await mark()
    await api.until('2020-02-10 12:00')
    expect(await mark()).toBe(before)
  })

  it('changes with every event', async () => {
    const marks = [await mark()]
    const id = await api.registered()
    marks.push(await mark())
    await api.until('2020-02-11 08:30')
    marks.push(await mark())
    await api.says('+8613800000101', '36.5')
    marks.push(await mark())
    await api.post(`/isolations/${id}/end`, { json: { reason: 'registered_by_error' } })
    marks.push(await mark())
    expect(new Set(marks).size).toBe(5)
  })

  it('changes with each of many events at the same instant', async () => {
    const marks = new Set<string>()
    for (let room = 10; room < 40; room += 1) {
      await api.registered({
        person: { name: `样例·客${room}`, phone: `138000002${room}` },
        address: { grid: 'grid-1', building: '1', unit: '1', room: String(room) },
      })
      marks.add(await mark())
    }
    expect(marks.size).toBe(30)
  })

  it('does not change when somebody reads it', async () => {
    const id = await api.registered()
    const before = await mark()
    await api.get(`/isolations/${id}`, { actor: 'administrator' })
    expect(await mark()).toBe(before)
  })

  it('still knows yesterday just after midnight', async () => {
    await api.registered()
    const before = await mark()
    await api.until('2020-02-11 00:05')
    expect(await mark()).not.toBe(await emptyMark())
    expect(before).not.toBe(await emptyMark())
  })

  it('takes two requests to the record at most', async () => {
    await api.registered()
    await mark()
    const { store } = api.system.ports
    const asked: string[] = []
    const query = store.query.bind(store)
    Object.defineProperty(store, 'query', {
      value: async (what: Parameters<typeof query>[0]) => {
        asked.push(what.pk)
        return query(what)
      },
    })
    await mark()
    expect(asked.length).toBeLessThanOrEqual(2)
  })

  it('is refused to somebody from another community', async () => {
    const { status } = await api.get(PATH, { actor: 'someone', groups: ['read-only@elsewhere'] })
    expect(status).toBe(403)
  })
})

const emptyMark = async (): Promise<string> => {
  const empty = await openTestApi()
  const { json } = await empty.get(PATH)
  empty.system.close()
  return String(json.mark)
}

describe('the channel of a community', () => {
  const channel = async (actor?: string): Promise<string> =>
    String((await api.get(PATH, actor === undefined ? {} : { actor })).json.channel)
  const at = async (name: string, community = 'qinghe') =>
    api.get(`/marks/${community}/${name}`, { actor: null })

  it('tells the same mark to whoever knows it, without asking who they are', async () => {
    await api.registered()
    const { status, json } = await at(await channel())
    expect(status).toBe(200)
    expect(Object.keys(json).sort()).toEqual(['mark', 'now'])
    expect(json.mark).toBe(await mark())
    await api.registered({ person: { name: '样例·李强', phone: '138 0000 0102' } })
    expect((await at(await channel())).json.mark).not.toBe(json.mark)
  })

  it('is the same for all who may read the community, so that one answer does for all', async () => {
    expect(await channel('worker-1')).toBe(await channel('administrator'))
  })

  it('is not handed to anybody else', async () => {
    expect((await api.get(PATH, { actor: null })).status).toBe(401)
    expect((await api.get(PATH, { actor: 'nobody-here' })).status).toBe(403)
  })

  it('is not found by guessing, nor under another community, and nothing is read for a guess', async () => {
    const name = await channel()
    const { store } = api.system.ports
    let reads = 0
    const { get, queryIndex } = store
    store.get = (key) => {
      reads += 1
      return get.call(store, key)
    }
    store.queryIndex = (query) => {
      reads += 1
      return queryIndex.call(store, query)
    }
    expect((await at(`${name.slice(0, -1)}x`)).status).toBe(404)
    expect((await at('k1.0')).status).toBe(404)
    expect((await at(name, 'elsewhere')).status).toBe(404)
    expect(reads).toBe(0)
  })

  it('is good until the end of the next day, and another one each day', async () => {
    const name = await channel()
    await api.until('2020-02-11 20:00')
    expect((await at(name)).status).toBe(200)
    expect(await channel()).not.toBe(name)
    await api.until('2020-02-12 20:00')
    expect((await at(name)).status).toBe(404)
  })
})
