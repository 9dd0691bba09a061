/** So soon again after the first change. */
const SOON = 1_500

/** While the changes do not end, as at eight o'clock, when every page of a community would be read at every change. */
const SELDOM = 30_000

/**
 * Reads again at the first change at once, and the longer the changes go on the more seldom; after a quiet while at once
 * again.
 */
export class Spaced {
  readonly #run: () => void
  readonly #now: () => number
  #gap = 0
  #ranAt = Number.NEGATIVE_INFINITY
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor(run: () => void, now = () => performance.now()) {
    this.#run = run
    this.#now = now
  }

  ask(): void {
    if (this.#timer !== undefined) return
    const since = this.#now() - this.#ranAt
    if (since > 2 * Math.max(this.#gap, SOON)) this.#gap = 0
    this.#timer = setTimeout(() => this.#go(), Math.max(0, this.#gap - since))
  }

  stop(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  #go(): void {
    this.#timer = undefined
    this.#ranAt = this.#now()
    this.#gap = Math.min(SELDOM, Math.max(SOON, this.#gap * 2))
    this.#run()
  }
}
