import { describe, expect, it } from 'vitest'
import { findViolations } from '../../local/rehearsal/invariants/check-invariants.ts'
import { openTestSystem, phones } from './test-system.ts'

/** Has reported this morning as healthy. */
const reported = async () => {
  const sixclear = await openTestSystem()
  const she = await sixclear.register()
  await sixclear.until('2020-02-11 08:10')
  await she.says('36.5')
  return { sixclear, she }
}

const tenthsOf = async ({ she }: Awaited<ReturnType<typeof reported>>) =>
  (await she.ledger()).flatMap(({ event }) => (event.type === 'reported' ? [event.tenths] : []))

describe('a yes to "is it 37.0?"', () => {
  it.each([
    ['while the slot of the question is open', '2020-02-11 09:00', '2020-02-11 10:50'],
    ['between two slots when the question was asked there', '2020-02-11 13:00', '2020-02-11 13:20'],
  ])('counts %s', async (_, asked, answered) => {
    const home = await reported()
    await home.sixclear.until(asked)
    await home.she.says('370')
    await home.sixclear.until(answered)
    await home.she.says('是')
    expect(await tenthsOf(home)).toEqual([365, 370])
    expect(await findViolations(home.sixclear.system)).toEqual([])
  })

  it.each([
    ['of the morning', '2020-02-11 09:00', '2020-02-11 11:30'],
    ['of the morning, in the evening', '2020-02-11 09:00', '2020-02-11 16:30'],
    ['of noon, in the evening', '2020-02-11 13:00', '2020-02-11 16:30'],
  ])('is no report when the question was one %s', async (_, asked, answered) => {
    const home = await reported()
    await home.sixclear.until(asked)
    await home.she.says('370')
    expect(home.she.texts('confirm')).toHaveLength(1)
    await home.sixclear.until(answered)
    await home.she.says('是')
    expect(await tenthsOf(home)).toEqual([365])
    expect(await home.she.slot('01-evening')).toBeUndefined()
    expect([home.she.texts('question_ended').length, home.she.texts('unreadable').length]).toEqual([1, 0])
    expect((await home.she.isolation()).unclearReplies?.count ?? 0).toBeLessThan(2)
    expect(await findViolations(home.sixclear.system)).toEqual([])
  })

  it('is no report days later, when nobody was asked because the doctor has the matter', async () => {
    const home = await reported()
    await home.she.says('38.5')
    expect(await home.she.status()).toBe('referred')
    await home.she.says('370')
    expect(home.she.texts('confirm')).toHaveLength(1)
    await home.sixclear.until('2020-02-13 09:00')
    await home.she.says('是')
    expect(await tenthsOf(home)).toEqual([365, 385])
    expect(home.sixclear.messagesTo(phones.doctor, 'second_reading')).toHaveLength(0)
  })
})
