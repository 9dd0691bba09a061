import { isPhone, type Phone } from './phone-number.ts'

/** Mobile numbers that Ofcom gives to nobody, for drama: https://www.ofcom.org.uk, "numbers for use in TV and radio". */
const NOBODYS = '+447700900'
const HOW_MANY = 1_000

/** Nobody has this number, so nothing may be sent there. */
export const isFictitious = (phone: string): boolean =>
  phone.startsWith(NOBODYS) && phone.length === NOBODYS.length + 3

/** The number of this place; after a thousand they begin again. */
export const fictitiousNumber = (place: number): Phone => {
  const phone = `${NOBODYS}${String(place % HOW_MANY).padStart(3, '0')}`
  if (!isPhone(phone)) throw new TypeError(`${phone} is no phone number`)
  return phone
}
