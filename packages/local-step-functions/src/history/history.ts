import type { JsonObject } from '../language/json.ts'
import type { EventDetail } from './history-events.ts'

/** An event as GetExecutionHistory gives it. */
export interface HistoryEvent extends JsonObject {
  /** Seconds since 1970. */
  timestamp: number
  type: string
  id: number
  previousEventId: number
}

/** AWS's hard limit. The event that ends the execution is the last of them. */
export const EVENT_LIMIT = 25_000

/** The events of one execution, rendered to JSON only when somebody reads them. */
export class History {
  #details: EventDetail[] = []
  #times: number[] | Float64Array = []
  #previous: number[] | Uint16Array = []

  get length(): number {
    return this.#details.length
  }

  /** Whether there is room left for an event besides the one that ends the execution. */
  get hasRoom(): boolean {
    return this.#details.length < EVENT_LIMIT - 1
  }

  /** Gives the event's id. @throws TypeError once sealed */
  add(detail: EventDetail, previousEventId: number, at: number): number {
    if (!Array.isArray(this.#times) || !Array.isArray(this.#previous))
      throw new TypeError('the history of a closed execution cannot grow')
    this.#times.push(at)
    this.#previous.push(previousEventId)
    return this.#details.push(detail)
  }

  /** The execution is over: keep what there is in less memory. */
  seal(): void {
    this.#times = Float64Array.from(this.#times)
    this.#previous = Uint16Array.from(this.#previous)
    this.#details = this.#details.slice()
  }

  /** @throws RangeError for an id that is not in the history */
  event(id: number, withData: boolean): HistoryEvent {
    const detail = this.#details[id - 1]
    const at = this.#times[id - 1]
    const previousEventId = this.#previous[id - 1]
    if (detail === undefined || at === undefined || previousEventId === undefined)
      throw new RangeError(`the history has ${this.length} events, none with the id ${id}`)
    return { timestamp: at / 1000, type: detail.type, id, previousEventId, ...detail.render(withData) }
  }
}
