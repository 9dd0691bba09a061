import type { MatterId, SlotId } from '../ids.ts'
import { nextDaytime } from '../rule-book/quiet-hours.ts'
import type { RuleBook } from '../rule-book/rule-book.ts'
import { DAY, type Instant, later, MINUTE, plus, secondsUntil } from '../time/instant.ts'
import { type SlotTimes, slotsOf } from './calendar.ts'
import { type Awaiting, type Isolation, isOpen, type Slot, secondMeasurement } from './isolation.ts'

/** What the isolation workflow does next. Its Choices route on `do`; it includes every instant they need. */
export type Next =
  | { readonly do: 'welcome'; readonly at: Instant }
  | {
      readonly do: 'ask'
      readonly slot: SlotId
      readonly attempt: number
      readonly at: Instant
      readonly seconds: number
    }
  | {
      readonly do: 'remind'
      readonly slot: SlotId
      readonly attempt: number
      readonly at: Instant
      readonly seconds: number
    }
  | { readonly do: 'judge_the_silence'; readonly slot: SlotId; readonly at: Instant }
  | { readonly do: 'measure_again'; readonly at: Instant; readonly matter: MatterId }
  | {
      readonly do: 'await_the_doctor'
      readonly at: Instant
      readonly seconds: number
      readonly matter: MatterId
    }
  | { readonly do: 'wait_for_the_worker'; readonly at: Instant }
  | { readonly do: 'review'; readonly at: Instant }
  | {
      readonly do: 'await_the_decision'
      readonly at: Instant
      readonly seconds: number
      readonly matter: MatterId
    }
  | { readonly do: 'release'; readonly at: Instant }
  | { readonly do: 'end'; readonly at: Instant }

/** How long the workflow waits for a person before it looks at the record again. The matter's own ladder is faster. */
const LOOK_AGAIN = DAY

/** The shortest wait of a callback, so that a clock slightly ahead cannot make the workflow loop. */
const SHORTEST_WAIT = 1

interface Due {
  readonly slot: SlotTimes
  /** Absent: nobody has been asked yet. */
  readonly asked?: Extract<Slot, { state: 'asked' }>
}

const firstOpen = (isolation: Isolation, slots: readonly SlotTimes[]): Due | undefined => {
  for (const slot of slots) {
    const known = isolation.slots[slot.id]
    if (known === undefined) return { slot }
    if (known.state === 'asked') return { slot, asked: known }
  }
  return undefined
}

const inSlot = ({ slot, asked }: Due, now: Instant): Next => {
  if (now >= slot.closesAt) return { do: 'judge_the_silence', slot: slot.id, at: now }
  const at = later(now, slot.opensAt)
  const deadline = slot.remindersAt.find((reminder) => reminder > at) ?? slot.closesAt
  const wait = { slot: slot.id, at, seconds: Math.max(SHORTEST_WAIT, secondsUntil(at, deadline)) }
  if (asked === undefined) return { do: 'ask', attempt: 0, ...wait }
  const reminder = slot.remindersAt.findLastIndex((due) => due > asked.at && due <= now)
  if (reminder >= 0) return { do: 'remind', attempt: reminder + 1, ...wait }
  return { do: asked.attempt === 0 ? 'ask' : 'remind', attempt: asked.attempt, ...wait }
}

/**
 * The worker may still be looking into a last slot missed in the evening when the period ends. The review waits until
 * the worker's time is over, and then for the day: nobody is held, or told so at night, while a report may still come.
 */
const workerUntil = (isolation: Isolation, book: RuleBook, last: SlotTimes | undefined): Instant => {
  const none = isolation.registeredAt
  if (last === undefined || isolation.slots[last.id]?.state !== 'missed') return none
  const looking = Object.values(isolation.matters).find(
    ({ kind }) => kind === 'silence' || kind === 'unreachable',
  )
  const [first] = looking === undefined ? [] : book.ladders[looking.kind]
  if (first === undefined) return none
  return nextDaytime(plus(last.closesAt, first.dueMinutes * MINUTE), book, isolation.zone)
}

const afterSlots = (
  isolation: Isolation,
  book: RuleBook,
  last: SlotTimes | undefined,
  now: Instant,
): Next => {
  const until = workerUntil(isolation, book, last)
  return until > now ? { do: 'wait_for_the_worker', at: until } : { do: 'review', at: now }
}
/**
 * Somebody registered in the quiet hours is welcomed by day; a fever does not wait. Now: there is nothing to wait for.
 */
const welcomeAt = (isolation: Isolation, book: RuleBook, now: Instant): Instant =>
  isolation.welcomed || !isOpen(isolation) || isolation.status.name === 'referred'
    ? now
    : nextDaytime(now, book, isolation.zone)

/**
 * The next step of an isolation, from its record alone. Any step may ask at any time, twice or after a crash: the
 * answer depends only on the record and the clock.
 */
export const planNext = (isolation: Isolation, book: RuleBook, now: Instant): Next => {
  const { status } = isolation
  const day = welcomeAt(isolation, book, now)
  if (day > now) return { do: 'welcome', at: day }
  switch (status.name) {
    case 'released':
    case 'ended':
      return { do: 'end', at: now }
    case 'approved':
      return { do: 'release', at: later(now, status.releaseAt) }
    case 'under_review':
      return { do: 'await_the_decision', at: now, seconds: LOOK_AGAIN / 1000, matter: status.matter }
    case 'referred':
      return status.measureAgainAt === undefined
        ? { do: 'await_the_doctor', at: now, seconds: LOOK_AGAIN / 1000, matter: status.matter }
        : { do: 'measure_again', at: later(now, status.measureAgainAt), matter: status.matter }
    case 'following': {
      const slots = slotsOf(isolation, book)
      const due = firstOpen(isolation, slots)
      const next = due === undefined ? afterSlots(isolation, book, slots.at(-1), now) : inSlot(due, now)
      const again = secondMeasurement(isolation)
      // If the slot is asked earlier or waits for its answer, that answer is the second reading.
      const isFirst =
        again !== undefined && due?.asked === undefined && (due === undefined || again.at < next.at)
      return isFirst ? { do: 'measure_again', at: later(now, again.at), matter: again.matter } : next
    }
  }
}

/** What an isolation waits for while the workflow does this step. null: it is over. */
export const awaitingOf = (next: Next): Awaiting | null => {
  switch (next.do) {
    case 'welcome':
      return { for: 'welcome', at: next.at }
    case 'ask':
    case 'remind':
      return { for: 'slot', slot: next.slot, at: next.at }
    case 'judge_the_silence':
      return { for: 'slot', slot: next.slot, at: next.at }
    case 'measure_again':
      return { for: 'second_measurement', matter: next.matter, at: next.at }
    case 'await_the_doctor':
    case 'await_the_decision':
      return { for: 'person', matter: next.matter, at: plus(next.at, next.seconds * 1000) }
    case 'wait_for_the_worker':
    case 'review':
      return { for: 'review', at: next.at }
    case 'release':
      return { for: 'release', at: next.at }
    case 'end':
      return null
  }
}

/** What it waits for once the prompt or reminder is sent. */
export const awaitingReport = (next: Extract<Next, { do: 'ask' | 'remind' }>, now: Instant): Awaiting => ({
  for: 'report',
  slot: next.slot,
  attempt: next.attempt,
  at: plus(now, next.seconds * 1000),
})
