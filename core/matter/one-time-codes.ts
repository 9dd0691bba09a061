/** The first letter of a one-time code: never read as part of a temperature, a family member, an answer or a digit. */
export const ONE_TIME_LETTERS = 'KMPRVWX'

/** Digits after the letter: few, because people type them; many, once somebody guesses. */
const ONE_TIME_DIGITS = { short: 4, long: 8 } as const

/** With so many guesses the chance to hit one of the 70,000 short codes is 0.7 %; after that only long codes count. */
const GUESSES = 500

/** Whether a code is too short after so many guesses from a phone. */
export const isTooShort = (code: string, guesses: number): boolean =>
  guesses >= GUESSES && code.length <= 1 + ONE_TIME_DIGITS.short

/** The number of digits of a new code after so many guesses from a phone. */
export const digitsFor = (guesses: number): number =>
  guesses >= GUESSES ? ONE_TIME_DIGITS.long : ONE_TIME_DIGITS.short
