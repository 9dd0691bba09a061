import { Pacer } from 'local-step-functions/pacer'
import type { Timeline } from 'local-step-functions/timeline'
import * as z from 'zod/mini'
import { type Instant, instant, milliseconds, plus } from '../../core/time/instant.ts'
import { InstantSchema } from '../../core/time/instant-schema.ts'
import type { LocalState } from '../sqlite/local-state.ts'

/** The highest speed of the clock. */
export const FASTEST = 100_000

/** The saved state of the clock. */
export const ClockState = z.strictObject({
  now: InstantSchema,
  /** What the real clock showed then. */
  wall: InstantSchema,
  speed: z.number(),
  paused: z.boolean(),
})
export type ClockState = z.infer<typeof ClockState>

const NAME = 'clock'

/** undefined: this record has not run yet. */
export const readClock = (state: LocalState): ClockState | undefined => {
  const value = state.get(NAME)
  return value === undefined ? undefined : ClockState.parse(value)
}

/**
 * The instant that a restarted clock must catch up to: one that ran in real time has missed the time since; a
 * paused or faster one has missed nothing.
 */
export const resumeAt = (saved: ClockState, pace: Pace, wall: number): Instant => {
  const followed = !saved.paused && saved.speed === 1 && !pace.paused && pace.speed === 1
  return followed ? plus(saved.now, Math.max(0, wall - milliseconds(saved.wall))) : saved.now
}

export interface Pace {
  /** Virtual seconds in a real second, also of a paused clock. */
  readonly speed: number
  readonly paused: boolean
}

export interface LocalClockOptions {
  readonly timeline: Timeline
  readonly state: LocalState
  /** Milliseconds of the real clock. */
  readonly wallClock: () => number
  readonly onError: (error: unknown) => void
  readonly onSetBack?: (milliseconds: number) => void
  /** The speed after the start. */
  readonly pace: Pace
}

/** The clock of the local system: real time, faster, paused, or run to an instant. */
export class LocalClock {
  readonly #timeline: Timeline
  readonly #state: LocalState
  readonly #wallClock: () => number
  readonly #pacer: Pacer
  readonly #saving: NodeJS.Timeout
  #pace: Pace
  readonly #onError: (error: unknown) => void
  #catchingUpTo: Instant | undefined
  #saved = ''

  constructor(options: LocalClockOptions) {
    this.#timeline = options.timeline
    this.#state = options.state
    this.#wallClock = options.wallClock
    this.#pace = options.pace
    this.#onError = options.onError
    this.#pacer = new Pacer(options)
    this.#saving = setInterval(() => this.#trySave(), 1000)
    this.#saving.unref()
  }

  get speed(): number {
    return this.#pace.speed
  }

  get paused(): boolean {
    return this.#pace.paused
  }

  now(): Instant {
    return instant(this.#timeline.now())
  }

  nextEventAt(): Instant | undefined {
    const next = this.#timeline.nextAt()
    return next === undefined ? undefined : instant(next)
  }

  /** Runs, in order, what was missed while the system was stopped. */
  async catchUp(to: Instant): Promise<void> {
    this.#catchingUpTo = to
    await this.runUntil(to)
    this.#catchingUpTo = undefined
  }

  set(pace: Pace): void {
    this.#pace = pace
    if (pace.paused) this.#pacer.pause()
    else this.#pacer.run(pace.speed)
    this.save()
  }

  /** Jumps to the next event and runs it. False: there is none. */
  async step(): Promise<boolean> {
    const ran = await this.#pacer.step()
    this.save()
    return ran
  }

  async runUntil(at: Instant): Promise<void> {
    await this.#pacer.runUntil(milliseconds(at))
    this.save()
  }

  /** Runs what is due now, also when the clock is paused. */
  async runDue(): Promise<void> {
    await this.runUntil(this.now())
  }

  /**
   * Saves the time. Called before every write to the record, so that after a crash the clock is never behind the
   * record.
   */
  save(): void {
    const now = this.now()
    const key = JSON.stringify([now, this.#pace])
    if (key === this.#saved) return
    // After a sleep of the computer the pace is ahead of what has run, and so is the start that catches up.
    const reached = Math.max(this.#pacer.reached, milliseconds(this.#catchingUpTo ?? now))
    const missing = reached - milliseconds(now)
    const wall = instant(this.#wallClock() - Math.max(0, missing))
    this.#state.set(NAME, { now, wall, ...this.#pace })
    this.#saved = key
  }

  /** A full disk must not end the process: the next second tries again. */
  #trySave(): void {
    try {
      this.save()
    } catch (error) {
      this.#onError(error)
    }
  }

  /** Stops at once and writes nothing: the start has failed. */
  discard(): void {
    clearInterval(this.#saving)
    this.#pacer.pause()
  }

  /** Stops after the running work. */
  async close(): Promise<void> {
    clearInterval(this.#saving)
    this.#pacer.pause()
    await this.#timeline.runUntil(this.#timeline.now())
    this.#saved = ''
    this.save()
  }
}
