import type { Timeline } from './timeline.ts'

/** So long a computer that was asleep may stand before it is noticed: a timer counts only the time it was awake. */
const LONGEST_SLEEP = 30_000

/** Real milliseconds. Further behind than this, it catches up: each event is waited for, though not for ever. */
const BEHIND = 1_000
const PATIENCE_WHEN_BEHIND = 1_000

/** The real clock is corrected by less than this all the time. */
const SET_BACK = 1_000

export interface PacerOptions {
  readonly timeline: Timeline
  /** Milliseconds of the real clock. */
  readonly wallClock: () => number
  /** Gets what an event throws; the pacer goes on with the next event. */
  readonly onError: (error: unknown) => void
  /** The real clock went back by so many milliseconds. The timeline cannot: it goes on from where it is. */
  readonly onSetBack?: (milliseconds: number) => void
}

/**
 * Drives a timeline: in real time, at N times real time, step by step, or on to an instant.
 * It begins paused. While it runs, the timeline's clock moves with the wall clock between events.
 */
export class Pacer {
  #rate = 0
  #wallAnchor = 0
  #wallSeen = Number.NEGATIVE_INFINITY
  #virtualAnchor = 0
  #reachedAtPause = Number.NEGATIVE_INFINITY
  #timer: NodeJS.Timeout | undefined
  #draining = false
  readonly #timeline: Timeline
  readonly #wallClock: () => number
  readonly #onError: (error: unknown) => void
  readonly #onSetBack: ((milliseconds: number) => void) | undefined

  constructor({ timeline, wallClock, onError, onSetBack }: PacerOptions) {
    this.#timeline = timeline
    this.#wallClock = wallClock
    this.#onError = onError
    this.#onSetBack = onSetBack
    timeline.onEarlier(() => this.#sleep())
  }

  /** Virtual milliseconds per real millisecond; 0 while paused. */
  get rate(): number {
    return this.#rate
  }

  /** The time that the pace has come to. The timeline is behind it while events that were due have not run yet. */
  get reached(): number {
    return Math.max(this.#rate === 0 ? this.#reachedAtPause : this.#virtualNow(), this.#timeline.now())
  }

  /** @throws RangeError unless the rate is a positive number */
  run(rate = 1): void {
    if (!(rate > 0 && Number.isFinite(rate))) throw new RangeError(`a pace must be above 0, got ${rate}`)
    const { reached } = this
    this.#timeline.follow(undefined)
    this.#rate = rate
    this.#anchor(reached)
    this.#timeline.follow(() => this.#virtualNow())
    this.#sleep()
  }

  pause(): void {
    this.#reachedAtPause = this.reached
    this.#timeline.follow(undefined)
    this.#rate = 0
    this.#wake()
  }

  /** Jumps to the next event that is not a passing one and runs it, whatever the pace. False: there is none. */
  async step(): Promise<boolean> {
    try {
      return await this.#timeline.stepToStop()
    } catch (error) {
      this.#onError(error)
      return true
    } finally {
      this.#afterJump()
    }
  }

  /**
   * Runs everything up to this time as fast as the machine can, then goes on at its pace from there. While it keeps a
   * pace, a time that has come already is no jump, and nothing waits for an event that waits for the outside.
   */
  async runUntil(time: number): Promise<void> {
    if (this.#rate > 0 && time <= this.#timeline.now()) return this.#catchUp(time)
    await this.#runAll(() => this.#timeline.runUntil(time))
    this.#afterJump()
  }

  /** Where the pace has come, which may be ahead of the timeline: what is due between them has not run yet. */
  #virtualNow(): number {
    const wall = this.#wallClock()
    const back = this.#wallSeen - wall
    if (back > SET_BACK) {
      this.#virtualAnchor += (this.#wallSeen - this.#wallAnchor) * this.#rate
      this.#wallAnchor = wall
      this.#wallSeen = wall
      this.#onSetBack?.(back)
    }
    this.#wallSeen = Math.max(this.#wallSeen, wall)
    return this.#virtualAnchor + (wall - this.#wallAnchor) * this.#rate
  }

  /** What the pace has reached and the timeline has not, after a sleep of the computer, is not lost. */
  #anchor(reached: number): void {
    this.#wallAnchor = this.#wallClock()
    this.#wallSeen = this.#wallAnchor
    this.#virtualAnchor = reached
  }

  /** The timeline may now be ahead of the wall clock: the pace counts from here. */
  #afterJump(): void {
    if (this.#rate === 0) return
    this.run(this.#rate)
  }

  #wake(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  #sleep(): void {
    this.#wake()
    const next = this.#timeline.nextAt()
    if (this.#rate === 0 || this.#draining) return
    const real = next === undefined ? LONGEST_SLEEP : Math.ceil((next - this.#virtualNow()) / this.#rate)
    this.#timer = setTimeout(() => void this.#drain(), Math.min(Math.max(real, 0), LONGEST_SLEEP))
    if (next === undefined) this.#timer.unref()
  }

  async #drain(): Promise<void> {
    this.#draining = true
    await this.#catchUp(this.#virtualNow())
    this.#draining = false
    this.#sleep()
  }

  #catchUp(time: number): Promise<void> {
    const next = this.#timeline.nextAt() ?? time
    const isBehind = time - next > BEHIND * this.#rate
    const patience = isBehind ? PATIENCE_WHEN_BEHIND : 0
    return this.#runAll(() => this.#timeline.keepPace(time, { patience, onError: this.#onError }))
  }

  async #runAll(run: () => Promise<number>): Promise<void> {
    for (;;) {
      try {
        await run()
        return
      } catch (error) {
        this.#onError(error)
      }
    }
  }
}
