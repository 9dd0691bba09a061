import { DAYS_BEFORE, usualOf } from '../../../core/line/line-checks.ts'
import type { Instant } from '../../../core/time/instant.ts'
import { DAY, MINUTE, milliseconds } from '../../../core/time/instant.ts'
import type { IsolationHistory } from '../history/isolation-histories.ts'
import { lateSpans } from '../history/late-spans.ts'

/** How often the line is sampled. */
const EVERY = 10 * MINUTE
const A_DAY = DAY / EVERY

/** How many spans cover each moment. */
class Coverage {
  readonly #from: number
  readonly #changes: number[]

  constructor(from: number, moments: number) {
    this.#from = from
    this.#changes = Array.from({ length: moments + 1 }, () => 0)
  }

  add(from: number, until: number): void {
    const [first, end] = [from, until].map((at) => this.#momentAt(at))
    if (first === undefined || end === undefined || first >= end) return
    this.#changes[first] = (this.#changes[first] ?? 0) + 1
    this.#changes[end] = (this.#changes[end] ?? 0) - 1
  }

  #momentAt(at: number): number {
    return Math.min(this.#changes.length - 1, Math.max(0, Math.ceil((at - this.#from) / EVERY)))
  }

  counts(): number[] {
    let sum = 0
    return this.#changes.map((change) => {
      sum += change
      return sum
    })
  }
}

export interface LineMinutes {
  readonly red: number
  readonly amber: number
  readonly green: number
}

/** How long the line was red, amber and green in a rehearsal, by the ledgers. */
export class LineOverTime {
  readonly #until: Instant
  readonly #open: Coverage
  readonly #late: Coverage
  readonly #beyond: Coverage
  readonly #moments: number
  readonly #from: number
  #followedSince = Number.POSITIVE_INFINITY

  constructor(from: Instant, until: Instant) {
    this.#from = milliseconds(from)
    this.#until = until
    this.#moments = Math.ceil((milliseconds(until) - this.#from) / EVERY)
    const coverage = () => new Coverage(this.#from, this.#moments)
    this.#open = coverage()
    this.#late = coverage()
    this.#beyond = coverage()
  }

  add(history: IsolationHistory): void {
    const { isolation, matters } = history
    const { status, registeredAt } = isolation
    const last = milliseconds(this.#until)
    const isOver = status.name === 'released' || status.name === 'ended'
    this.#open.add(milliseconds(registeredAt), isOver ? milliseconds(status.at) : last)
    this.#followedSince = Math.min(this.#followedSince, milliseconds(registeredAt))
    for (const matter of matters) {
      const { beyondAt, state } = matter
      if (beyondAt !== undefined)
        this.#beyond.add(milliseconds(beyondAt), state.name === 'settled' ? milliseconds(state.at) : last)
      for (const { from, until } of lateSpans(matter, history, this.#until))
        this.#late.add(milliseconds(from), milliseconds(until))
    }
  }

  minutes(): LineMinutes {
    const [open, late, beyond] = [this.#open.counts(), this.#late.counts(), this.#beyond.counts()]
    const moments = { red: 0, amber: 0, green: 0 }
    for (let moment = 0; moment < this.#moments; moment += 1)
      if ((late[moment] ?? 0) > 0) moments.red += 1
      else {
        const earlier = Array.from({ length: DAYS_BEFORE }, (_, days) => moment - (days + 1) * A_DAY)
        const known = earlier.filter((one) => this.#from + one * EVERY >= this.#followedSince)
        const { to } = usualOf(
          known.map((one) => beyond[one] ?? 0),
          open[moment] ?? 0,
        )
        moments[(beyond[moment] ?? 0) > to ? 'amber' : 'green'] += 1
      }
    const minutes = (count: number): number => (count * EVERY) / MINUTE
    return { red: minutes(moments.red), amber: minutes(moments.amber), green: minutes(moments.green) }
  }
}
