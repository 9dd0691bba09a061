import { describe, expect, it } from 'vitest'
import { openTestSystem, phones } from './test-system.ts'

describe('staff who were told of a matter', () => {
  it('all hear that it is settled, even after it has climbed past them', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 15:00')
    for (const phone of [phones.worker, phones.office, phones.police])
      expect(sixclear.messagesTo(phone, 'matter')).toHaveLength(1)
    await she.says('36.6')
    for (const phone of [phones.worker, phones.office, phones.police])
      expect(sixclear.messagesTo(phone, 'matter_settled')).toHaveLength(1)
  })

  it('do not hear it twice when a last rung was told again', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 17:00')
    await sixclear.confirmed(phones.worker, `${sixclear.codeOn(phones.worker)} 不在`)
    await sixclear.until('2020-02-12 07:00')
    expect(sixclear.messagesTo(phones.police, 'matter').length).toBeGreaterThan(1)
    const before = sixclear.messagesTo(phones.police, 'matter_settled').length
    await she.says('36.6')
    const codes = sixclear
      .messagesTo(phones.police, 'matter_settled')
      .slice(before)
      .map(({ text }) => /\d{4}/.exec(text)?.[0])
    expect(new Set(codes).size).toBe(codes.length)
  })

  it.each([
    ['38.4 咳嗽', '38.4℃干咳'],
    ['36.6 咳嗽', '36.6℃干咳'],
    ['38.4', '38.4℃。'],
  ])('are told of symptoms beside the temperature: %s', async (says, told) => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 08:00')
    await she.says(says)
    expect(sixclear.messagesTo(phones.doctor, 'matter')[0]?.text).toContain(told)
  })
})
