import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { dialled, isPhone, maskPhone } from '../../core/phone.ts'

describe('a phone number', () => {
  it.each(['+8613800001111', '+353851234567', '+1234567', '+123456789012345'])('can be %s', (text) => {
    expect(isPhone(text)).toBe(true)
  })

  it.each([
    '',
    '13800001111',
    '+0138000011',
    '+123456',
    '+1234567890123456',
    '+86 13800001111',
    '+8613800001111\n',
    '＋8613800001111',
  ])('cannot be %j', (text) => {
    expect(isPhone(text)).toBe(false)
  })

  it('shows at most its first three and last two digits when masked', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\+[1-9]\d{6,14}$/), (phone) => {
        if (!isPhone(phone)) throw new Error(`not a phone: ${phone}`)
        const masked = maskPhone(phone)
        expect(masked).toHaveLength(phone.length)
        expect(masked.replaceAll('*', '')).toBe(phone.slice(0, 4) + phone.slice(-2))
        expect(masked).toContain('*')
      }),
    )
  })
})

describe('a number as it is dialled', () => {
  it.each([
    ['+8613900000001', '13900000001'],
    ['+862255550100', '+862255550100'],
    ['+4915112345678', '+4915112345678'],
  ])('%s is written %s', (number, dialledAs) => {
    expect(dialled(number)).toBe(dialledAs)
  })
})
