import type { Timeline } from './timeline.ts'

/** setTimeout fires at once beyond 2^31 - 1 ms (24.8 days); wake a little earlier and look again. */
const LONGEST_SLEEP = 2 ** 31 - 1

export interface PacerOptions {
  readonly timeline: Timeline
  /** Milliseconds of the real clock. */
  readonly wallClock: () => number
  /** Gets what an event throws; the pacer goes on with the next event. */
  readonly onError: (error: unknown) => void
}

/**
 * Drives a timeline: in real time, at N times real time, step by step, or on to an instant.
 * It begins paused. While it runs, the timeline's clock moves with the wall clock between events.
 */
export class Pacer {
  #rate = 0
  #wallAnchor = 0
  #virtualAnchor = 0
  #timer: NodeJS.Timeout | undefined
  #draining = false
  readonly #timeline: Timeline
  readonly #wallClock: () => number
  readonly #onError: (error: unknown) => void

  constructor({ timeline, wallClock, onError }: PacerOptions) {
    this.#timeline = timeline
    this.#wallClock = wallClock
    this.#onError = onError
    timeline.onEarlier(() => this.#sleep())
  }

  /** Virtual milliseconds per real millisecond; 0 while paused. */
  get rate(): number {
    return this.#rate
  }

  /** @throws RangeError unless the rate is a positive number */
  run(rate = 1): void {
    if (!(rate > 0 && Number.isFinite(rate))) throw new RangeError(`a pace must be above 0, got ${rate}`)
    this.#timeline.follow(undefined)
    this.#rate = rate
    this.#anchor()
    this.#timeline.follow(() => this.#virtualNow())
    this.#sleep()
  }

  pause(): void {
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

  /** Runs everything up to this time as fast as the machine can, then goes on at its pace from there. */
  async runUntil(time: number): Promise<void> {
    await this.#runAll(time)
    this.#afterJump()
  }

  #virtualNow(): number {
    return this.#virtualAnchor + (this.#wallClock() - this.#wallAnchor) * this.#rate
  }

  #anchor(): void {
    this.#wallAnchor = this.#wallClock()
    this.#virtualAnchor = this.#timeline.now()
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
    if (this.#rate === 0 || this.#draining || next === undefined) return
    const real = Math.ceil((next - this.#virtualNow()) / this.#rate)
    this.#timer = setTimeout(() => void this.#drain(), Math.min(Math.max(real, 0), LONGEST_SLEEP))
  }

  async #drain(): Promise<void> {
    this.#draining = true
    await this.#runAll(this.#virtualNow())
    this.#draining = false
    this.#sleep()
  }

  async #runAll(time: number): Promise<void> {
    for (;;) {
      try {
        await this.#timeline.runUntil(time)
        return
      } catch (error) {
        this.#onError(error)
      }
    }
  }
}
