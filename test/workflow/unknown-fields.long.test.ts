import { expect, it } from 'vitest'
import type { Ports } from '../../core/ports/ports.ts'
import { besideNewerRelease } from './beside-newer-release.ts'
import { live, type World } from './random-life.ts'

/** Made anew as a whole, so that nothing of the former one belongs to it. */
const REPLACED = ['SWEEP', 'FIGURES', 'PERSON VAULT.address']

const wordy: World = {
  seed: 2,
  people: 4,
  frailty: 0,
  duplicates: 0.3,
  wordy: 26,
  family: true,
  language: 'zh-CN',
  corrections: 0.2,
  again: 0.1,
  carrier: 'ordinary',
}

it('every item has a version, and what a newer release has written stays where this one reads, changes and writes', {
  timeout: 300_000,
}, async () => {
  const noted = { changed: new Set<string>(), lost: new Set<string>(), unversioned: new Set<string>() }
  const { changed, lost, unversioned } = noted
  const wrap = (ports: Ports): Ports => ({ ...ports, store: besideNewerRelease(ports.store, noted) })
  const { violations, sixclear } = await live(wordy, undefined, wrap)
  sixclear.system.close()
  expect(violations).toEqual([])
  expect([...lost].filter((place) => !REPLACED.some((whole) => place.startsWith(whole)))).toEqual([])
  expect([...unversioned]).toEqual([])
  expect([...changed].toSorted()).toEqual([
    'BUDGET META',
    'CONFIRMATION',
    'FIGURES',
    'GUESSES',
    'INBOUND META',
    'ISOLATION MESSAGE',
    'PERSON VAULT',
    'PHONE META',
    'SWEEP',
  ])
})
