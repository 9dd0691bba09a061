/** A phone number in E.164: `+8613800001111`. */
export type Phone = string & { readonly __brand: 'Phone' }

const E164 = /^\+[1-9]\d{6,14}$/

export const isPhone = (text: string): text is Phone => E164.test(text)

/** As people dial it: a Chinese mobile number without its country code. */
export const dialled = (phone: string): string => phone.replace(/^\+86(?=1\d{10}$)/, '')

/** For logs and screens: the first and the last digits, `+861*********11`. */
export const maskPhone = (phone: Phone): string =>
  phone.slice(0, 4) + '*'.repeat(phone.length - 6) + phone.slice(-2)

/** Why nobody can be asked by SMS at a number. */
export type NumberFault = 'no_number' | 'satellite' | 'premium_rate' | 'no_mobile'

/**
 * Country codes that belong to no country, from the list of assigned codes of ITU-T E.164 (November 2016): 870
 * Inmarsat, 881 mobile satellite systems, 882 and 883 international networks, most of them at sea, in the air or by
 * satellite.
 */
const SATELLITE = /^\+(?:870|881|882|883)/

/** From the same list: 800 freephone, 808 shared cost, 878 personal numbers, 888, and 991 to 999 not in use. */
const NO_COUNTRY = /^\+(?:800|808|878|888|99[19])/

/**
 * Prefixes of numbers that cost more than a call: premium rate, charged shared cost, personal numbers. By country code,
 * after the metadata of libphonenumber 9 (types premium rate and personal number). 979 belongs to no country.
 */
const PREMIUM: Readonly<Record<string, string>> = {
  1: '900|5(?:00|2[1-9]|33|44|66|77|88)|622|700',
  7: '80[39]',
  20: '900',
  27: '86[2-9]|9[0-2]',
  30: '70|90[19]',
  31: '90[069]',
  32: '70[2-7]|90',
  33: '8[1-35689]',
  34: '80[367]|70',
  36: '9[01]',
  39: '89[2-59]|1[46]|178|199',
  40: '90[0136]',
  41: '90[016]|878',
  43: '8[69]|9[03]',
  44: '8[47]|9|70',
  45: '90',
  46: '649|9',
  47: '82[09]|880',
  48: '70',
  49: '137|900|700',
  51: '805',
  52: '900',
  54: '60',
  55: '[59]00',
  57: '19|901',
  58: '90[01]',
  60: '1600',
  61: '190',
  62: '809',
  64: '90',
  65: '1900',
  66: '1900',
  81: '990',
  82: '60[2-9]|50',
  84: '1900',
  90: '888|898|900',
  91: '186',
  92: '900',
  212: '89',
  216: '88',
  221: '88',
  230: '30.{5}$',
  240: '90',
  248: '85',
  250: '900',
  254: '900',
  255: '90',
  256: '90',
  262: '89',
  267: '90',
  268: '900',
  297: '900',
  351: '6[04]|76',
  352: '90|70',
  353: '15|70',
  354: '90',
  355: '[79]00',
  357: '90|70',
  358: '[67]00',
  359: '90|700',
  370: '9[01]|70',
  371: '90',
  372: '40|900|70',
  373: '90',
  374: '90[016]',
  375: '810|902',
  376: '[19].{5}$',
  378: '7',
  380: '900',
  381: '90',
  385: '6[01459]',
  386: '89|90',
  387: '9',
  389: '5',
  420: '9[07]',
  421: '9(?:00|[78])',
  502: '19',
  503: '900',
  506: '90',
  507: '8(?:22|55|60|7[78]|86)|9(?:00|81)',
  590: '8[129]',
  592: '9008',
  594: '8[129]',
  596: '8[129]',
  597: '90',
  598: '90',
  670: '[79]0',
  687: '36',
  852: '900|8[1-3]',
  855: '1900',
  886: '20',
  961: '9',
  962: '9',
  966: '925',
  968: '900',
  971: '900',
  972: '1',
  973: '87|9',
  979: '',
}

const isPremium = (phone: string): boolean => {
  for (const length of [3, 2, 1]) {
    const begins = PREMIUM[phone.slice(1, 1 + length)]
    // A zero that is only dialled within the country may have been left in.
    if (begins !== undefined) return new RegExp(`^0?(?:${begins})`).test(phone.slice(1 + length))
  }
  return false
}

/** Freephone numbers of North America, which belong to nobody at home. */
const FREEPHONE = /^\+18(?:00|33|44|55|66|77|88)/

const MAINLAND = /^\+86/
/**
 * 13x to 19x, with the ranges of data cards and virtual operators: people have them, and tables do not know them yet.
 */
const MAINLAND_MOBILE = /^\+861[3-9]\d{9}$/

/**
 * Why a number is refused, wherever it comes from: a form, a roster, a message, a community's staff. undefined:
 * somebody can be asked there, as far as the number shows.
 */
export const faultOf = (number: string): NumberFault | undefined => {
  if (!isPhone(number)) return 'no_number'
  if (SATELLITE.test(number)) return 'satellite'
  if (isPremium(number)) return 'premium_rate'
  if (NO_COUNTRY.test(number) || FREEPHONE.test(number)) return 'no_mobile'
  return MAINLAND.test(number) && !MAINLAND_MOBILE.test(number) ? 'no_mobile' : undefined
}

/** Faults that cost money or reach nobody: registering and correcting refuse them. */
export const isCostly = (number: string): boolean => {
  const fault = faultOf(number)
  return fault === 'satellite' || fault === 'premium_rate'
}

/** What is wrong with a number and what to do, for a form or a row. */
export const faultReason: Readonly<Record<NumberFault, string>> = {
  no_number: 'expected a phone number, such as 13800001111 or +353 85 123 4567',
  satellite: 'a satellite number gets no texts: give a mobile number, or none',
  premium_rate: 'a number that costs extra or is passed on: give a mobile number, or none',
  no_mobile: 'not a mobile number, so it gets no texts: give one, or none',
}

/** A Chinese mainland mobile number in any usual writing. undefined: anything else. */
export const mainlandMobile = (written: string): Phone | undefined => {
  const digits = written.normalize('NFKC').replace(/[\s().\-‐-―]/g, '')
  const number = /^(?:\+86|0086|86)?(1[3-9]\d{9})$/.exec(digits)?.[1]
  const phone = `+86${number ?? ''}`
  return isPhone(phone) ? phone : undefined
}
