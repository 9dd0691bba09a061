import { describe, expect, it } from 'vitest'
import { answerMatter } from '../../usecases/answer-matter/answer-matter.ts'
import { at, openTestSystem, phones } from '../workflow/test-system.ts'

const silentSince = async (moment: string) => {
  const sixclear = await openTestSystem()
  const she = await sixclear.register()
  await sixclear.until('2020-02-11 08:10')
  await she.says('36.4')
  await sixclear.until(moment)
  return { sixclear, she, matter: await she.matter('silence') }
}

describe('a confirmed absence', () => {
  it('brings the police at once, also while the ladder waits for the day', async () => {
    const { sixclear, she, matter } = await silentSince('2020-02-12 01:10')
    expect(matter.state).toMatchObject({ name: 'open', rung: 'street_office', dueAt: at('2020-02-12 07:30') })
    await sixclear.confirmed(phones.office, `${matter.code} 不在家`)
    const told = sixclear.messagesTo(phones.police, 'matter')
    expect(told.map((text) => text.at)).toEqual([at('2020-02-12 01:10')])
    expect((await she.matter('silence')).generation).toBe(2)
    await sixclear.until('2020-02-12 07:45')
    expect(sixclear.messagesTo(phones.police, 'matter')).toHaveLength(1)
  })

  it('said by the police themselves is not told to them again', async () => {
    const { sixclear, matter } = await silentSince('2020-02-11 21:30')
    await sixclear.confirmed(phones.worker, `${matter.code} 不在家`)
    expect(sixclear.messagesTo(phones.police, 'matter')).toHaveLength(1)
    await sixclear.confirmed(phones.police, `${matter.code} 不在家`)
    await sixclear.until('2020-02-11 23:30')
    expect(sixclear.messagesTo(phones.police, 'matter')).toHaveLength(1)
  })
})

describe('an answer', () => {
  it.each([
    ['ruled_out', 'a matter of kind silence cannot be answered "ruled out"'],
    ['approve', 'a matter of kind silence cannot be answered "approve"'],
  ] as const)('that does not exist for this kind is refused: %s', async (answer, why) => {
    const { sixclear, she, matter } = await silentSince('2020-02-11 21:30')
    const entries = (await she.ledger()).length
    const answered = await answerMatter(sixclear.system.ports, {
      matter: matter.id,
      answer,
      by: 'staff:worker-1',
      role: 'grid_worker',
      inbound: 'x',
    })
    expect(answered).toEqual({ result: 'not_possible', why })
    expect((await she.ledger()).length).toBe(entries)
  })

  it('that this role may not give is refused', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await she.says('38.5')
    const { id } = await she.matter('fever')
    const answered = await answerMatter(sixclear.system.ports, {
      matter: id,
      answer: 'ruled_out',
      by: 'staff:worker-1',
      role: 'grid_worker',
      inbound: 'x',
    })
    expect(answered).toEqual({ result: 'not_possible', why: '"ruled out" is not for the grid worker to say' })
    expect(await she.status()).toBe('referred')
  })

  it('to a settled matter is refused as settled', async () => {
    const { sixclear, she, matter } = await silentSince('2020-02-11 21:30')
    await she.says('36.6')
    const answered = await answerMatter(sixclear.system.ports, {
      matter: matter.id,
      answer: 'reached',
      by: 'staff:worker-1',
      role: 'grid_worker',
      inbound: 'x',
    })
    expect(answered).toEqual({ result: 'settled_already' })
  })

  it.each(['taken', 'not_at_home', 'reached'] as const)(
    'that is sent again under the same key is recorded once, and answered alike: %s',
    async (answer) => {
      const { sixclear, she, matter } = await silentSince('2020-02-11 21:30')
      const input = {
        matter: matter.id,
        answer,
        by: 'staff:worker-1',
        role: 'grid_worker',
        inbound: 'request-1',
      } as const
      const first = await answerMatter(sixclear.system.ports, input)
      const entries = (await she.ledger()).length
      const again = await answerMatter(sixclear.system.ports, input)
      expect([first, again]).toEqual([{ result: 'done' }, { result: 'done' }])
      expect((await she.ledger()).length).toBe(entries)
      const { state } = await she.matter('silence')
      if (state.name === 'open') expect(state.acknowledged.length).toBeLessThan(2)
    },
  )

  it('that is given again, under another key, is another answer', async () => {
    const { sixclear, she, matter } = await silentSince('2020-02-11 21:30')
    const input = { matter: matter.id, answer: 'taken', by: 'staff:worker-1', role: 'grid_worker' } as const
    await answerMatter(sixclear.system.ports, { ...input, inbound: 'request-1' })
    await answerMatter(sixclear.system.ports, { ...input, inbound: 'request-2' })
    expect((await she.events()).filter((type) => type === 'matter_answered')).toHaveLength(2)
  })

  it('brings a temperature along, once', async () => {
    const { sixclear, she, matter } = await silentSince('2020-02-11 21:30')
    const input = {
      matter: matter.id,
      answer: 'reached',
      by: 'staff:worker-1',
      role: 'grid_worker',
      tenths: 366,
      inbound: 'x',
    } as const
    await answerMatter(sixclear.system.ports, input)
    await answerMatter(sixclear.system.ports, input)
    expect(await she.slot('01-evening')).toBe('late')
    expect((await she.events()).filter((type) => type === 'reported')).toHaveLength(2)
  })
})

describe('the second reading of a mild fever', () => {
  it.each([
    ['36.8', 'second_reading', 'following'],
    ['38.3', 'matter_raised', 'referred'],
  ])('reaches the doctor, who decides by it: %s', async (text, template, status) => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await she.says('37.5')
    await sixclear.until('2020-02-10 10:25')
    await she.says(text)
    const [told] = sixclear.messagesTo(phones.doctor, template)
    expect(told?.text).toContain(text)
    expect(await she.status()).toBe(status)
  })
})
