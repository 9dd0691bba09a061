import { expect, it } from 'vitest'
import { askedShare } from './slow-morning.ts'

const million = { people: 1_000_000, perSecond: 20, spreadMinutes: 0, keepsPlaces: true } as const

it('of a million people at 20 a second 7 % were ever asked; now as many as there are places until the close', () => {
  expect(askedShare({ ...million, keepsPlaces: false })).toBeCloseTo(0.072, 3)
  expect(askedShare(million)).toBeCloseTo(0.216, 3)
  // With a fifth of the rate kept for urgent texts, and the prompts spread over half an hour.
  expect(askedShare({ ...million, perSecond: 16, spreadMinutes: 30 })).toBeCloseTo(0.173, 3)
})

it('everybody is asked where three hours suffice, and nobody gains by losing a place', () => {
  expect(askedShare({ ...million, people: 100_000 })).toBe(1)
  expect(askedShare({ ...million, people: 100_000, keepsPlaces: false })).toBeLessThan(1)
})
