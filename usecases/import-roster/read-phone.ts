import { isSupportedCountry, parsePhoneNumberFromString } from 'libphonenumber-js/mobile'
import { faultOf, faultReason, isCostly, mainlandMobile } from '../../core/phone/phone-number.ts'
import type { Reading } from './cell-reading.ts'
import { plainText } from './cell-text.ts'

/** E.164. A number without a country code belongs to `country`. Mobile numbers only: others get no texts. */
export const readPhone = (cell: string, country: string): Reading<string> => {
  const text = plainText(cell).replace(/\.0+$/, '')
  if (/^\d(\.\d+)?e\+?\d+$/i.test(text))
    return {
      reason: 'the spreadsheet has cut this number off: format the column as text and enter it again',
    }
  if (/\d{5}.*[/,;、，；|].*\d{5}/.test(text)) return { reason: 'more than one number: give one' }
  if (!/^[\d+() .\-‐-―]+$/.test(text)) return { reason: faultReason.no_number }
  const mobile = country === 'CN' || /^(\+|00)86/.test(text) ? mainlandMobile(text) : undefined
  if (mobile !== undefined) return { value: mobile }
  const phone = parsePhoneNumberFromString(
    text.replace(/^00(?=[1-9])/, '+'),
    isSupportedCountry(country) ? country : undefined,
  )
  const fault = phone === undefined ? undefined : faultOf(phone.number)
  if (fault !== undefined && phone !== undefined && isCostly(phone.number))
    return { reason: faultReason[fault] }
  if (phone === undefined || fault !== undefined || !phone.isValid())
    return {
      reason: `not a mobile number of ${phone?.country ?? country}: check its digits, or leave it empty`,
    }
  return { value: phone.number }
}
