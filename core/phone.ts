/** A phone number in E.164: `+8613800001111`. */
export type Phone = string & { readonly __brand: 'Phone' }

const E164 = /^\+[1-9]\d{6,14}$/

export const isPhone = (text: string): text is Phone => E164.test(text)

/** As it is dialled where most people are: a Chinese mobile number without its country code. */
export const dialled = (phone: string): string => phone.replace(/^\+86(?=1\d{10}$)/, '')

/** For logs and screens: the country's first digits and the last two, `+861*********11`. */
export const maskPhone = (phone: Phone): string =>
  phone.slice(0, 4) + '*'.repeat(phone.length - 6) + phone.slice(-2)
