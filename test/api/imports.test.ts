import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { exampleFile, openTestApi, type TestApi } from './test-api.ts'

const PATH = '/communities/qinghe/imports'
const file = { headers: { 'content-type': 'application/octet-stream' } }

let api: TestApi
beforeEach(async () => {
  api = await openTestApi()
  await api.until('2020-02-13 09:00')
})
afterEach(() => api.system.close())

describe('an import over the API', () => {
  it('is accepted, and shows how far it has come', async () => {
    const { status, json } = await api.post(PATH, { body: exampleFile('returnees.csv'), ...file })
    expect([status, json.rows]).toEqual([202, 20])
    expect((await api.get(`${PATH}/${json.import}`)).json).toMatchObject({
      state: 'done',
      rows: 20,
      done: 20,
      counts: { registered: 20 },
      refused: [],
    })
  })

  it('gives the rows that were not registered as CSV, which can be corrected and sent again', async () => {
    const { json } = await api.post(PATH, { body: exampleFile('returnees-with-mistakes.csv'), ...file })
    const { counts } = (await api.get(`${PATH}/${json.import}`)).json
    const { text, headers } = await api.get(`${PATH}/${json.import}?format=csv`)
    expect(headers['content-type']).toBe('text/csv; charset=utf-8')
    expect(text.trimEnd().split('\r\n')).toHaveLength(1 + counts.rejected + counts.conflicts)
  })

  it('gives its refused rows page by page', async () => {
    const { json } = await api.post(PATH, { body: exampleFile('returnees-with-mistakes.csv'), ...file })
    const whole = (await api.get(`${PATH}/${json.import}`)).json
    const refused: unknown[] = []
    let cursor = ''
    do {
      const page = (await api.get(`${PATH}/${json.import}?limit=2${cursor}`)).json
      refused.push(...page.refused)
      cursor = page.cursor === undefined ? '' : `&cursor=${page.cursor}`
    } while (cursor !== '')
    expect(refused.length).toBeGreaterThan(2)
    expect(refused).toEqual(whole.refused)
  })

  it('of a file that cannot be read says why, and one that does not exist is not found', async () => {
    const refused = await api.post(PATH, { body: 'a,b\n1,2\n', ...file })
    expect([refused.status, refused.json.error.name]).toEqual([422, 'RosterUnreadable'])
    expect((await api.get(`${PATH}/import-0000`)).status).toBe(404)
  })
})
