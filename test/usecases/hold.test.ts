import { describe, expect, it } from 'vitest'
import { openTestSystem, phones } from '../workflow/test-system.ts'

/** Clean until the evening of day 13, then a fever. */
const feverOnDay14 = async () => {
  const sixclear = await openTestSystem()
  const she = await sixclear.register()
  await sixclear.healthyUntil('2020-02-23 18:30', she)
  await sixclear.until('2020-02-24 08:05')
  await she.says('38.4')
  return { sixclear, she }
}

describe('a hold', () => {
  it('after an illness goes on from now: the days with the doctor are nobody’s fault', async () => {
    const { sixclear, she } = await feverOnDay14()
    await sixclear.until('2020-02-27 12:00')
    await sixclear.confirmed(phones.doctor, `${sixclear.codeOn(phones.doctor)} 排除`)
    expect(await she.status()).toBe('following')
    const { lastDay, holds, slots } = await she.isolation()
    expect([lastDay, holds]).toEqual([18, 1])
    expect(Object.values(slots).filter(({ state }) => state === 'missed')).toEqual([])
    expect((await she.matters()).map(({ matter }) => matter.kind)).not.toContain('unreachable')
    await sixclear.until('2020-02-27 18:00')
    expect(she.texts('prompt').at(-1)?.text).toContain('2')
    expect(await she.slot('17-evening')).toBe('asked')
    expect(await she.slot('17-morning')).toBe('excused')
  })

  it('in the middle of the next day waits for a day on which both slots can be answered', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await sixclear.healthyUntil('2020-02-24 18:30', she)
    await sixclear.until('2020-02-25 12:00')
    await sixclear.text(phones.administrator, `${sixclear.codeOn(phones.administrator)} 暂缓`)
    expect((await she.isolation()).lastDay).toBe(16)
    expect(await she.slot('15-morning')).toBe('excused')
    await sixclear.until('2020-02-25 18:00')
    expect(await she.slot('15-evening')).toBe('asked')
  })

  it('in the night before it is for one day', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await sixclear.healthyUntil('2020-02-24 18:30', she)
    await sixclear.until('2020-02-25 02:00')
    await sixclear.text(phones.administrator, `${sixclear.codeOn(phones.administrator)} 暂缓`)
    expect((await she.isolation()).lastDay).toBe(15)
    expect(await she.events()).not.toContain('excused')
  })

  it('of somebody registered after the period begins with slots that can be answered', async () => {
    const sixclear = await openTestSystem({ now: '2020-03-10 12:00' })
    const she = await sixclear.register({ arrived: '2020-02-10 09:00' })
    await sixclear.text(phones.office, `${sixclear.codeOn(phones.office)} 暂缓`)
    expect(await she.status()).toBe('following')
    expect((await she.isolation()).lastDay).toBe(30)
    await sixclear.until('2020-03-10 18:00')
    expect(await she.slot('29-evening')).toBe('asked')
    expect(Object.keys((await she.isolation()).slots)).toEqual(['29-evening'])
  })
})
