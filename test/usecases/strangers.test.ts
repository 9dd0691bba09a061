import { describe, expect, it } from 'vitest'
import type { CurrentSettings } from '../../core/ports/settings.ts'
import { type Settings, usualSettings } from '../../core/settings/settings.ts'
import { openTestSystem } from '../workflow/test-system.ts'
import { foreignNumbers } from './foreign-numbers.ts'

const strangers = (changed: Partial<Settings['strangers']>): CurrentSettings => ({
  current: async () => ({ ...usualSettings, strangers: { ...usualSettings.strangers, ...changed } }),
})

const chinese = (number: number): string => `+86138000${String(90_000 + number)}`

describe('a number that nobody knows', () => {
  it('is answered once a day', async () => {
    const sixclear = await openTestSystem()
    for (let text = 0; text < 20; text += 1) await sixclear.text(chinese(1), '你好')
    expect(sixclear.messagesTo(chinese(1), 'unknown_number')).toHaveLength(1)
    await sixclear.until('2020-02-11 10:01')
    await sixclear.text(chinese(1), '你好')
    expect(sixclear.messagesTo(chinese(1), 'unknown_number')).toHaveLength(2)
  })

  it.each(foreignNumbers)('of a country without a community is not answered: %s', async (phone) => {
    const sixclear = await openTestSystem()
    await sixclear.text(phone, '你好')
    await sixclear.text(phone, '救命，着火了')
    expect(sixclear.messagesTo(phone)).toEqual([])
  })

  it('is heard when it is in danger, whatever its country', async () => {
    const sixclear = await openTestSystem()
    await sixclear.text('+881612345678', '救命，着火了')
    expect(sixclear.messagesTo('+8613900000010', 'stranger_in_danger')).toHaveLength(1)
  })

  it('is answered in the countries of the stage, where it has some', async () => {
    const sixclear = await openTestSystem({ settings: strangers({ countries: ['IE'] }) })
    await sixclear.text('+353851234567', 'hello')
    await sixclear.text(chinese(1), '你好')
    expect(sixclear.messagesTo('+353851234567', 'unknown_number')).toHaveLength(1)
    expect(sixclear.messagesTo(chinese(1))).toEqual([])
  })

  it('is not answered when the day’s budget for strangers is used up, which is logged', async () => {
    const said: string[] = []
    const sixclear = await openTestSystem({
      settings: strangers({ perDay: 5 }),
      log: { info: () => {}, error: (event) => said.push(event) },
    })
    for (let number = 0; number < 20; number += 1) await sixclear.text(chinese(number), '你好')
    const answered = Array.from({ length: 20 }, (_, number) => sixclear.messagesTo(chinese(number)).length)
    expect(answered.filter((texts) => texts > 0)).toHaveLength(5)
    expect(said).toContain('strangers.budget-used-up')
  })

  it('in danger is answered also when greetings have used up the day', async () => {
    const sixclear = await openTestSystem({ settings: strangers({ perDay: 3 }) })
    for (let number = 0; number < 10; number += 1) await sixclear.text(chinese(number), '你好')
    await sixclear.text(chinese(50), '救命，着火了')
    expect(sixclear.messagesTo(chinese(50), 'danger')).toHaveLength(1)
  })
})
