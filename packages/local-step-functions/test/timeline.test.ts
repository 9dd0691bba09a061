import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Timeline } from '../src/clock/timeline.ts'

describe('a timeline', () => {
  it('stands still between events while something is done at once, and counts the events', async () => {
    const timeline = new Timeline({ startAt: 0 })
    let wall = 0
    timeline.follow(() => {
      wall += 1
      return wall
    })
    const read = () => [timeline.now(), timeline.now()]
    const [first = 0, second = 0] = read()
    expect(second).toBeGreaterThan(first)
    const [third, fourth] = timeline.atOnce(read)
    expect(fourth).toBe(third)
    expect(timeline.now()).toBeGreaterThan(fourth ?? 0)
    timeline.at(100, () => undefined)
    timeline.at(100, () => expect(timeline.ran).toBe(2))
    await timeline.runUntilIdle()
    expect(timeline.ran).toBe(2)
  })

  it('runs events in the order of their time', async () => {
    const timeline = new Timeline({ startAt: 0 })
    const ran: number[] = []
    for (const at of [30, 10, 20]) timeline.at(at, () => void ran.push(at))
    await timeline.runUntilIdle()
    expect(ran).toEqual([10, 20, 30])
  })

  it('runs events of one instant in the order they were added', async () => {
    const timeline = new Timeline({ startAt: 0 })
    const ran: string[] = []
    for (const name of ['a', 'b', 'c', 'd']) timeline.at(5, () => void ran.push(name))
    await timeline.runUntilIdle()
    expect(ran).toEqual(['a', 'b', 'c', 'd'])
  })

  it('jumps to the time of the event it runs', async () => {
    const timeline = new Timeline({ startAt: 100 })
    timeline.at(5_000, () => undefined)
    expect(timeline.now()).toBe(100)
    expect(await timeline.step()).toBe(true)
    expect(timeline.now()).toBe(5_000)
    expect(await timeline.step()).toBe(false)
  })

  it('steps over what is only passed, and runs it on the way', async () => {
    const timeline = new Timeline({ startAt: 0 })
    const ran: string[] = []
    timeline.at(5, () => void ran.push('receipt'), { isPassing: true })
    timeline.at(10, () => void ran.push('prompt'))
    timeline.at(15, () => void ran.push('late receipt'), { isPassing: true })
    expect(await timeline.stepToStop()).toBe(true)
    expect([timeline.now(), ...ran]).toEqual([10, 'receipt', 'prompt'])
    expect(await timeline.stepToStop()).toBe(false)
    expect([timeline.now(), ...ran]).toEqual([15, 'receipt', 'prompt', 'late receipt'])
  })

  it('runs an event of the past now, not earlier', async () => {
    const timeline = new Timeline({ startAt: 100 })
    let at = 0
    timeline.at(7, () => {
      at = timeline.now()
    })
    await timeline.step()
    expect(at).toBe(100)
  })

  it('runs up to an instant, that instant included, and stands there', async () => {
    const timeline = new Timeline({ startAt: 0 })
    const ran: number[] = []
    for (const at of [10, 20, 21]) timeline.at(at, () => void ran.push(at))
    expect(await timeline.runUntil(20)).toBe(2)
    expect(ran).toEqual([10, 20])
    expect(timeline.now()).toBe(20)
    expect(timeline.nextAt()).toBe(21)
  })

  it('runs what an event adds for the same instant before it moves on', async () => {
    const timeline = new Timeline({ startAt: 0 })
    const ran: string[] = []
    timeline.at(10, () => {
      ran.push('first')
      timeline.at(10, () => void ran.push('added'))
    })
    timeline.at(10, () => void ran.push('second'))
    timeline.at(11, () => void ran.push('later'))
    await timeline.runUntilIdle()
    expect(ran).toEqual(['first', 'second', 'added', 'later'])
  })

  it('lets one event end before the next begins', async () => {
    const timeline = new Timeline({ startAt: 0 })
    const ran: string[] = []
    timeline.at(1, async () => {
      ran.push('begins')
      await new Promise((resolve) => setTimeout(resolve, 5))
      ran.push('ends')
    })
    timeline.at(1, () => void ran.push('next'))
    await timeline.runUntilIdle()
    expect(ran).toEqual(['begins', 'ends', 'next'])
  })

  it('queues a run behind the one that is under way', async () => {
    const timeline = new Timeline({ startAt: 0 })
    const ran: number[] = []
    for (const at of [10, 20, 30])
      timeline.at(at, async () => {
        await Promise.resolve()
        ran.push(at)
      })
    await Promise.all([timeline.runUntil(10), timeline.runUntil(20), timeline.step()])
    expect(ran).toEqual([10, 20, 30])
  })

  it('does not run an event that was cancelled, and forgets it', async () => {
    const timeline = new Timeline({ startAt: 0 })
    const ran: number[] = []
    const events = [1, 2, 3, 4, 5].map((at) => timeline.at(at, () => void ran.push(at)))
    events[0]?.cancel()
    events[3]?.cancel()
    events[3]?.cancel()
    expect(timeline.pending).toBe(3)
    await timeline.runUntilIdle()
    expect(ran).toEqual([2, 3, 5])
  })

  it('takes a cancellation that comes after the event as nothing', async () => {
    const timeline = new Timeline({ startAt: 0 })
    const ran: number[] = []
    const first = timeline.at(1, () => void ran.push(1))
    timeline.at(2, () => void ran.push(2))
    await timeline.step()
    first.cancel()
    await timeline.runUntilIdle()
    expect(ran).toEqual([1, 2])
  })

  it('hands on what an event throws, and keeps the later events', async () => {
    const timeline = new Timeline({ startAt: 0 })
    const ran: number[] = []
    timeline.at(1, () => {
      throw new RangeError('at one')
    })
    timeline.at(2, async () => {
      throw new RangeError('at two')
    })
    timeline.at(3, () => void ran.push(3))
    await expect(timeline.runUntil(10)).rejects.toThrow('at one')
    await expect(timeline.step()).rejects.toThrow('at two')
    await timeline.runUntilIdle()
    expect(ran).toEqual([3])
  })

  it('moves forward by hand, but never back and never past an event', () => {
    const timeline = new Timeline({ startAt: 10 })
    timeline.advance(20)
    expect(timeline.now()).toBe(20)
    timeline.advance(15)
    expect(timeline.now()).toBe(20)
    timeline.at(30, () => undefined)
    timeline.advance(40)
    expect(timeline.now()).toBe(30)
  })

  it('refuses a time that is not a number', () => {
    expect(() => new Timeline({ startAt: 0 }).at(Number.NaN, () => undefined)).toThrow(RangeError)
  })

  it('shuffles the events of one instant by the seed, the same way each time', async () => {
    const orderWith = async (seed: string): Promise<number[]> => {
      const timeline = new Timeline({ startAt: 0, seed })
      const ran: number[] = []
      for (let index = 0; index < 20; index += 1) timeline.at(5, () => void ran.push(index))
      timeline.at(4, () => void ran.push(-1))
      await timeline.runUntilIdle()
      return ran
    }
    const first = await orderWith('a')
    expect(await orderWith('a')).toEqual(first)
    expect(await orderWith('b')).not.toEqual(first)
    expect(first[0]).toBe(-1)
    expect(first.toSorted((a, b) => a - b)).toEqual(Array.from({ length: 21 }, (_, index) => index - 1))
  })

  it('runs whatever is added and not cancelled, once, in order', async () => {
    const plan = fc.array(fc.record({ at: fc.nat(50), cancel: fc.boolean() }), { maxLength: 200 })
    await fc.assert(
      fc.asyncProperty(plan, async (events) => {
        const timeline = new Timeline({ startAt: 0 })
        const ran: number[] = []
        const scheduled = events.map(({ at }, index) => timeline.at(at, () => void ran.push(index)))
        events.forEach(({ cancel }, index) => {
          if (cancel) scheduled[index]?.cancel()
        })
        await timeline.runUntilIdle()
        const expected = events
          .map(({ at, cancel }, index) => ({ at, cancel, index }))
          .filter(({ cancel }) => !cancel)
          .sort((a, b) => a.at - b.at || a.index - b.index)
          .map(({ index }) => index)
        expect(ran).toEqual(expected)
      }),
      { numRuns: 100 },
    )
  })

  it('runs 300,000 events, half of them cancelled, without a stall', async () => {
    const timeline = new Timeline({ startAt: 0 })
    let ran = 0
    let turns = 0
    let working = true
    const breathe = (): void => {
      turns += 1
      if (working) setImmediate(breathe)
    }
    setImmediate(breathe)
    for (let index = 0; index < 300_000; index += 1) {
      const event = timeline.at((index * 7919) % 100_000, () => {
        ran += 1
      })
      if (index % 2 === 0) event.cancel()
    }
    expect(timeline.pending).toBe(150_000)
    await timeline.runUntilIdle()
    working = false
    expect(ran).toBe(150_000)
    expect(turns).toBeGreaterThan(20)
  })
})

