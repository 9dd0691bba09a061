import { type Entry, EventHeap } from './event-heap.ts'
import { type Random, seededRandom } from './random.ts'
import type { EventOptions } from './scheduler.ts'

/** What {@link Timeline.at} gives back. */
export interface Scheduled {
  readonly at: number
  /** Does nothing once the event has run. */
  cancel(): void
}

/** So many events run before other work of the process (a request, a timer) gets its turn. */
const TURN = 2_000

/**
 * Discrete events on a virtual clock. Time stands still between events and jumps to the next one.
 * Events of one instant run in the order they were added, or, with a seed, in an order drawn from the seed.
 * Only one event runs at a time: `step`, `runUntil` and `runUntilIdle` queue behind each other, so an event must
 * never await one of them.
 */
export class Timeline {
  #now: number
  #order = 0
  #ran = 0
  #running = false
  #turn: Promise<unknown> = Promise.resolve()
  #followed: (() => number) | undefined
  #onEarlier: (() => void) | undefined
  readonly #heap = new EventHeap()
  readonly #draw: Random | undefined

  constructor({ startAt, seed }: { readonly startAt: number; readonly seed?: string | number }) {
    this.#now = startAt
    this.#draw = seed === undefined ? undefined : seededRandom(seed)
  }

  /** Milliseconds since 1970. */
  now(): number {
    if (this.#followed !== undefined && !this.#running) this.#advance(this.#followed())
    return this.#now
  }

  /** A time that has passed means now. */
  at(time: number, run: () => void | Promise<void>, { isPassing = false }: EventOptions = {}): Scheduled {
    if (Number.isNaN(time)) throw new RangeError('an event needs a time, got NaN')
    const tie = this.#draw === undefined ? 0 : this.#draw()
    this.#order += 1
    const at = Math.max(time, this.now())
    const entry: Entry = { at, tie, order: this.#order, run, isPassing, slot: 0 }
    this.#heap.add(entry)
    if (this.#onEarlier !== undefined && entry.slot === 0) this.#onEarlier()
    return { at: entry.at, cancel: () => void this.#heap.remove(entry) }
  }

  /** When the next event is due. */
  nextAt(): number | undefined {
    return this.#heap.first()?.at
  }

  get pending(): number {
    return this.#heap.size
  }

  /** How many events have run, the one that is running among them. */
  get ran(): number {
    return this.#ran
  }

  /** Jumps to the next event and runs it. False: there is none. Rejects with what the event throws. */
  step(): Promise<boolean> {
    return this.#exclusively(async () => (await this.#runFirst()) !== undefined)
  }

  /** The same, up to the next event that is not a passing one. */
  stepToStop(): Promise<boolean> {
    return this.#exclusively(async () => {
      for (;;) {
        const ran = await this.#runFirst()
        if (ran?.isPassing !== true) return ran !== undefined
      }
    })
  }

  /**
   * Runs every event up to and including this time, then stands at it. Gives the number of events.
   * Rejects with what an event throws; the later events stay queued.
   */
  runUntil(time: number): Promise<number> {
    return this.#exclusively(async () => {
      const count = await this.#runWhile((next) => next.at <= time)
      this.#advance(time)
      return count
    })
  }

  /** Runs until no event is left and stands at the last one's time. Gives the number of events. */
  runUntilIdle(): Promise<number> {
    return this.#exclusively(() => this.#runWhile(() => true))
  }

  /** Moves the clock forward without running anything: never back, never past an event that is due. */
  advance(time: number): void {
    if (!this.#running) this.#advance(time)
  }

  /** Between events too, the clock stands still while this runs. */
  atOnce<Result>(run: () => Result): Result {
    if (this.#running) return run()
    this.now()
    this.#running = true
    try {
      return run()
    } finally {
      this.#running = false
    }
  }

  /** Between events, `now` follows this source as {@link advance} would. undefined: time stands still again. */
  follow(source: (() => number) | undefined): void {
    if (source === undefined && this.#followed !== undefined) this.now()
    this.#followed = source
  }

  /** Called whenever an event is added that comes before all others. */
  onEarlier(listener: (() => void) | undefined): void {
    this.#onEarlier = listener
  }

  #advance(time: number): void {
    const limit = this.#heap.first()?.at ?? Number.POSITIVE_INFINITY
    this.#now = Math.max(this.#now, Math.min(time, limit))
  }

  async #runFirst(): Promise<Entry | undefined> {
    const entry = this.#heap.takeFirst()
    if (entry !== undefined) await this.#run(entry)
    return entry
  }

  async #runWhile(due: (next: Entry) => boolean): Promise<number> {
    let count = 0
    for (;;) {
      const next = this.#heap.first()
      if (next === undefined || !due(next)) return count
      this.#heap.takeFirst()
      const running = this.#run(next)
      if (running !== undefined) await running
      count += 1
      if (count % TURN === 0) await otherWork()
    }
  }

  #run(entry: Entry): undefined | Promise<void> {
    this.#now = Math.max(this.#now, entry.at)
    this.#ran += 1
    this.#running = true
    let outcome: void | Promise<void>
    try {
      outcome = entry.run()
    } catch (error) {
      this.#running = false
      throw error
    }
    if (outcome instanceof Promise) return this.#settle(outcome)
    this.#running = false
    return undefined
  }

  async #settle(outcome: Promise<void>): Promise<void> {
    try {
      await outcome
    } finally {
      this.#running = false
    }
  }

  #exclusively<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#turn.then(work)
    this.#turn = result.catch(() => undefined)
    return result
  }
}

const otherWork = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))
