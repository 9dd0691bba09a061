import { describe, expect, it } from 'vitest'
import { guessesIn } from '../../record/code-guess-repository.ts'
import { receiveMessage } from '../../usecases/receive-sms/receive-message.ts'
import { exampleCommunity, phones } from '../workflow/test-system.ts'
import { fever, silence } from './open-matters.ts'

const { id: community } = exampleCommunity()

/** Codes that name nothing, so many of them. */
const unknown = (count: number, known: string): string[] =>
  Array.from({ length: count + 1 }, (_, index) => String(9000 + index))
    .filter((code) => code !== known)
    .slice(0, count)

describe('danger with a code', () => {
  const other = '+8613900000002'

  it.each(['of somebody else’s returnee', 'of nobody'])(
    'is answered as danger, counted as a guess, and never called unrecorded: %s',
    async (whose) => {
      const { sixclear, code } = await silence()
      const before = sixclear.messagesTo(other).length
      await sixclear.text(other, `${whose === 'of nobody' ? '9001' : code} 晕倒了 快叫救护车`)
      const back = sixclear.messagesTo(other).slice(before)
      expect(back.map(({ sent }) => sent?.template)).toEqual(['danger'])
      expect(await guessesIn(sixclear.system.ports.store, community)).toMatchObject([{ count: 1 }])
    },
  )
})

describe('a code to which the sender may give no answer', () => {
  it('gets no empty list of answers, and the words reach the staff in charge', async () => {
    const { sixclear, she, code } = await silence()
    // From now on the doctor may record her readings, but may not answer her silence.
    await she.says('我喘不上气')
    await sixclear.text(phones.doctor, `${code} 这是谁呀`)
    const back = sixclear.messagesTo(phones.doctor).at(-1)
    expect(back?.sent?.template).toBe('not_yours')
    expect(await she.events()).toContain('words_kept')
  })
})

describe('codes that a post guesses', () => {
  it('are answered five times in an hour, then once more to say so, then not at all', async () => {
    const { sixclear, code } = await silence()
    for (const guess of unknown(30, code)) await sixclear.text(phones.worker, `${guess} 到了`)
    const back = sixclear.messagesTo(phones.worker).map(({ sent }) => sent?.template)
    expect(back.filter((template) => template === 'code_unknown')).toHaveLength(5)
    expect(back.filter((template) => template === 'codes_slowed')).toHaveLength(1)
    expect(back.at(-1)).toBe('codes_slowed')
  })

  it('never keep a known code from working', async () => {
    const { sixclear, she, code } = await silence()
    for (const guess of unknown(30, code)) await sixclear.text(phones.worker, `${guess} 到了`)
    await sixclear.text(phones.worker, `${code} 到了`)
    expect((await she.matter('silence')).state).toMatchObject({ name: 'settled', outcome: 'reached' })
    expect(sixclear.messagesTo(phones.worker, 'noted')).toHaveLength(1)
  })

  it('never keep a grave answer from its echo, nor the one-time code from counting', async () => {
    const { sixclear, she, code } = await fever()
    for (const guess of unknown(30, code)) await sixclear.text(phones.doctor, `${guess} 排除`)
    await sixclear.confirmed(phones.doctor, `${code} 排除`)
    expect((await she.matter('fever')).state).toMatchObject({ name: 'settled', outcome: 'ruled_out' })
  })

  it('are answered again when the hour is over', async () => {
    const { sixclear, code } = await silence('2020-02-11 11:30')
    for (const guess of unknown(10, code)) await sixclear.text(phones.worker, `${guess} 到了`)
    await sixclear.until('2020-02-11 12:31')
    await sixclear.text(phones.worker, '9050 到了')
    expect(sixclear.messagesTo(phones.worker, 'code_unknown')).toHaveLength(6)
  })

  it('are guessed one-time codes as well', async () => {
    const { sixclear, she, code } = await fever()
    await sixclear.text(phones.doctor, `${code} 确诊`)
    const known = sixclear.oneTimeOn(phones.doctor)
    for (let guess = 0; guess < 30; guess += 1)
      if (`K${1000 + guess}` !== known) await sixclear.text(phones.doctor, `K${1000 + guess}`)
    expect(sixclear.messagesTo(phones.doctor, 'not_confirmed')).toHaveLength(5)
    expect(sixclear.messagesTo(phones.doctor, 'codes_slowed')).toHaveLength(1)
    await sixclear.text(phones.doctor, known)
    expect(await she.status()).toBe('ended')
  })

  it('are answered alike for somebody else’s code and for an unknown one', async () => {
    const { sixclear, code } = await silence()
    const other = '+8613900000002'
    for (const guess of unknown(10, code)) await sixclear.text(other, `${guess} 到了`)
    const before = sixclear.messagesTo(other).length
    await sixclear.text(other, `${code} 到了`)
    expect(sixclear.messagesTo(other)).toHaveLength(before)
  })

  it('do not hide danger', async () => {
    const { sixclear, code } = await silence()
    for (const guess of unknown(10, code)) await sixclear.text(phones.worker, `${guess} 到了`)
    await sixclear.text(phones.worker, '9050 他晕倒在楼道里')
    expect(sixclear.messagesTo(phones.administrator, 'stranger_in_danger')).toHaveLength(1)
  })

  it('are counted for each post, without the codes', async () => {
    const { sixclear, code } = await silence()
    for (const guess of unknown(12, code)) await sixclear.text(phones.worker, `${guess} 到了`)
    const { store } = sixclear.system.ports
    const guesses = await guessesIn(store, community)
    expect(guesses).toEqual([expect.objectContaining({ count: 12 })])
    expect(JSON.stringify(guesses)).not.toContain('900')
  })

  it('are counted once where a text is delivered twice', async () => {
    const { sixclear } = await silence()
    const { ports } = sixclear.system
    for (let delivery = 0; delivery < 3; delivery += 1)
      await receiveMessage(ports, { id: 'guess-1', from: phones.worker, text: '9050 到了' })
    expect(await guessesIn(ports.store, community)).toEqual([expect.objectContaining({ count: 1 })])
    expect(sixclear.messagesTo(phones.worker, 'code_unknown')).toHaveLength(1)
  })

  it('are counted correctly when they come at the same moment', async () => {
    const { sixclear, she, code } = await silence()
    const { ports } = sixclear.system
    const texts = [...unknown(40, code), code].map((guess, index) => ({
      id: `at-once-${index}`,
      from: phones.worker,
      text: `${guess} 到了`,
    }))
    await Promise.all(texts.map((text) => receiveMessage(ports, text)))
    await sixclear.settle()
    expect((await she.matter('silence')).state.name).toBe('settled')
    expect(sixclear.messagesTo(phones.worker, 'code_unknown').length).toBeLessThanOrEqual(5)
    expect(sixclear.messagesTo(phones.worker, 'codes_slowed').length).toBeLessThanOrEqual(1)
  })
})
