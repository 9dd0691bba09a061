import { describe, expect, it } from 'vitest'
import { bundleSize, functionNames, importTime } from '../bench/measure-bundles.ts'

const KB = 1024

/** Kilobytes of our own code and the packages we chose, without the AWS SDK. */
const limitOf = (name: string): number => {
  switch (name) {
    case 'api':
      // Reads phone numbers of every country: their rules alone take 130. Every route brings the words that describe it.
      return 500
    case 'receive-sms':
      // Understands what people write, and echoes and carries out every grave answer.
      return 215
    default:
      return 150
  }
}

/** Aimed at: 15 on a quiet machine. The rest is for the noise of a busy one. */
const LONGEST_IMPORT = 75

describe('a deployed function', () => {
  it('is one of those we know', () => {
    expect(functionNames).toHaveLength(15)
  })

  it.each(functionNames)('is small: %s', (name) => {
    expect(bundleSize(name, { withSdk: false })).toBeLessThan(limitOf(name) * KB)
  })

  it.each(['plan', 'ask', 'receive-sms', 'api'])('begins at once: %s', (name) => {
    expect(importTime(name, { withSdk: false }, 3)).toBeLessThan(LONGEST_IMPORT)
  })
})
