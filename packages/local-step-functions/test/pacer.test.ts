import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { Pacer } from '../src/clock/pacer.ts'
import { Timeline } from '../src/clock/timeline.ts'

const MINUTE = 60_000
const DAY = 1440 * MINUTE

describe('a pacer', () => {
  beforeEach(() => {
    vi.useFakeTimers({ now: 1_000_000 })
  })
  afterEach(() => {
    vi.useRealTimers()
  })

  const paced = () => {
    const timeline = new Timeline({ startAt: 0 })
    const errors: unknown[] = []
    const pacer = new Pacer({
      timeline,
      wallClock: () => Date.now(),
      onError: (error) => void errors.push(error),
    })
    const ran: number[] = []
    const at = (...times: readonly number[]): void => {
      for (const time of times) timeline.at(time, () => void ran.push(timeline.now()))
    }
    return { timeline, pacer, errors, ran, at }
  }

  it('stands still until it is told to run', async () => {
    const { timeline, pacer, ran, at } = paced()
    at(10)
    await vi.advanceTimersByTimeAsync(MINUTE)
    expect(ran).toEqual([])
    expect(timeline.now()).toBe(0)
    expect(pacer.rate).toBe(0)
  })

  it('runs in real time', async () => {
    const { timeline, pacer, ran, at } = paced()
    at(1_000, 3_000)
    pacer.run()
    await vi.advanceTimersByTimeAsync(999)
    expect(ran).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(ran).toEqual([1_000])
    await vi.advanceTimersByTimeAsync(1_500)
    expect(timeline.now()).toBe(2_500)
    await vi.advanceTimersByTimeAsync(500)
    expect(ran).toEqual([1_000, 3_000])
  })

  it('runs at many times real time', async () => {
    const { timeline, pacer, ran, at } = paced()
    at(DAY)
    pacer.run(1440)
    await vi.advanceTimersByTimeAsync(MINUTE - 1)
    expect(ran).toEqual([])
    await vi.advanceTimersByTimeAsync(1)
    expect(ran).toEqual([DAY])
    expect(timeline.now()).toBe(DAY)
  })

  it('wakes up earlier for an event that is added before the next one', async () => {
    const { pacer, ran, at } = paced()
    at(10_000)
    pacer.run()
    await vi.advanceTimersByTimeAsync(1_000)
    at(2_000)
    await vi.advanceTimersByTimeAsync(1_000)
    expect(ran).toEqual([2_000])
  })

  it('lets no event keep the others waiting, however long it waits for something outside', async () => {
    const { timeline, pacer, errors, ran, at } = paced()
    timeline.at(1_000, () => new Promise<void>(() => {}))
    at(1_000, 2_000)
    pacer.run()
    await vi.advanceTimersByTimeAsync(2_000)
    expect(ran).toEqual([1_000, 2_000])
    expect(errors).toEqual([])
  })

  it('lets who asks for what is due wait for no such event, either', async () => {
    const { timeline, pacer, ran, at } = paced()
    pacer.run()
    timeline.at(0, () => new Promise<void>(() => {}))
    at(0)
    const due = pacer.runUntil(timeline.now())
    await vi.advanceTimersByTimeAsync(1)
    await due
    expect(ran).toEqual([0])
  })

  it('notices within a minute that the computer slept, and catches up event by event', async () => {
    let asleep = 0
    const timeline = new Timeline({ startAt: 0 })
    const pacer = new Pacer({ timeline, wallClock: () => Date.now() - 1_000_000 + asleep, onError: () => {} })
    const ran: string[] = []
    for (const hour of [1, 24, 48])
      timeline.at(hour * 60 * MINUTE, async () => {
        ran.push(`${hour} begins`)
        await new Promise((resolve) => setTimeout(resolve, 100))
        ran.push(`${hour} ends`)
      })
    pacer.run()
    await vi.advanceTimersByTimeAsync(10_000)
    // The timers of a sleeping computer stand still, its clock does not.
    asleep = 3 * DAY
    await vi.advanceTimersByTimeAsync(MINUTE)
    expect(ran).toEqual(['1 begins', '1 ends', '24 begins', '24 ends', '48 begins', '48 ends'])
    expect(timeline.now()).toBeGreaterThan(3 * DAY)
  })

  it('keeps what it has slept through when it is told to run to an instant, and when it pauses', async () => {
    const { timeline, pacer, ran, at } = paced()
    at(DAY, 2 * DAY)
    pacer.run()
    vi.setSystemTime(Date.now() + 3 * DAY)
    await pacer.runUntil(timeline.now() + 60 * MINUTE)
    expect(ran).toEqual([DAY])
    expect(pacer.reached).toBeGreaterThanOrEqual(3 * DAY)
    pacer.pause()
    pacer.run()
    await vi.advanceTimersByTimeAsync(MINUTE)
    expect(ran).toEqual([DAY, 2 * DAY])
    expect(timeline.now()).toBeGreaterThan(3 * DAY)
  })

  it('goes on from where it is when the real clock is set back, and says by how much', async () => {
    const { timeline, ran, at } = paced()
    const back: number[] = []
    const pacer = new Pacer({
      timeline,
      wallClock: () => Date.now(),
      onError: () => {},
      onSetBack: (milliseconds) => void back.push(milliseconds),
    })
    at(2 * MINUTE, 5 * MINUTE)
    pacer.run()
    await vi.advanceTimersByTimeAsync(MINUTE)
    vi.setSystemTime(Date.now() - 6 * DAY)
    await vi.advanceTimersByTimeAsync(MINUTE)
    expect(back.length).toBe(1)
    expect(Math.abs((back[0] ?? 0) - 6 * DAY)).toBeLessThan(MINUTE)
    await vi.advanceTimersByTimeAsync(4 * MINUTE)
    expect(ran).toEqual([2 * MINUTE, 5 * MINUTE])
    expect(back.length).toBe(1)
  })

  it('pauses, and goes on from where it stood', async () => {
    const { timeline, pacer, ran, at } = paced()
    at(1_000)
    pacer.run()
    await vi.advanceTimersByTimeAsync(400)
    pacer.pause()
    await vi.advanceTimersByTimeAsync(DAY)
    expect(ran).toEqual([])
    expect(timeline.now()).toBe(400)
    pacer.run()
    await vi.advanceTimersByTimeAsync(600)
    expect(ran).toEqual([1_000])
  })

  it('steps to the next event while paused', async () => {
    const { timeline, pacer, ran, at } = paced()
    at(5 * DAY, 6 * DAY)
    expect(await pacer.step()).toBe(true)
    expect(ran).toEqual([5 * DAY])
    expect(timeline.now()).toBe(5 * DAY)
    expect(pacer.rate).toBe(0)
  })

  it('runs to an instant at once and goes on at its pace from there', async () => {
    const { timeline, pacer, ran, at } = paced()
    at(DAY, 2 * DAY + 1_000)
    pacer.run(2)
    await pacer.runUntil(2 * DAY)
    expect(ran).toEqual([DAY])
    expect(timeline.now()).toBe(2 * DAY)
    await vi.advanceTimersByTimeAsync(500)
    expect(ran).toEqual([DAY, 2 * DAY + 1_000])
  })

  it('reports what an event throws and goes on', async () => {
    const { timeline, pacer, errors, ran, at } = paced()
    timeline.at(1_000, () => {
      throw new Error('broken')
    })
    at(1_000, 2_000)
    pacer.run()
    await vi.advanceTimersByTimeAsync(2_000)
    expect(errors).toEqual([new Error('broken')])
    expect(ran).toEqual([1_000, 2_000])
  })

  it('reports what throws while it steps or runs to an instant', async () => {
    const { timeline, pacer, errors, ran, at } = paced()
    timeline.at(10, () => {
      throw new Error('first')
    })
    timeline.at(20, () => {
      throw new Error('second')
    })
    at(30)
    expect(await pacer.step()).toBe(true)
    await pacer.runUntil(30)
    expect(errors).toEqual([new Error('first'), new Error('second')])
    expect(ran).toEqual([30])
  })

  it('refuses a pace that is not above 0', () => {
    const { pacer } = paced()
    expect(() => pacer.run(0)).toThrow(RangeError)
    expect(() => pacer.run(-1)).toThrow(RangeError)
    expect(() => pacer.run(Number.POSITIVE_INFINITY)).toThrow(RangeError)
  })
})
