import { describe, expect, it } from 'vitest'
import { bundleSize, functionNames, importTime } from '../bench/measure-bundles.ts'

const KB = 1024

/** Kilobytes of our own code and the packages we chose, without the AWS SDK. */
const limitOf = (name: string): number => {
  switch (name) {
    case 'api':
      // Reads phone numbers of every country: their rules alone take 130, and opening workbooks 127. Every route brings the words that describe it; names in either script are 21, corrections 15, what other releases have written and how items are summarised 8.
      return 768
    case 'receive-sms':
      // Understands what people write: the lexicon of both languages takes 420, the second reader 37. Echoes and carries out every grave answer.
      return 860
    case 'sweep':
      // Looks at the line of each community: the figures, and why in both languages. Minds new numbers and households.
      return 225
    default:
      // Whatever may send a text has the words of both languages.
      return 197
  }
}

/** The goal is 15 on a quiet machine. The rest is for the noise of a busy one. */
const LONGEST_IMPORT = 100
/** Orders its lexicon once, at its beginning. */
const LONGEST_IMPORT_OF_LEXICON = 250

describe('a deployed function', () => {
  it('is one of those we know', () => {
    expect(functionNames).toHaveLength(17)
  })

  it.each(functionNames)('is small: %s', (name) => {
    expect(bundleSize(name, { withSdk: false })).toBeLessThan(limitOf(name) * KB)
  })

  it.each(['plan', 'ask', 'receive-sms', 'api'])('starts fast: %s', (name) => {
    expect(importTime(name, { withSdk: false }, 3)).toBeLessThan(
      name === 'receive-sms' ? LONGEST_IMPORT_OF_LEXICON : LONGEST_IMPORT,
    )
  })
})
