import { describe, expect, it } from 'vitest'
import type { NamedOffender } from '../../usecases/judge-line/judged-line.ts'
import { openTestApi, type TestApi } from './test-api.ts'

const registered = (api: TestApi, one: number, overrides: object = {}) =>
  api.registered({
    person: { name: `样例·${one}`, phone: `+8613800001${String(one).padStart(3, '0')}` },
    address: { grid: 'grid-1', building: '3', unit: '2', room: String(500 + one) },
    ...overrides,
  })

describe('the line after three weeks without an answer', () => {
  it('is red for every caller, and names everybody who waits and who must answer', async () => {
    const api = await openTestApi()
    // So late that the office has to decide at once.
    const late: string[] = []
    for (let one = 0; one < 9; one += 1)
      late.push(await registered(api, one, { arrivedAt: { date: '2020-01-20', time: '08:30' } }))
    for (let one = 0; one < 6; one += 1) await registered(api, 9 + one)
    await api.until('2020-03-02 12:00')
    for (const query of ['', '?community=qinghe']) {
      const { json } = await api.get(`/no-one-left-behind${query}`)
      expect(json).toMatchObject({ line: 'red', words: 'No one left behind: 0 of 15 looked after' })
      const decisions = json.offenders.filter(({ isolation }: { isolation: string }) =>
        late.includes(isolation),
      )
      expect(decisions).toHaveLength(9)
      for (const { kind, owes, since, why } of decisions) {
        expect(kind).toBe('decision')
        expect(owes).toEqual([{ role: 'street_office', staff: 'street-office', name: expect.any(String) }])
        expect(since < '2020-02-13').toBe(true)
        expect(why).toMatch(/last rung|decision/)
      }
      expect(new Set(json.offenders.map(({ isolation }: NamedOffender) => isolation)).size).toBe(15)
      expect(json.reasons[0]).toMatchObject({
        line: 'red',
        words: { en: expect.any(String), 'zh-CN': expect.stringMatching(/[一-龥]/) },
        todo: { en: expect.any(String), 'zh-CN': expect.stringMatching(/[一-龥]/) },
      })
    }
    api.system.close()
  })
})
