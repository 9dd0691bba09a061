import { describe, expect, it } from 'vitest'
import { countingUses, usedUpUntil, withOneMore } from '../../../core/message/budget.ts'
import { HOUR, type Instant, instant, MINUTE, plus } from '../../../core/time/instant.ts'

const start = instant(Date.UTC(2020, 1, 10, 8))
const minute = (minutes: number): Instant => plus(start, minutes * MINUTE)
const allowance = { most: 3, within: HOUR }

describe('an allowance', () => {
  it('is so many uses in any hour, wherever the hour begins', () => {
    let uses: readonly Instant[] = []
    const allowed: number[] = []
    for (let passed = 0; passed < 180; passed += 5) {
      const more = withOneMore(uses, allowance, minute(passed))
      if (more === undefined) continue
      uses = more
      allowed.push(passed)
    }
    expect(allowed).toEqual([0, 5, 10, 60, 65, 70, 120, 125, 130])
  })

  it('forgets uses older than an hour', () => {
    expect(countingUses([minute(0), minute(30)], allowance, minute(60))).toEqual([minute(30)])
    expect(withOneMore([minute(0), minute(30)], allowance, minute(60))).toEqual([minute(30), minute(60)])
  })

  it('says until when it is used up', () => {
    expect(usedUpUntil([minute(0), minute(1)], allowance, minute(2))).toBeUndefined()
    expect(usedUpUntil([minute(0), minute(1), minute(2)], allowance, minute(3))).toBe(minute(60))
    expect(usedUpUntil([minute(0), minute(1), minute(2)], { ...allowance, most: 2 }, minute(3))).toBe(
      minute(61),
    )
    expect(usedUpUntil([minute(0), minute(1), minute(2)], allowance, minute(60))).toBeUndefined()
  })
})
