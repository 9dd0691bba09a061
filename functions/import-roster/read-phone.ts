import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/mobile'
import { plainText } from './cell-text.ts'
import type { Reading } from './reading.ts'

/** E.164. A number without a country code is one of `country`. Only mobile numbers: the others get no texts. */
export const readPhone = (cell: string, country: string): Reading<string> => {
  const text = plainText(cell).replace(/\.0+$/, '')
  if (/^\d(\.\d+)?e\+?\d+$/i.test(text))
    return {
      reason: 'the spreadsheet has cut this number off: format the column as text and enter it again',
    }
  if (/\d{5}.*[/,;、，；|].*\d{5}/.test(text)) return { reason: 'more than one number: give one' }
  if (!/^[\d+() .\-‐-―]+$/.test(text))
    return { reason: 'expected a phone number, such as 13800001111 or +353 85 123 4567' }
  const phone = parsePhoneNumberFromString(text, isSupportedCountry(country) ? country : undefined)
  if (phone === undefined || !phone.isValid())
    return {
      reason: `not a mobile number of ${phone?.country ?? country}: check its digits, or leave it empty`,
    }
  return { value: phone.number }
}
