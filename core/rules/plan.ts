import type { EscalationId, SlotId } from '../domain/ids.ts'
import type { Awaiting, Isolation } from '../domain/isolation.ts'
import type { RuleBook } from '../domain/rule-book.ts'
import { DAY, type Instant, later, plus, secondsUntil } from '../instant.ts'
import { type SlotTimes, slotsOf } from './calendar.ts'

/** What the isolation workflow does next. Its Choice state routes on `do`; every instant it needs is here. */
export type Next =
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
  | { readonly do: 'judge the silence'; readonly slot: SlotId; readonly at: Instant }
  | { readonly do: 'measure again'; readonly at: Instant; readonly matter: EscalationId }
  | {
      readonly do: 'await the doctor'
      readonly at: Instant
      readonly seconds: number
      readonly matter: EscalationId
    }
  | { readonly do: 'review'; readonly at: Instant }
  | {
      readonly do: 'await the decision'
      readonly at: Instant
      readonly seconds: number
      readonly matter: EscalationId
    }
  | { readonly do: 'release'; readonly at: Instant }
  | { readonly do: 'end'; readonly at: Instant }

/** How long the workflow waits for a person before it looks at the record again. The matter's own ladder is faster. */
const LOOK_AGAIN = DAY

/** A callback never waits less, so that a clock a little ahead cannot make the workflow spin. */
const SHORTEST_WAIT = 1

const firstOpen = (isolation: Isolation, slots: readonly SlotTimes[]): SlotTimes | undefined =>
  slots.find((slot) => {
    const known = isolation.slots[slot.id]
    return known === undefined || known.state === 'asked'
  })

const inSlot = (isolation: Isolation, slot: SlotTimes, now: Instant): Next => {
  const known = isolation.slots[slot.id]
  const deadlines = [...slot.remindersAt, slot.closesAt]
  const secondsAfter = (from: Instant): number =>
    Math.max(
      SHORTEST_WAIT,
      secondsUntil(from, deadlines.find((deadline) => deadline > from) ?? slot.closesAt),
    )
  if (known === undefined) {
    const at = later(now, slot.opensAt)
    return { do: 'ask', slot: slot.id, attempt: 0, at, seconds: secondsAfter(at) }
  }
  if (now >= slot.closesAt) return { do: 'judge the silence', slot: slot.id, at: now }
  const asked = known.state === 'asked' ? known : { attempt: 0, at: slot.opensAt }
  const reminder = slot.remindersAt.findLastIndex((at) => at > asked.at && at <= now)
  if (reminder >= 0)
    return { do: 'remind', slot: slot.id, attempt: reminder + 1, at: now, seconds: secondsAfter(now) }
  return {
    do: asked.attempt === 0 ? 'ask' : 'remind',
    slot: slot.id,
    attempt: asked.attempt,
    at: now,
    seconds: secondsAfter(now),
  }
}

/**
 * The next step of an isolation, from its record alone. Any step may ask at any time, twice or after a crash:
 * the answer depends only on what has been recorded and on the clock.
 */
export const planNext = (isolation: Isolation, book: RuleBook, now: Instant): Next => {
  const { status } = isolation
  switch (status.name) {
    case 'released':
    case 'ended':
      return { do: 'end', at: now }
    case 'approved':
      return { do: 'release', at: later(now, status.releaseAt) }
    case 'under review':
      return { do: 'await the decision', at: now, seconds: LOOK_AGAIN / 1000, matter: status.matter }
    case 'referred':
      return status.measureAgainAt === undefined
        ? { do: 'await the doctor', at: now, seconds: LOOK_AGAIN / 1000, matter: status.matter }
        : { do: 'measure again', at: later(now, status.measureAgainAt), matter: status.matter }
    case 'following': {
      const slot = firstOpen(isolation, slotsOf(isolation, book))
      if (slot === undefined) return { do: 'review', at: now }
      if (isolation.slots[slot.id] === undefined && now >= slot.closesAt)
        return { do: 'judge the silence', slot: slot.id, at: now }
      return inSlot(isolation, slot, now)
    }
  }
}

/** What an isolation waits for while the workflow is about to do this. undefined: for nothing, it is over. */
export const awaitingOf = (next: Next): Awaiting | null => {
  switch (next.do) {
    case 'ask':
    case 'remind':
      return { for: 'slot', slot: next.slot, at: next.at }
    case 'judge the silence':
      return { for: 'slot', slot: next.slot, at: next.at }
    case 'measure again':
      return { for: 'second measurement', matter: next.matter, at: next.at }
    case 'await the doctor':
    case 'await the decision':
      return { for: 'person', matter: next.matter, at: plus(next.at, next.seconds * 1000) }
    case 'review':
      return { for: 'review', at: next.at }
    case 'release':
      return { for: 'release', at: next.at }
    case 'end':
      return null
  }
}

/** What it waits for once the prompt or reminder is out. */
export const awaitingReport = (next: Extract<Next, { do: 'ask' | 'remind' }>, now: Instant): Awaiting => ({
  for: 'report',
  slot: next.slot,
  attempt: next.attempt,
  at: plus(now, next.seconds * 1000),
})
