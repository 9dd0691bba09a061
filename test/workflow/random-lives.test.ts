import { describe, it } from 'vitest'
import { expectEveryInvariant } from './every-invariant.ts'
import type { World } from './random-life.ts'

/** Two worlds with something of everything; random-lives.long.test.ts draws more. */
const worlds: Readonly<Record<string, World>> = {
  'a family on one phone that writes in its own words, with corrections': {
    seed: 1,
    people: 4,
    frailty: 0,
    duplicates: 0.3,
    wordy: 12,
    family: true,
    language: 'zh-CN',
    corrections: 0.04,
    again: 0.1,
    carrier: 'ordinary',
  },
  'neighbours whose functions crash and whose texts get lost': {
    seed: 2,
    people: 3,
    frailty: 0.02,
    duplicates: 0.3,
    wordy: 0,
    family: false,
    language: 'en',
    corrections: 0,
    again: 0,
    carrier: 'poor',
  },
}

describe('random lives', () => {
  it.each(Object.entries(worlds))('keep every invariant: %s', (_, world) => expectEveryInvariant(world))
})
