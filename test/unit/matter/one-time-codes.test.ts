import { describe, expect, it } from 'vitest'
import { digitsFor, isTooShort } from '../../../core/matter/one-time-codes.ts'

const SHORT = 'K4821'
const LONG = 'K48215937'

describe('a one-time code', () => {
  it('is short until a phone has guessed five hundred times, and long from then on', () => {
    expect([0, 499, 500, 501].map(digitsFor)).toEqual([4, 4, 8, 8])
  })

  it('that is short counts until then, and no more after', () => {
    expect([0, 499, 500, 501].map((guesses) => isTooShort(SHORT, guesses))).toEqual([
      false,
      false,
      true,
      true,
    ])
  })

  it('that is long counts after any number of guesses', () => {
    expect([0, 500, 5_000].map((guesses) => isTooShort(LONG, guesses))).toEqual([false, false, false])
  })
})
