import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openTestApi, type TestApi } from './test-api.ts'

const PATH = '/communities/qinghe/messages'

let api: TestApi
beforeEach(async () => {
  api = await openTestApi()
})
afterEach(() => api.system.close())

const asAdministrator = { actor: 'administrator' }
const inGrid2 = {
  person: { name: '样例·周平', phone: '13800000103' },
  address: { grid: 'grid-2', building: '9', unit: '', room: '101' },
}

interface Listed {
  readonly key: string
  readonly at: string
  readonly template: string
  readonly state: string
  readonly grid: string
  readonly isolation: string
  readonly text?: string
  readonly name?: string
}

const everyText = async (query = ''): Promise<Listed[]> => {
  const texts: Listed[] = []
  let cursor: string | undefined
  do {
    const { json } = await api.get(
      `${PATH}?limit=2${query}${cursor === undefined ? '' : `&cursor=${cursor}`}`,
      asAdministrator,
    )
    texts.push(...json.messages)
    cursor = json.cursor
  } while (cursor !== undefined)
  return texts
}

describe('the texts of a day', () => {
  it('are listed newest first, over pages, each with its words and its result', async () => {
    const id = await api.registered()
    await api.until('2020-02-10 12:00')
    const texts = await everyText()
    const times = texts.map(({ at }) => at)
    expect(times).toEqual([...times].sort().reverse())
    const welcome = texts.find(({ template }) => template === 'welcome')
    expect(welcome).toMatchObject({
      state: 'sent',
      isolation: id,
      grid: 'grid-1',
      name: '样例·王明',
      text: expect.stringContaining('【六清】'),
    })
    const { json } = await api.get(`/isolations/${id}`, asAdministrator)
    expect(texts.map(({ key }) => key).sort()).toEqual(json.messages.map(({ key }: Listed) => key).sort())
  })

  it('name whom a text to the staff is about, where names may be seen', async () => {
    await api.registered()
    await api.until('2020-02-10 12:00')
    const toWorker = (await everyText()).find(({ template }) => template === 'new_returnee')
    expect(toWorker).toMatchObject({ about: '样例·王明' })
    const { json } = await api.get(PATH, { actor: 'street-office' })
    expect(JSON.stringify(json)).not.toContain('王明')
  })

  it('are those of the date asked for', async () => {
    await api.registered()
    await api.until('2020-02-11 08:30')
    const keys = (texts: Listed[]) => texts.map(({ template }) => template)
    expect(keys(await everyText())).toEqual(['prompt'])
    expect(keys(await everyText('&date=2020-02-10'))).not.toContain('prompt')
    expect(await everyText('&date=2020-02-12')).toEqual([])
  })

  it('are those of the grid and of the result asked for', async () => {
    await api.registered()
    const second = await api.registered(inGrid2)
    api.system.inbox.setCondition('+8613800000103', 'invalid_number')
    await api.until('2020-02-11 09:00')
    const texts = await everyText('&grid=grid-2')
    expect(new Set(texts.map(({ isolation }) => isolation))).toEqual(new Set([second]))
    const refused = await everyText('&state=refused')
    expect(refused).toMatchObject([{ isolation: second, state: 'refused', reason: 'invalid_number' }])
  })

  it('hide names and words from a caller who must not see them, and leave out other grids', async () => {
    await api.registered()
    await api.registered(inGrid2)
    await api.until('2020-02-10 12:00')
    const { json, text } = await api.get(PATH, { actor: 'someone', groups: ['read-only@qinghe'] })
    expect(json.messages.length).toBeGreaterThan(3)
    expect(json.messages.filter((one: Listed) => 'text' in one || 'name' in one)).toEqual([])
    expect(text).not.toContain('样例')
    const worker = await api.get(PATH, { actor: 'worker-2' })
    expect(new Set(worker.json.messages.map(({ grid }: Listed) => grid))).toEqual(new Set(['grid-2']))
    expect(worker.text).toContain('样例·周平')
    expect((await api.get(`${PATH}?grid=grid-1`, { actor: 'worker-2' })).status).toBe(403)
  })

  it('do not hold a text that is still on its way', async () => {
    api.system.inbox.throttleNext(100)
    await api.registered()
    expect(await everyText()).toEqual([])
  })

  it.each([
    ['date=yesterday', 'date', 'calendar'],
    ['state=lost', 'state', 'expected'],
    ['limit=501', 'limit', '500'],
    ['cursor=abc', 'cursor', 'not a cursor'],
  ])('refuse %s', async (query, field, reason) => {
    const { status, json } = await api.get(`${PATH}?${query}`)
    expect(status).toBe(422)
    expect(json.error.problems[0]).toMatchObject({ field, reason: expect.stringContaining(reason) })
  })

  it('of an unknown grid are not found', async () => {
    expect((await api.get(`${PATH}?grid=grid-9`)).status).toBe(404)
  })
})
