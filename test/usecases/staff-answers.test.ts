import { describe, expect, it } from 'vitest'
import { at, phones } from '../workflow/test-system.ts'
import { fever, silence } from './open-matters.ts'

describe('nobody opened', () => {
  it.each(['敲门没人应', '没人开门', 'nobody opened'])(
    'is a second visit and the office, and no absence: %s',
    async (words) => {
      const { sixclear, she, code } = await silence()
      await sixclear.text(phones.worker, `${code} ${words}`)
      expect((await she.matter('silence')).absenceConfirmed).toBe(false)
      expect(sixclear.messagesTo(phones.worker, 'noted')[0]?.text).toContain('请再去一次')
      expect(sixclear.messagesTo(phones.office, 'matter').map(({ at: told }) => told)).toEqual([
        at('2020-02-11 11:30'),
      ])
      await sixclear.text(phones.office, `${code} ${words}`)
      await sixclear.until('2020-02-11 12:30')
      expect(sixclear.messagesTo(phones.police, 'matter')).toEqual([])
    },
  )
})

describe('a grid worker told of a fever', () => {
  it('sends to the clinic: nothing is settled, the others hear, and there is time to arrive', async () => {
    const { sixclear, she, code } = await fever()
    await sixclear.text(phones.worker, `${code} 送医`)
    expect((await she.matter('fever')).state).toMatchObject({
      name: 'open',
      dueAt: at('2020-02-10 12:00'),
    })
    expect(sixclear.messagesTo(phones.doctor, 'on_the_way')).toHaveLength(1)
    expect(sixclear.messagesTo(phones.worker, 'on_the_way')).toEqual([])
    await sixclear.until('2020-02-10 11:30')
    expect(sixclear.messagesTo(phones.office, 'matter')).toEqual([])
  })

  it('measures again: a report, and the matter stays with the doctor', async () => {
    const { sixclear, she, code } = await fever()
    await sixclear.text(phones.worker, `${code} 38.1`)
    const reports = (await she.ledger()).flatMap(({ event }) =>
      event.type === 'reported' ? [[event.tenths, event.source]] : [],
    )
    expect(reports).toContainEqual([381, 'worker'])
    expect((await she.matter('fever')).state.name).toBe('open')
  })

  it.each(['不在', '拒'])('hands on who cannot be brought, once it is confirmed: %s', async (words) => {
    const { sixclear, she, code } = await fever()
    await sixclear.text(phones.worker, `${code} ${words}`)
    expect((await she.matter('fever')).state.name).toBe('open')
    await sixclear.text(phones.worker, sixclear.oneTimeOn(phones.worker))
    expect((await she.matter('no_show')).state.name).toBe('open')
    expect(sixclear.messagesTo(phones.office, 'matter')).toHaveLength(1)
  })

  it('calls it a false alarm: it is theirs, and the doctor hears, who may rule it out', async () => {
    const { sixclear, she, code } = await fever()
    await sixclear.text(phones.worker, `${code} 误报`)
    const { state } = await she.matter('fever')
    expect(state).toMatchObject({ name: 'open', acknowledged: [{ staff: 'worker-1' }] })
    expect(sixclear.messagesTo(phones.doctor, 'false_alarm')).toHaveLength(1)
    expect(await she.status()).toBe('referred')
  })

  it('is offered what fits, in the message and in the help', async () => {
    const { sixclear, code } = await fever()
    expect(sixclear.messagesTo(phones.worker, 'matter')[0]?.text).toMatch(/送医\/不在\/拒$/)
    expect(sixclear.messagesTo(phones.doctor, 'matter')[0]?.text).toMatch(/未到\/收治\/排除$/)
    await sixclear.text(phones.worker, `${code} 排除`)
    const help = sixclear.messagesTo(phones.worker, 'answer_help')[0]?.text
    expect(help).toContain('送医')
    expect(help).not.toContain('排除')
  })
})