describe('a timeline that keeps pace with another clock', () => {
  const never = (): Promise<never> => new Promise(() => {})
  const onError = (error: unknown): void => {
    throw error
  }

  it('leaves an event that waits for something outside, and runs the later ones beside it', async () => {
    const timeline = new Timeline({ startAt: 0 })
    const ran: string[] = []
    timeline.at(1, never)
    timeline.at(1, () => void ran.push('beside it'))
    timeline.at(2, () => void ran.push('later'))
    expect(await timeline.keepPace(5, { onError })).toBe(3)
    expect([...ran, timeline.now()]).toEqual(['beside it', 'later', 5])
  })

  it('waits for what only waits for itself, as a jump does', async () => {
    const timeline = new Timeline({ startAt: 0 })
    const ran: string[] = []
    timeline.at(1, async () => {
      for (let turns = 0; turns < 100; turns += 1) await Promise.resolve()
      ran.push('first')
    })
    timeline.at(1, () => void ran.push('second'))
    await timeline.keepPace(1, { onError })
    expect(ran).toEqual(['first', 'second'])
  })

  it('waits as long as it is told to', async () => {
    const timeline = new Timeline({ startAt: 0 })
    const ran: string[] = []
    timeline.at(1, async () => {
      await new Promise((resolve) => setTimeout(resolve, 5))
      ran.push('slow')
    })
    timeline.at(1, () => void ran.push('next'))
    await timeline.keepPace(1, { patience: 10_000, onError })
    expect(ran).toEqual(['slow', 'next'])
  })

  it('hands on what an event throws, also one that was left', async () => {
    const timeline = new Timeline({ startAt: 0 })
    const errors: unknown[] = []
    timeline.at(1, async () => {
      await new Promise((resolve) => setTimeout(resolve, 2))
      throw new RangeError('left')
    })
    timeline.at(2, async () => {
      throw new RangeError('at once')
    })
    const leave = { onError: (error: unknown) => void errors.push(error) }
    await expect(timeline.keepPace(5, leave)).rejects.toThrow('at once')
    await timeline.runUntil(5)
    expect(errors).toEqual([new RangeError('left')])
  })

  it('is waited for by who jumps next', async () => {
    const timeline = new Timeline({ startAt: 0 })
    const ran: string[] = []
    timeline.at(1, async () => {
      await new Promise((resolve) => setTimeout(resolve, 5))
      ran.push(`left, at ${timeline.now()}`)
    })
    timeline.at(100, () => void ran.push('after the jump'))
    await timeline.keepPace(5, { onError })
    expect(ran).toEqual([])
    await timeline.runUntilIdle()
    expect(ran).toEqual(['left, at 5', 'after the jump'])
  })
})
