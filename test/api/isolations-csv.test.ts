import { parse } from 'csv-parse/sync'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { IsolationId } from '../../core/ids.ts'
import { findIsolation } from '../../record/isolation-repository.ts'
import { personKey } from '../../record/keys.ts'
import { findPerson } from '../../record/person-repository.ts'
import { openTestApi, type Response, type TestApi } from './test-api.ts'

let api: TestApi
beforeEach(async () => {
  api = await openTestApi()
})
afterEach(() => api.system.close())

const PATH = '/communities/qinghe/isolations.csv'

const rowsOf = (text: string): Record<string, string>[] => parse(text, { columns: true, bom: true })

const linkOf = ({ headers }: Response): string | undefined =>
  /^<isolations\.csv\?(.*)>; rel="next"$/.exec(String(headers['link'] ?? ''))?.[1]

const many = async (count: number) => {
  const ids: string[] = []
  for (let number = 0; number < count; number += 1)
    ids.push(
      await api.registered({
        person: { name: `样例·第${number}`, phone: `1380000${String(1000 + number)}` },
        address: { grid: `grid-${(number % 2) + 1}`, building: '1', unit: '2', room: String(number + 1) },
      }),
    )
  return ids
}

const office = { actor: 'x', groups: ['street-office@qinghe'] }
const administrator = { actor: 'x', groups: ['community-administrator@qinghe'] }
const district = { actor: 'x', groups: ['district-administrator'] }

const viewed = async (): Promise<string[]> => {
  const { text } = await api.get('/communities/qinghe/ledger.csv?from=2020-02-10&to=2020-02-12')
  return text.split('\r\n').filter((line) => line.includes(',viewed,') && line.includes('exportIsolations'))
}

describe('the isolations as CSV', () => {
  it('have a row each, with what a street office asks', async () => {
    const id = await api.registered({
      origin: '武汉',
      flags: { livesAlone: true, over70: true, child: false, chronic: false, pregnant: false },
    })
    await api.until('2020-02-12 11:30')
    const { status, text, headers } = await api.get(PATH, office)
    expect(status).toBe(200)
    expect(headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(headers['content-disposition']).toBe('attachment; filename="isolations-qinghe-2020-02-12.csv"')
    expect(text.startsWith('\ufeffisolation,grid,')).toBe(true)
    expect(rowsOf(text)).toEqual([
      {
        isolation: id,
        grid: 'grid-1',
        grid_name: expect.any(String),
        category: 'key_area',
        origin: '武汉',
        status: 'following',
        day: '2',
        last_day: '14',
        arrived: '2020-02-10 08:30',
        day_zero: '2020-02-10',
        release_due: '2020-02-25 08:00',
        flags: 'lives_alone; over_70',
        contact: 'sms',
        open_matters: 'silence',
      },
    ])
  })

  it('say when it was over, and that a worker asks who has no phone', async () => {
    const id = await api.registered({ person: { name: '样例·王明' } })
    await api.post(`/isolations/${id}/end`, { json: { reason: 'registered_by_error' } })
    const [row] = rowsOf((await api.get(PATH, office)).text)
    expect(row).toMatchObject({ status: 'ended', release_due: '', contact: 'worker (no_phone)' })
  })

  it('come in parts that make one file when joined', async () => {
    const ids = await many(7)
    const parts: string[] = []
    for (let query: string | undefined = 'limit=3'; query !== undefined; ) {
      const part: Response = await api.get(`${PATH}?${query}`, administrator)
      expect(part.status).toBe(200)
      parts.push(part.text)
      query = linkOf(part)
    }
    expect(parts).toHaveLength(3)
    const rows = rowsOf(parts.join(''))
    expect(rows.map(({ isolation }) => isolation).sort()).toEqual([...ids].sort())
  })

  it('keep their filters from part to part', async () => {
    const ids = await many(6)
    const first = await api.get(`${PATH}?grid=grid-2&include=person&limit=2`, administrator)
    const second = await api.get(`${PATH}?${linkOf(first)}`, administrator)
    const rows = rowsOf(first.text + second.text)
    expect(rows.map(({ isolation }) => isolation).sort()).toEqual([ids[1], ids[3], ids[5]].sort())
    expect(rows.every(({ name }) => name?.startsWith('样例'))).toBe(true)
    expect(linkOf(second)).toBeUndefined()
  })

  it('hold no cell that a spreadsheet would run', async () => {
    await api.registered({
      person: { name: '=HYPERLINK("evil")', phone: '13800000101' },
      address: { grid: 'grid-1', building: '@3', unit: '-1', room: '+5' },
    })
    const { text } = await api.get(`${PATH}?include=person`, administrator)
    expect(text).toContain(`"'=HYPERLINK(""evil"")",'+8613800000101,'@3,'-1,'+5`)
  })

  it('refuse a part with too many rows', async () => {
    expect((await api.get(`${PATH}?limit=5001`)).json.error.problems[0].field).toBe('limit')
  })
})

describe('names in the CSV', () => {
  it('are left out unless asked for, and then no view is recorded', async () => {
    await many(2)
    const { text } = await api.get(PATH, administrator)
    expect(text).not.toContain('样例')
    expect(text).not.toContain('phone')
    expect(await viewed()).toEqual([])
  })

  it('come with phone and address, after the view was recorded', async () => {
    await many(2)
    const { text } = await api.get(`${PATH}?include=person`, administrator)
    expect(rowsOf(text)[0]).toMatchObject({
      building: '1',
      unit: '2',
      phone: expect.stringMatching(/^'\+86138/),
    })
    expect(
      rowsOf(text)
        .map(({ name }) => name)
        .sort(),
    ).toEqual(['样例·第0', '样例·第1'])
    const views = await viewed()
    expect(views).toHaveLength(1)
    expect(views[0]).toContain('""people"":2')
  })

  it('stay empty for a caller who may not see them', async () => {
    await many(2)
    const { text, status } = await api.get(`${PATH}?include=person`, district)
    expect(status).toBe(200)
    expect(text).not.toContain('样例')
    expect(rowsOf(text)).toHaveLength(2)
    expect(await viewed()).toEqual([])
  })

  it('stay empty where they were erased', async () => {
    const [id] = await many(1)
    const { store } = api.system.ports
    const { person } = await findIsolation(store, IsolationId.parse(id))
    const version = (await findPerson(store, person))?.version
    if (version === undefined) throw new Error('there is no such person')
    const expiresAt = api.system.ports.clock.now()
    await store.transact([{ put: { ...personKey(person), body: {}, expiresAt }, expect: { version } }])
    const { text } = await api.get(`${PATH}?include=person`, administrator)
    expect(rowsOf(text)).toMatchObject([{ isolation: id, name: '', phone: '', room: '' }])
  })
})
