/** One of these begins a one-time code: none is read as a temperature, a family member, an answer or a digit. */
export const ONE_TIME_LETTERS = 'KMPRVWX'

/** Digits behind the letter: few, for somebody types them; many, once somebody guesses. */
const ONE_TIME_DIGITS = { short: 4, long: 8 } as const

/** So many guesses hit one of the 70,000 short codes with a chance of 0.7 %; from then on only a long one counts. */
const GUESSES = 500

/** Whether a code is too short for a phone that so many have been guessed from. */
export const isTooShort = (code: string, guesses: number): boolean =>
  guesses >= GUESSES && code.length <= 1 + ONE_TIME_DIGITS.short

/** How many digits a new code has on a phone that so many have been guessed from. */
export const digitsFor = (guesses: number): number =>
  guesses >= GUESSES ? ONE_TIME_DIGITS.long : ONE_TIME_DIGITS.short
