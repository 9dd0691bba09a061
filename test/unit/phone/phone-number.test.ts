import fc from 'fast-check'
import examples from 'libphonenumber-js/examples.mobile.json' with { type: 'json' }
import { getCountries, getExampleNumber } from 'libphonenumber-js/mobile'
import { describe, expect, it } from 'vitest'
import { dialled, faultOf, isPhone, mainlandMobile, maskPhone } from '../../../core/phone/phone-number.ts'

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

describe('a number at which nobody can be asked', () => {
  it.each([
    ['+870773111632', 'satellite'],
    ['+881631234567', 'satellite'],
    ['+88216123456', 'satellite'],
    ['+883510001234567', 'satellite'],
    ['+19005551234', 'premium_rate'],
    ['+449098790000', 'premium_rate'],
    ['+4409098790000', 'premium_rate'],
    ['+447012345678', 'premium_rate'],
    ['+33899123456', 'premium_rate'],
    ['+491371234567', 'premium_rate'],
    ['+353159012345', 'premium_rate'],
    ['+85290012345', 'premium_rate'],
    ['+979123456789', 'premium_rate'],
    ['+80012345678', 'no_mobile'],
    ['+18005551234', 'no_mobile'],
    ['+861012345678', 'no_mobile'],
    ['+862255550100', 'no_mobile'],
    ['+864001234567', 'no_mobile'],
    ['+8616812345', 'no_mobile'],
    ['+8612345', 'no_mobile'],
    ['+86138000011112', 'no_mobile'],
    ['13800001111', 'no_number'],
  ])('is %s: %s', (number, fault) => {
    expect(faultOf(number)).toBe(fault)
  })

  it('is no mobile number of any country', () => {
    const countries = getCountries().flatMap((country) => getExampleNumber(country, examples) ?? [])
    expect(countries.length).toBeGreaterThan(200)
    expect(countries.map(({ number }) => number).filter((number) => faultOf(number) !== undefined)).toEqual(
      [],
    )
  })

  it('is none of the ranges of the mainland that people have, however new', () => {
    for (let range = 130; range < 200; range += 1) expect(faultOf(`+86${range}05001234`)).toBeUndefined()
  })
})

describe('a mobile number of the mainland', () => {
  it.each([
    '14905001234',
    '149 0500 1234',
    '149-0500-1234',
    '+86 149 0500 1234',
    '8614905001234',
    '00861490500123４',
  ])('is read from %s', (written) => {
    expect(mainlandMobile(written)).toBe('+8614905001234')
  })

  it.each(['12805001234', '1490500123', '149050012345', '+85214905001234', '022-55550100', '14905001234a'])(
    'is not %s',
    (written) => {
      expect(mainlandMobile(written)).toBeUndefined()
    },
  )
})
