import { doorsByDigest } from './doors-by-digest.ts'
import type { Attack } from './outcome.ts'
import { openSample, sought } from './shown-to-readers.ts'

/** Compares everything that a reader is shown with plain digests of all addresses and phones. */
const byDigest: Attack = {
  name: 'doors and phones computed from the ids that a reader sees',
  most: { back: 0, told: 0 },
  happens: ['0 of 15 found'],
  run: async () => {
    const sample = await openSample()
    const { found, total, tried } = doorsByDigest(await sample.shownTo('reader'), sought)
    sample.close()
    return { tried, back: 0, told: 0, happened: [`${found} of ${total} found`] }
  },
}

export const attacksByDigest: readonly Attack[] = [byDigest]
