import type { Role } from '../community/community.ts'
import { nextDaytime } from '../rule-book/quiet-hours.ts'
import type { RuleBook, Rung, RungName } from '../rule-book/rule-book.ts'
import { DAY, earlier, type Instant, MINUTE, plus, secondsUntil } from '../time/instant.ts'
import type { Matter, OpenState } from './matter.ts'

/** What the escalation workflow does next. Its Choice state routes on `do` and `rung`. */
export type NextRung =
  | {
      readonly do: 'tell'
      readonly rung: RungName
      readonly round: number
      readonly at: Instant
      readonly seconds: number
    }
  | { readonly do: 'wait_for_the_day'; readonly at: Instant }
  | { readonly do: 'climb'; readonly at: Instant }
  | { readonly do: 'settled'; readonly at: Instant }

/** The roles that have to act on a rung. All of them must have seen it. */
export const rolesOf = (rung: RungName): readonly Role[] => {
  switch (rung) {
    case 'grid_worker':
      return ['grid_worker']
    case 'community':
      return ['community_administrator']
    case 'street_office':
      return ['street_office']
    case 'police_station':
      return ['police_station']
    case 'worker_and_doctor':
      return ['grid_worker', 'doctor']
    case 'community_and_doctor':
      return ['grid_worker', 'community_administrator', 'doctor']
    case 'hospital':
      return ['hospital']
  }
}

export type Step =
  /** Nothing to record: the rung is still due, or the matter is settled. */
  | { readonly step: 'stay'; readonly next: NextRung }
  /** The next rung, or the last one again, from now on. */
  | {
      readonly step: 'climb'
      readonly at: number
      readonly rung: Rung
      readonly round: number
      readonly dueAt: Instant
    }
  | { readonly step: 'wait'; readonly until: Instant }

/** What climbs a ladder: a matter, or a disruption. */
export interface OnLadder extends Pick<Matter, 'ladder' | 'absenceConfirmed' | 'officeConfirmed' | 'prompt'> {
  readonly id: string
  readonly state: OpenState | { readonly name: 'settled' }
}

/** Everyone on the present rung has said that they have seen it. */
export const seenByAll = ({ state }: Pick<OnLadder, 'state'>): boolean =>
  state.name === 'open' &&
  state.owners.length > 0 &&
  state.owners.every((owner) => state.acknowledged.some((by) => by.staff === owner.staff))

/** Somebody takes responsibility for calling the police. */
const isConfirmed = ({ absenceConfirmed, officeConfirmed }: OnLadder): boolean =>
  absenceConfirmed || officeConfirmed === true

const allowed = (rung: Rung, matter: OnLadder): boolean =>
  (rung.onlyIfAbsenceConfirmed !== true || isConfirmed(matter)) &&
  (rung.onlyIfDelivered !== true || isConfirmed(matter) || matter.prompt === 'delivered') &&
  (rung.onlyIfUnseen !== true || !seenByAll(matter))

const rungAhead = (matter: OnLadder, at: number): number =>
  matter.ladder.findIndex((rung, index) => index > at && allowed(rung, matter))

/** The rung after this one, as far as is known now. undefined: the same again, or none. */
export const rungAfter = (matter: Matter): Rung | undefined =>
  matter.state.name === 'settled' ? undefined : matter.ladder[rungAhead(matter, matter.state.at)]

/** The matter climbs before its due time: everyone has seen it, and the rung has climbsWhenSeen. */
export const climbsNow = (matter: Matter): boolean =>
  matter.state.name === 'open' && matter.ladder[matter.state.at]?.climbsWhenSeen === true && seenByAll(matter)

/** When an open matter needs the next action: its rung is due, or an unconfirmed answer is echoed again or lapses. */
export const nextMoment = ({ dueAt, unconfirmed = [] }: OpenState): Instant =>
  unconfirmed.reduce((first, { againAt, expiresAt }) => earlier(first, againAt ?? expiresAt), dueAt)

/** How long the workflow waits for an answer on this rung before it looks again. */
export const secondsToWait = (state: OpenState, now: Instant): number =>
  Math.max(1, secondsUntil(now, nextMoment(state)))

/** Decides whether a matter stays, climbs or waits for the day. Safe to repeat: a rung that was just reached stays. */
export const climb = (matter: OnLadder, book: RuleBook, zone: string, now: Instant): Step => {
  const { state } = matter
  if (state.name === 'settled') return { step: 'stay', next: { do: 'settled', at: now } }
  if (state.rung !== undefined && now < state.dueAt)
    return {
      step: 'stay',
      next: {
        do: 'tell',
        rung: state.rung,
        round: state.round,
        at: now,
        seconds: secondsToWait(state, now),
      },
    }
  const ahead = rungAhead(matter, state.at)
  const target = ahead >= 0 ? ahead : state.at
  const rung = matter.ladder[target]
  if (rung === undefined) throw new RangeError(`the ladder of ${matter.id} has no rung ${target}`)
  const byDay = rung.daytimeOnly === true && !matter.absenceConfirmed
  const from = byDay ? nextDaytime(now, book, zone) : now
  if (from > now) return { step: 'wait', until: from }
  return {
    step: 'climb',
    at: target,
    rung,
    round: ahead >= 0 ? 0 : state.round + 1,
    dueAt: plus(now, dueAfter(rung, ahead >= 0 ? 0 : state.round + 1)),
  }
}

/** The last rung is told again each time its due time passes, at most a day apart. */
const dueAfter = (rung: Rung, round: number): number =>
  Math.max(rung.dueMinutes * MINUTE, round > 3 ? DAY : 0)

/**
 * Nobody knows that the returnee received the prompt, and nobody takes responsibility: the office has to confirm before
 * the police are told. core/matter/lateness.ts says when this makes the line red.
 */
export const needsOfficeConfirmation = (matter: Matter): boolean => {
  const { state, prompt, ladder } = matter
  return (
    state.name === 'open' &&
    state.at >= 0 &&
    (prompt === 'unknown' || prompt === 'not_delivered') &&
    !isConfirmed(matter) &&
    rungAhead(matter, state.at) < 0 &&
    ladder.some(({ rung }, index) => index > state.at && rung === 'police_station')
  )
}

/**
 * The rung to which a confirmation moves the matter: the one before the police station, so that the next climb tells
 * it; otherwise one rung on.
 */
export const beforePolice = (matter: Matter): number => {
  const police = matter.ladder.findIndex((rung) => rung.rung === 'police_station')
  if (matter.state.name === 'settled') return police - 1
  return police >= 0 ? Math.max(police - 1, matter.state.at) : matter.state.at
}

/** The rung is told only by day and it is night: it is told at its due time. */
export const waitsForTheDay = ({ state, ladder }: Pick<Matter, 'state' | 'ladder'>): boolean => {
  if (state.name === 'settled') return false
  const rung = ladder.find(({ rung: name }) => name === state.rung)
  const due = rung === undefined ? state.since : plus(state.since, dueAfter(rung, state.round))
  return state.dueAt > due
}
