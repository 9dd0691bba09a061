import { describe, expect, it } from 'vitest'
import { absence, liveTwoDays, wrongsOf, wrongsOfAbsence } from './a-life-that-dies.ts'

/** Every call from the first to the last. */
const calls = (first: number, last: number, step = 1): number[] =>
  Array.from({ length: Math.ceil((last + 1 - first) / step) }, (_, each) => first + each * step)

describe('an isolation whose functions die', () => {
  it('loses nothing and sends nothing twice, whichever port call crashes', { timeout: 600_000 }, async () => {
    const { ports } = await liveTwoDays()
    const found: string[] = []
    for (const call of calls(1, ports.calls())) found.push(...(await wrongsOf({ call })))
    expect(found).toEqual([])
  })

  it('loses nothing and sends nothing twice when every third port call is throttled', {
    timeout: 600_000,
  }, async () => {
    const { ports } = await liveTwoDays()
    const found: string[] = []
    for (const call of calls(1, ports.calls(), 3)) found.push(...(await wrongsOf({ call, throttled: true })))
    expect(found).toEqual([])
  })
})

describe('a grave answer whose functions die', () => {
  it.each([
    ['confirmed', true],
    ['never confirmed', false],
  ] as const)(
    'is done once or not at all, whichever port call crashes: %s',
    {
      timeout: 600_000,
    },
    async (_, isConfirmed) => {
      const { ports, from } = await absence(undefined, isConfirmed)
      expect(await wrongsOfAbsence(calls(from, ports.calls()), isConfirmed)).toEqual([])
    },
  )
})
