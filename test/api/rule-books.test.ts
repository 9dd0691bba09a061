import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { defaultRuleBook } from '../../core/rule-book/default-rule-book.ts'
import { openTestApi, type TestApi } from './test-api.ts'

const PATH = '/rule-books'

let api: TestApi
beforeEach(async () => {
  api = await openTestApi()
})
afterEach(() => api.system.close())

const stricter = (version: number) => ({
  ...defaultRuleBook,
  version,
  fever: { ...defaultRuleBook.fever, from: 372 },
})

/** With the police station at the end of a ladder, under these conditions. */
const police = (kind: 'silence' | 'unreachable' | 'fever', conditions: object) => ({
  ...stricter(2),
  ladders: {
    ...defaultRuleBook.ladders,
    [kind]: [
      ...defaultRuleBook.ladders[kind].filter(({ rung }) => rung !== 'police_station'),
      { rung: 'police_station', dueMinutes: 60, ...conditions },
    ],
  },
})

const district = { actor: 'someone', groups: ['district-administrator'] }

describe('publishing a rule book', () => {
  it('makes it the newest, and the older ones stay', async () => {
    expect((await api.get(PATH)).json).toEqual({ newest: 1, versions: [1] })
    const { status, json } = await api.post(PATH, { json: stricter(2), ...district })
    expect([status, json]).toEqual([201, { version: 2 }])
    expect((await api.get(PATH)).json).toEqual({ newest: 2, versions: [2, 1] })
    expect((await api.get(`${PATH}/newest`)).json.fever.from).toBe(372)
    expect((await api.get(`${PATH}/1`)).json.fever.from).toBe(defaultRuleBook.fever.from)
  })

  it('changes nothing for those who began under an older one', async () => {
    const before = await api.registered()
    await api.post(PATH, { json: stricter(2) })
    const after = await api.registered({ person: { name: '样例·周平', phone: '13800000103' } })
    const report = { json: { temperature: 37.2, source: 'worker' } }
    expect((await api.post(`/isolations/${before}/reports`, report)).json.judged).toBe('normal')
    expect((await api.post(`/isolations/${after}/reports`, report)).json.judged).toBe('orange')
    expect((await api.get(`/isolations/${before}`)).json.isolation.ruleBook).toBe(1)
    expect((await api.get(`/isolations/${after}`)).json.isolation.ruleBook).toBe(2)
  })

  it.each([1, 3, 7])('is refused under version %i when the newest is 1', async (version) => {
    const { status, json } = await api.post(PATH, { json: stricter(version) })
    expect(status).toBe(409)
    expect(json.error.message).toBe(
      `the newest rule book is version 1: the next one is version 2, not ${version}`,
    )
  })

  it('by two at the same moment is done by one', async () => {
    const answers = await Promise.all([stricter(2), stricter(2)].map((json) => api.post(PATH, { json })))
    expect(answers.map(({ status }) => status).sort()).toEqual([201, 409])
  })

  it.each([
    ['a field is missing', { ...defaultRuleBook, version: 2, days: undefined }, 'days'],
    ['a field is unknown', { ...stricter(2), price: 3 }, 'price'],
    [
      'a high fever begins below a fever',
      { ...stricter(2), fever: { ...defaultRuleBook.fever, from: 390 } },
      'fever.highFrom',
    ],
    [
      'a ladder has no rung',
      { ...stricter(2), ladders: { ...defaultRuleBook.ladders, silence: [] } },
      'ladders.silence',
    ],
    [
      'the police hear of a silence by night',
      police('silence', { onlyIfDelivered: true }),
      'ladders.silence',
    ],
    ['the police hear of any silence', police('silence', { daytimeOnly: true }), 'ladders.silence'],
    [
      'the police hear of a phone that is off',
      police('unreachable', { onlyIfDelivered: true, daytimeOnly: true }),
      'ladders.unreachable',
    ],
    ['the police hear of a fever', police('fever', {}), 'ladders.fever'],
  ])('is refused when %s, and says where', async (_, json, field) => {
    const refused = await api.post(PATH, { json })
    expect(refused.status).toBe(422)
    expect(refused.json.error.problems.map(({ field: at }: { field: string }) => at)).toContain(field)
    expect((await api.get(PATH)).json.newest).toBe(1)
  })

  it.each(['administrator', 'street-office', 'worker-1'])('is not for the %s', async (actor) => {
    expect((await api.post(PATH, { json: stricter(2), actor })).status).toBe(403)
    expect((await api.get(PATH, { actor })).status).toBe(200)
  })
})
