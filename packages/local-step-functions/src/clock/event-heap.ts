/** One entry of the queue. `slot` is its place in the heap, so that cancelling removes it at once. */
export interface Entry {
  readonly at: number
  /** Decides between entries of the same instant, before `order` does. */
  readonly tie: number
  readonly order: number
  readonly run: () => void | Promise<void>
  /** Nobody waits to see it: a single step passes over it. */
  readonly isPassing: boolean
  slot: number
}

const GONE = -1

const precedes = (a: Entry, b: Entry): boolean => {
  if (a.at !== b.at) return a.at < b.at
  return a.tie === b.tie ? a.order < b.order : a.tie < b.tie
}

/** A binary heap, earliest entry first, with removal from anywhere. */
export class EventHeap {
  readonly #entries: Entry[] = []

  get size(): number {
    return this.#entries.length
  }

  first(): Entry | undefined {
    return this.#entries[0]
  }

  add(entry: Entry): void {
    this.#entries.push(entry)
    this.#rise(entry, this.#entries.length - 1)
  }

  takeFirst(): Entry | undefined {
    const first = this.#entries[0]
    if (first !== undefined) this.remove(first)
    return first
  }

  /** False: it has run or was removed before. */
  remove(entry: Entry): boolean {
    const slot = entry.slot
    if (slot === GONE) return false
    entry.slot = GONE
    const last = this.#entries.pop()
    if (last !== undefined && last !== entry) {
      this.#rise(last, slot)
      this.#sink(last, last.slot)
    }
    return true
  }

  #rise(entry: Entry, from: number): void {
    let slot = from
    while (slot > 0) {
      const above = (slot - 1) >> 1
      const parent = this.#entries[above]
      if (parent === undefined || !precedes(entry, parent)) break
      this.#put(parent, slot)
      slot = above
    }
    this.#put(entry, slot)
  }

  #sink(entry: Entry, from: number): void {
    let slot = from
    for (;;) {
      const left = this.#entries[2 * slot + 1]
      const right = this.#entries[2 * slot + 2]
      const child = left !== undefined && right !== undefined && precedes(right, left) ? right : left
      if (child === undefined || !precedes(child, entry)) break
      const below = child.slot
      this.#put(child, slot)
      slot = below
    }
    this.#put(entry, slot)
  }

  #put(entry: Entry, slot: number): void {
    this.#entries[slot] = entry
    entry.slot = slot
  }
}