describe('an acknowledgement', () => {
  it('is of whoever wrote it, never in the name of the post that has the matter now', async () => {
    const { sixclear, she, code } = await silence('2020-02-11 15:30')
    await sixclear.text(phones.office, `${code} 收到`)
    expect((await she.matter('silence')).state).toMatchObject({
      rung: 'police_station',
      acknowledged: [{ role: 'street_office' }],
    })
  })

  it.each([
    ['收到', 'taken'],
    ['已派人', 'sent_somebody'],
  ])('of the office may say that somebody was sent: %s', async (words, answer) => {
    const { sixclear, she, code } = await silence('2020-02-11 13:30')
    await sixclear.text(phones.office, `${code} ${words}`)
    expect((await she.matter('silence')).state).toMatchObject({ acknowledged: [{ role: 'street_office' }] })
    expect((await she.ledger()).at(-1)?.event).toMatchObject({ type: 'matter_answered', answer })
  })
})

describe('an answer to a matter that was settled a minute ago', () => {
  it('is recorded', async () => {
    const { sixclear, she, code } = await silence()
    await she.says('36.6')
    await sixclear.text(phones.worker, `${code} 到`)
    expect((await she.ledger()).at(-1)).toMatchObject({
      by: 'staff:worker-1',
      event: { type: 'matter_answered', answer: 'reached' },
    })
    expect((await she.matter('silence')).state).toMatchObject({ outcome: 'reported' })
  })

  it('opens a visit when it is an absence, which counts once it is confirmed', async () => {
    const { sixclear, she, code } = await silence('2020-02-11 11:00')
    await she.says('36.6')
    await sixclear.text(phones.worker, `${code} 不在家`)
    const visit = await she.matter('visit')
    expect(visit.absenceConfirmed).toBe(false)
    expect(visit.state).toMatchObject({ name: 'open', unconfirmed: [{ answer: 'not_at_home' }] })
    await sixclear.text(phones.worker, sixclear.oneTimeOn(phones.worker))
    expect((await she.matter('visit')).absenceConfirmed).toBe(true)
    expect(sixclear.messagesTo(phones.police, 'matter')).toHaveLength(1)
  })
})

describe('the codes in a text', () => {
  it('are one: two act on neither, and it is asked', async () => {
    const { sixclear, she, code } = await silence()
    await sixclear.text(phones.worker, `${code} 1001 到`)
    expect((await she.matter('silence')).state.name).toBe('open')
    expect(sixclear.messagesTo(phones.worker, 'two_codes')[0]?.text).toContain(code)
  })

  it('are no rooms', async () => {
    const { sixclear, she, code } = await silence()
    await sixclear.text(phones.worker, `${code} 到了 3号楼2001室`)
    expect((await she.matter('silence')).state).toMatchObject({ name: 'settled', outcome: 'reached' })
  })

  it('that nobody knows are said to be unknown', async () => {
    const { sixclear } = await silence()
    await sixclear.text(phones.worker, '1001 到')
    expect(sixclear.messagesTo(phones.worker, 'code_unknown')[0]?.text).toContain('1001')
  })

  it.each(['今天有几个？', '还有几个没办', 'list', 'How many?'])(
    'that are open are listed to whom they wait for: %s',
    async (text) => {
      const { sixclear, code } = await silence()
      await sixclear.text(phones.worker, text)
      expect(sixclear.messagesTo(phones.worker, 'open_codes')[0]?.text).toContain(code)
      await sixclear.text(phones.office, text)
      expect(sixclear.messagesTo(phones.office, 'open_codes')[0]?.text).not.toContain(code)
    },
  )
})

describe('a denied acknowledgement', () => {
  it('is no symptom', async () => {
    const { sixclear, she, code } = await silence()
    await sixclear.text(phones.worker, `${code} not ok`)
    expect(await she.status()).toBe('following')
    expect(sixclear.messagesTo(phones.worker, 'answer_help')).toHaveLength(1)
  })
})
