import { type Entry, EventHeap } from './event-heap.ts'
import { type Random, seededRandom } from './random.ts'
import type { EventOptions } from './scheduler.ts'

/** What {@link Timeline.at} gives back. */
export interface Scheduled {
  readonly at: number
  /** Does nothing once the event has run. */
  cancel(): void
}

export interface Patience {
  /** So many real milliseconds an event may take before the later ones run beside it. 0: one turn of the process. */
  readonly patience?: number
  /** Gets what an event throws that was left. */
  readonly onError: (error: unknown) => void
}

/** So many events run before other work of the process (a request, a timer) gets its turn. */
const TURN = 2_000

/**
 * Discrete events on a virtual clock. Time stands still between events and jumps to the next one.
 * Events of one instant run in the order they were added, or, with a seed, in an order drawn from the seed.
 * `step`, `runUntil` and `runUntilIdle` jump: they wait for each event before the next one. They queue behind each other,
 * so an event must never await one of them. `keepPace` follows another clock, which waits for nobody: it leaves an event
 * that waits for something outside, and goes on.
 */
export class Timeline {
  #now: number
  #order = 0
  #ran = 0
  #running = false
  /** So many of {@link atOnce} are under way. */
  #standing = 0
  #turn: Promise<unknown> = Promise.resolve()
  #followed: (() => number) | undefined
  #onEarlier: (() => void) | undefined
  readonly #heap = new EventHeap()
  /** The events that were left, and are not over. */
  readonly #left = new Set<Promise<void>>()
  readonly #draw: Random | undefined

  constructor({ startAt, seed }: { readonly startAt: number; readonly seed?: string | number }) {
    this.#now = startAt
    this.#draw = seed === undefined ? undefined : seededRandom(seed)
  }

  /** Milliseconds since 1970. */
  now(): number {
    if (this.#followed !== undefined && !this.#running && this.#standing === 0)
      this.#advance(this.#followed())
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
    return this.#jump(async () => (await this.#runFirst()) !== undefined)
  }

  /** The same, up to the next event that is not a passing one. */
  stepToStop(): Promise<boolean> {
    return this.#jump(async () => {
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
    return this.#jump(async () => {
      const count = await this.#runWhile((next) => next.at <= time)
      this.#advance(time)
      return count
    })
  }

  /** Runs until no event is left and stands at the last one's time. Gives the number of events. */
  runUntilIdle(): Promise<number> {
    return this.#jump(() => this.#runWhile(() => true))
  }

  /**
   * As runUntil, but an event that is not over in time is left, and the later ones run beside it. Whoever jumps next waits
   * for it first.
   */
  keepPace(time: number, leave: Patience): Promise<number> {
    return this.#exclusively(async () => {
      const count = await this.#runWhile((next) => next.at <= time, leave)
      this.#advance(time)
      return count
    })
  }

  /** As step, but leaves the event as keepPace does. */
  stepKeepingPace(leave: Patience): Promise<boolean> {
    return this.#exclusively(async () => (await this.#runFirst(leave)) !== undefined)
  }

  /** Moves the clock forward without running anything: never back, never past an event that is due. */
  advance(time: number): void {
    if (!this.#running && this.#standing === 0) this.#advance(time)
  }

  /** Between events too, the clock stands still while this runs, and until it settles if it is a promise. */
  atOnce<Result>(run: () => Result): Result {
    this.now()
    this.#standing += 1
    const end = (): void => {
      this.#standing -= 1
    }
    let result: Result
    try {
      result = run()
    } catch (error) {
      end()
      throw error
    }
    if (result instanceof Promise) result.then(end, end)
    else end()
    return result
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

  async #runFirst(leave?: Patience): Promise<Entry | undefined> {
    const entry = this.#heap.takeFirst()
    const running = entry === undefined ? undefined : this.#run(entry)
    if (running !== undefined) await this.#end(running, leave)
    return entry
  }

  async #runWhile(due: (next: Entry) => boolean, leave?: Patience): Promise<number> {
    let count = 0
    for (;;) {
      const next = this.#heap.first()
      if (next === undefined || !due(next)) return count
      this.#heap.takeFirst()
      const running = this.#run(next)
      if (running !== undefined) {
        if (leave !== undefined) await this.#end(running, leave)
        // The same without a promise of its own: this is where nearly all time goes.
        else
          try {
            await running
          } finally {
            this.#running = false
          }
      }
      count += 1
      if (count % TURN === 0) await oneTurn()
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
    if (outcome instanceof Promise) return outcome
    this.#running = false
    return undefined
  }

  async #end(running: Promise<void>, leave: Patience | undefined): Promise<void> {
    try {
      if (leave === undefined) await running
      else if (!(await isOver(running, leave.patience ?? 0))) this.#leave(running, leave.onError)
    } finally {
      this.#running = false
    }
  }

  #leave(running: Promise<void>, onError: (error: unknown) => void): void {
    const left = running.catch(onError).finally(() => this.#left.delete(left))
    this.#left.add(left)
  }

  #jump<Result>(work: () => Promise<Result>): Promise<Result> {
    return this.#exclusively(async () => {
      while (this.#left.size > 0) await Promise.all(this.#left)
      return work()
    })
  }

  #exclusively<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#turn.then(work)
    this.#turn = result.catch(() => undefined)
    return result
  }
}

/** One turn of the process: everything that waits for nothing outside is over by then. */
export const oneTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Whether it is over after one turn, or after so many real milliseconds. Rejects with what it rejects with until then. */
const isOver = async (running: Promise<void>, patience: number): Promise<boolean> => {
  const ended = running.then(() => true)
  if (await Promise.race([ended, oneTurn().then(() => false)])) return true
  if (patience === 0) return false
  const { promise: late, resolve } = Promise.withResolvers<boolean>()
  const timer = setTimeout(resolve, patience, false)
  try {
    return await Promise.race([ended, late])
  } finally {
    clearTimeout(timer)
  }
}
