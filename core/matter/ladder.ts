import type { Role } from '../community/community.ts'
import { nextDaytime } from '../rule-book/quiet-hours.ts'
import type { Escalation } from './matter.ts'
import type { RuleBook, Rung, RungName } from '../rule-book/rule-book.ts'
import { DAY, earlier, type Instant, MINUTE, plus, secondsUntil } from '../time/instant.ts'

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

/** Who has to act on a rung. All of them must see it. */
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
  /** The next rung, or the last one once more, from now on. */
  | {
      readonly step: 'climb'
      readonly at: number
      readonly rung: Rung
      readonly round: number
      readonly dueAt: Instant
    }
  | { readonly step: 'wait'; readonly until: Instant }

/** Everyone on the present rung has said that they have seen it. */
export const seenByAll = ({ state }: Escalation): boolean =>
  state.name === 'open' &&
  state.owners.length > 0 &&
  state.owners.every((owner) => state.acknowledged.some((by) => by.staff === owner.staff))

/** A person answers for it that the police are told. */
const isConfirmed = ({ absenceConfirmed, officeConfirmed }: Escalation): boolean =>
  absenceConfirmed || officeConfirmed === true

const allowed = (rung: Rung, escalation: Escalation): boolean =>
  (rung.onlyIfAbsenceConfirmed !== true || isConfirmed(escalation)) &&
  (rung.onlyIfDelivered !== true || isConfirmed(escalation) || escalation.prompt === 'delivered') &&
  (rung.onlyIfUnseen !== true || !seenByAll(escalation))

const rungAhead = (escalation: Escalation, at: number): number =>
  escalation.ladder.findIndex((rung, index) => index > at && allowed(rung, escalation))

/** Who is told when the present rung's time is over, as far as is known now. undefined: the same once more, or nobody. */
export const rungAfter = (escalation: Escalation): Rung | undefined =>
  escalation.state.name === 'settled'
    ? undefined
    : escalation.ladder[rungAhead(escalation, escalation.state.at)]

/** The present rung's due time is over early: everyone has seen it, and its rule says to go on. */
export const climbsNow = (escalation: Escalation): boolean =>
  escalation.state.name === 'open' &&
  escalation.ladder[escalation.state.at]?.climbsWhenSeen === true &&
  seenByAll(escalation)

type Open = Extract<Escalation['state'], { readonly name: 'open' }>

/** When something has to be done about an open matter: its rung is due, or an unconfirmed answer is echoed again or void. */
export const nextMoment = ({ dueAt, unconfirmed = [] }: Open): Instant =>
  unconfirmed.reduce((first, { againAt, expiresAt }) => earlier(first, againAt ?? expiresAt), dueAt)

/** How long the workflow waits for an answer on this rung before it looks again. */
export const secondsToWait = (state: Open, now: Instant): number =>
  Math.max(1, secondsUntil(now, nextMoment(state)))

/** Looks at a matter and says whether it stays, climbs or waits for the day. Safe to ask twice: a rung just reached stays. */
export const climb = (escalation: Escalation, book: RuleBook, zone: string, now: Instant): Step => {
  const { state } = escalation
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
  const ahead = rungAhead(escalation, state.at)
  const target = ahead >= 0 ? ahead : state.at
  const rung = escalation.ladder[target]
  if (rung === undefined) throw new RangeError(`the ladder of ${escalation.id} has no rung ${target}`)
  const byDay = rung.daytimeOnly === true && !escalation.absenceConfirmed
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

/** A last rung is told again each time its due time passes, at the longest once a day. */
const dueAfter = (rung: Rung, round: number): number =>
  Math.max(rung.dueMinutes * MINUTE, round > 3 ? DAY : 0)

/**
 * Nobody knows that the returnee got the text that asked, and nobody answers for it: the office has to, or no police. From
 * when on the line is red for it says core/matter/lateness.ts.
 */
export const needsOfficeConfirmation = (escalation: Escalation): boolean => {
  const { state, prompt, ladder } = escalation
  return (
    state.name === 'open' &&
    state.at >= 0 &&
    (prompt === 'unknown' || prompt === 'not_delivered') &&
    !isConfirmed(escalation) &&
    rungAhead(escalation, state.at) < 0 &&
    ladder.some(({ rung }, index) => index > state.at && rung === 'police_station')
  )
}

/** Where a confirmation leads: just before the police station, so that the next climb tells it; else one rung on. */
export const beforePolice = (escalation: Escalation): number => {
  const police = escalation.ladder.findIndex((rung) => rung.rung === 'police_station')
  if (escalation.state.name === 'settled') return police - 1
  return police >= 0 ? Math.max(police - 1, escalation.state.at) : escalation.state.at
}

/** Told by day only, and it is night: the next rung, or the first one, is told when its due time comes. */
export const waitsForTheDay = ({ state, ladder }: Pick<Escalation, 'state' | 'ladder'>): boolean => {
  if (state.name === 'settled') return false
  const rung = ladder.find(({ rung: name }) => name === state.rung)
  const due = rung === undefined ? state.since : plus(state.since, dueAfter(rung, state.round))
  return state.dueAt > due
}
