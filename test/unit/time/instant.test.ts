import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import {
  DAY,
  earlier,
  HOUR,
  instant,
  isInstant,
  later,
  MINUTE,
  milliseconds,
  plus,
  secondsUntil,
} from '../../../core/time/instant.ts'
import { InstantSchema } from '../../../core/time/instant-schema.ts'

const first = instant(Date.UTC(2020, 0, 1))
const last = instant(Date.UTC(2020, 11, 31))
const anyTime = fc.integer({ min: -62_167_219_200_000, max: 253_402_300_799_999 })

describe('an instant', () => {
  it('goes to milliseconds and back', () => {
    fc.assert(
      fc.property(anyTime, (time) => {
        expect(milliseconds(instant(time))).toBe(time)
        expect(isInstant(instant(time))).toBe(true)
      }),
    )
  })

  it('sorts as text', () => {
    fc.assert(
      fc.property(anyTime, anyTime, (a, b) => {
        expect(instant(a) < instant(b)).toBe(a < b)
        expect(later(instant(a), instant(b))).toBe(instant(Math.max(a, b)))
        expect(earlier(instant(a), instant(b))).toBe(instant(Math.min(a, b)))
      }),
    )
  })

  it.each([
    '2026-02-30T00:00:00.000Z',
    '2026-04-31T00:00:00.000Z',
    '2026-01-01T24:00:00.000Z',
    '2026-13-01T00:00:00.000Z',
    '2026-01-01T00:00:00Z',
    '2026-01-01T00:00:00.000+08:00',
    '2026-01-01',
    '',
  ])('is not %j', (text) => {
    expect(isInstant(text)).toBe(false)
    expect(z.safeParse(InstantSchema, text).success).toBe(false)
  })

  it('is a text wherever it is stored', () => {
    expect(z.safeParse(InstantSchema, first).success).toBe(true)
    expect(z.safeParse(InstantSchema, 1_577_836_800_000).success).toBe(false)
  })

  it.each([-62_167_219_200_001, 253_402_300_800_000, Number.NaN])(
    'does not exist %d milliseconds from 1970',
    (time) => {
      expect(() => instant(time)).toThrow(RangeError)
    },
  )

  it('moves by a duration', () => {
    expect(plus(first, 14 * DAY + 2 * HOUR + 3 * MINUTE)).toBe('2020-01-15T02:03:00.000Z')
    expect(plus(first, -1)).toBe('2019-12-31T23:59:59.999Z')
  })
})

describe('the seconds until an instant', () => {
  it('are rounded up, so that nothing comes too early', () => {
    expect(secondsUntil(first, plus(first, 1))).toBe(1)
    expect(secondsUntil(first, plus(first, 1000))).toBe(1)
    expect(secondsUntil(first, plus(first, 1001))).toBe(2)
  })

  it('are none once it has passed', () => {
    expect(secondsUntil(first, first)).toBe(0)
    expect(secondsUntil(last, first)).toBe(0)
  })
})
