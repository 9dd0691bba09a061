import examples from 'libphonenumber-js/examples.mobile.json' with { type: 'json' }
import { getCountries, getCountryCallingCode } from 'libphonenumber-js/max'
import { describe, expect, it } from 'vitest'
import { countryOfPhone } from '../../../core/phone/country-of-phone.ts'

/** Territories whose numbers are those of another country. */
const shared: Readonly<Record<string, string>> = {
  AX: 'FI',
  BL: 'GP',
  CC: 'AU',
  CX: 'AU',
  EH: 'MA',
  MF: 'GP',
  SJ: 'NO',
  VA: 'IT',
  YT: 'RE',
}

const mobiles: Readonly<Record<string, string>> = examples

describe('the country of a number', () => {
  it.each(getCountries().filter((country) => mobiles[country] !== undefined))('is known: %s', (country) => {
    const phone = `+${getCountryCallingCode(country)}${mobiles[country]}`
    expect(countryOfPhone(phone)).toBe(shared[country] ?? country)
  })

  it.each([
    '+870773111632',
    '+881612345678',
    '+8821612345678',
    '+883510001234',
    '+979123456789',
    '+80012345678',
  ])('is none of a satellite phone or another number of no country: %s', (phone) => {
    expect(countryOfPhone(phone)).toBeUndefined()
  })
})
