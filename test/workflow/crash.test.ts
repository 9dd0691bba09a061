import { describe, expect, it } from 'vitest'
import { absence, liveTwoDays, wrongs, wrongsOf, wrongsOfAbsence } from './a-life-that-dies.ts'

/** Of each kind of port call the last one. crash.long.test.ts takes them all. */
const oneOfEach = (places: readonly string[], from = 1): number[] => {
  const last = new Map(places.map((place, index) => [place, index + 1]))
  return [...last.values()].filter((call) => call >= from)
}

describe('an isolation whose functions die', () => {
  it('completes this isolation when nothing crashes', async () => {
    const { sixclear, she, ports } = await liveTwoDays()
    expect(await wrongs(sixclear, she)).toEqual([])
    expect(ports.calls()).toBeGreaterThan(100)
    expect(new Set(ports.places).size).toBeGreaterThan(10)
  })

  it('loses nothing and sends nothing twice, whichever kind of port call crashes or is throttled', async () => {
    const { ports } = await liveTwoDays()
    const found: string[] = []
    for (const [each, call] of oneOfEach(ports.places).entries())
      found.push(...(await wrongsOf(each % 3 === 0 ? { call, throttled: true } : { call })))
    expect(found).toEqual([])
  })
})

describe('a grave answer whose functions die', () => {
  it.each([
    ['confirmed', true],
    ['never confirmed', false],
  ] as const)(
    'is done once or not at all, whichever kind of port call crashes: %s',
    async (_, isConfirmed) => {
      const { wrong, ports, from } = await absence(undefined, isConfirmed)
      expect(wrong).toEqual([])
      expect(await wrongsOfAbsence(oneOfEach(ports.places, from), isConfirmed)).toEqual([])
    },
  )
})
