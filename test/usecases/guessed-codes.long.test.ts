import { describe, expect, it } from 'vitest'
import { receiveMessage } from '../../usecases/receive-sms/receive-message.ts'
import { phones } from '../workflow/test-system.ts'
import { fever } from './open-matters.ts'

describe('hundreds of guessed one-time codes', () => {
  const guessed = async (count: number) => {
    const { sixclear, she, code } = await fever()
    await sixclear.text(phones.doctor, `${code} 确诊`)
    const first = sixclear.oneTimeOn(phones.doctor)
    for (let guess = 0; guess < count; guess += 1) {
      const tried = `${first.charAt(0)}${String(guess).padStart(4, '0')}`
      if (tried !== first) await sixclear.text(phones.doctor, tried)
    }
    return { sixclear, she, code, first }
  }

  it('make the answer be echoed again with a long code, which then counts', async () => {
    const { sixclear, she, first } = await guessed(510)
    await sixclear.text(phones.doctor, first)
    expect(await she.status()).toBe('referred')
    const second = sixclear.oneTimeOn(phones.doctor)
    expect(second).toMatch(/^[A-Z]\d{8}$/)
    await sixclear.text(phones.doctor, first)
    expect(await she.status()).toBe('referred')
    await sixclear.text(phones.doctor, second)
    expect(await she.status()).toBe('ended')
  })

  it('echo it once, however often the text is delivered', async () => {
    const { sixclear, she, first } = await guessed(510)
    for (let delivery = 0; delivery < 3; delivery += 1)
      await receiveMessage(sixclear.system.ports, { id: 'own-code', from: phones.doctor, text: first })
    await sixclear.settle()
    expect(sixclear.messagesTo(phones.doctor, 'echo')).toHaveLength(2)
    expect(await she.status()).toBe('referred')
  })

  it('make the next code long from the beginning, until a day has passed without any', async () => {
    const { sixclear, code } = await guessed(510)
    await sixclear.until('2020-02-10 10:30')
    await sixclear.text(phones.doctor, `${code} 排除`)
    expect(sixclear.oneTimeOn(phones.doctor)).toMatch(/^[A-Z]\d{8}$/)
    await sixclear.until('2020-02-11 11:00')
    await sixclear.text(phones.doctor, `${code} 排除`)
    expect(sixclear.oneTimeOn(phones.doctor)).toMatch(/^[A-Z]\d{4}$/)
  })
})
