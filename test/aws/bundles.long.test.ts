import { describe, expect, it } from 'vitest'
import { bundleNames } from '../../infra/bundles/grants.ts'
import { bundleSize, functionNames, importTime, importTimeOfClient } from '../bench/measure-bundles.ts'

const KB = 1024

/** Kilobytes of our own code and the packages we chose, without the AWS SDK. */
const limitOf = (name: string): number => {
  switch (name) {
    case 'api':
      // Reads phone numbers of every country: their rules alone take 130, and opening workbooks 127. Every route brings the words that describe it; names in either script are 21, corrections 15, what other releases have written and how items are summarised 8, imports and their progress 6, bulk export of FHIR 4, households 11.
      return 786
    case 'receive-sms':
      // Understands what people write: the lexicon of both languages takes 420, the second reader 37. Echoes and carries out every grave answer, of homes too. Hints of neighbours are 6.
      return 850
    case 'deliver':
      // The words of both languages, the settings, and what is said of homes.
      return 181
    case 'smoke-test':
      // Registers, as the API does, with the rules of phone numbers.
      return 300
    case 'import-roster':
      // The same, and corrects who arrived again; its rows were read out of the workbook before.
      return 354
    case 'sweep':
      // Restarts and hands over again, and lists what runs. Homes too.
      return 131
    case 'begin-sweep':
    case 'sum-district':
    case 'keep-watch':
      // Looks at the line of each community: the figures, and why in both languages. Words of digests and disruptions, and the settings.
      return 153
    default:
      // A step: it hands messages to the outbox and has no words. A ladder knows isolations and homes.
      return 116
  }
}

/**
 * Beside the import of one client of the SDK, which a busy machine slows down as well: a step takes about half of it.
 * Tried again, because others may come in between.
 */
const LARGEST_PART: Readonly<Record<string, number>> = { plan: 0.7, ask: 0.7, api: 3, 'receive-sms': 6 }

describe('a deployed function', () => {
  it('is one of those we know', () => {
    expect([...functionNames].sort()).toEqual([...bundleNames].sort())
  })

  it.each(functionNames)('is small: %s', (name) => {
    expect(bundleSize(name, { withSdk: false })).toBeLessThan(limitOf(name) * KB)
  })

  it('starts fast', { retry: 9, timeout: 300_000 }, () => {
    const client = importTimeOfClient()
    for (const [name, part] of Object.entries(LARGEST_PART))
      expect([name, importTime(name, { withSdk: false }) / client < part]).toEqual([name, true])
  })
})
