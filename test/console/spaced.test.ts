import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Spaced } from '../../console/api/spaced.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

/** How often a page is read when something changes every second for so many seconds. */
const readsIn = (seconds: number, spaced: Spaced, count: () => number): number => {
  const before = count()
  for (let second = 0; second < seconds; second += 1) {
    spaced.ask()
    vi.advanceTimersByTime(1_000)
  }
  return count() - before
}

describe('a page that is read again after changes', () => {
  const paced = () => {
    let reads = 0
    const spaced = new Spaced(
      () => {
        reads += 1
      },
      () => Date.now(),
    )
    return { spaced, count: () => reads }
  }

  it('is read at once after the first one', () => {
    const { spaced, count } = paced()
    spaced.ask()
    vi.advanceTimersByTime(0)
    expect(count()).toBe(1)
  })

  it('is read about twice a minute while they do not end, and not twelve hundred times an hour', () => {
    const { spaced, count } = paced()
    expect(readsIn(3_600, spaced, count)).toBeLessThan(130)
  })

  it('misses none: the last one is read too', () => {
    const { spaced, count } = paced()
    readsIn(10, spaced, count)
    const before = count()
    spaced.ask()
    vi.advanceTimersByTime(30_000)
    expect(count()).toBeGreaterThan(before)
  })

  it('is read at once again after a quiet while', () => {
    const { spaced, count } = paced()
    readsIn(60, spaced, count)
    vi.advanceTimersByTime(120_000)
    const before = count()
    spaced.ask()
    vi.advanceTimersByTime(0)
    expect(count()).toBe(before + 1)
  })
})
