import type { Budget } from './budget.ts'
import type { Message } from './message.ts'

/**
 * Messages that go out while a budget has a use left: all of them for one use, or none. `writer`: the budget of answers
 * to the number that wrote.
 */
export interface Budgeted {
  readonly paidFrom: Budget | 'writer'
  readonly messages: readonly Message[]
}

/** A message that goes out in any case, or some that a budget pays for. */
export type Outgoing = Message | Budgeted
