import { describe, expect, it } from 'vitest'
import { register } from '../../usecases/register/register.ts'
import {
  exampleCommunity,
  exampleRegistration,
  openTestSystem,
  phones,
  type TestSystem,
} from '../workflow/test-system.ts'

const told = (sixclear: TestSystem, phone: string): string =>
  sixclear.messagesTo(phone, 'matter').at(-1)?.text ?? ''

describe('a first reading at registration', () => {
  it.each([
    [372, 'following', undefined],
    [373, 'following', 'orange'],
    [379, 'following', 'orange'],
    [380, 'referred', 'red'],
    [395, 'referred', 'red'],
    [425, 'referred', 'red'],
    [345, 'following', undefined],
  ])('of %d tenths is judged like any other', async (baselineTenths, status, severity) => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register({ baselineTenths })
    expect(await she.status()).toBe(status)
    expect((await she.isolation()).baselineTenths).toBe(baselineTenths)
    if (severity === undefined) expect(await she.matters()).toEqual([])
    else {
      expect(await she.matter('fever')).toMatchObject({ severity, tenths: baselineTenths })
      for (const phone of [phones.worker, phones.doctor])
        expect(told(sixclear, phone)).toContain((baselineTenths / 10).toFixed(1))
    }
  })

  it.each([
    ['of somebody over 70 is urgent', { flags: { over70: true } }],
    ['of somebody who is pregnant is urgent', { flags: { pregnant: true } }],
  ])('that is mild %s', async (_, overrides) => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register({ baselineTenths: 374, ...overrides })
    expect(await she.matter('fever')).toMatchObject({ severity: 'red' })
  })

  it.each([
    ['at night', '2020-02-10 23:00', {}],
    ['without a phone', '2020-02-10 10:00', { phone: null }],
    ['late', '2020-02-23 10:00', {}],
    ['after the period was over', '2020-03-10 10:00', {}],
  ])('that is a fever is told to the doctor at once, also %s', async (_, now, overrides) => {
    const sixclear = await openTestSystem({ now })
    const she = await sixclear.register({ baselineTenths: 395, ...overrides })
    expect(await she.matter('fever')).toMatchObject({ severity: 'red', state: { name: 'open' } })
    expect(told(sixclear, phones.doctor)).toContain('39.5')
  })

  it('is heard once, however often the registration comes', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register({ baselineTenths: 395 })
    for (let time = 0; time < 3; time += 1) {
      await register(
        sixclear.system.ports,
        exampleCommunity().id,
        exampleRegistration({ baselineTenths: 395 }),
        'staff:administrator',
      )
      await sixclear.settle()
    }
    expect((await she.events()).filter((type) => type === 'reported')).toHaveLength(1)
  })

  it('that was a fever, and ruled out, is no release without findings', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register({ baselineTenths: 395 })
    await sixclear.until('2020-02-10 12:00')
    await sixclear.confirmed(phones.doctor, `${sixclear.codeOn(phones.doctor)} 排除`)
    expect(await she.status()).toBe('following')
    await sixclear.healthyUntil('2020-02-24 22:00', she)
    expect(await she.status()).toBe('under_review')
    expect(told(sixclear, phones.administrator) + told(sixclear, phones.office)).not.toContain('无异常')
  })
})
