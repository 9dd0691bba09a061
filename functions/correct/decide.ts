import { isDeepStrictEqual } from 'node:util'
import type { Facts } from '../../core/domain/correction.ts'
import { Flags, type Isolation, isOpen } from '../../core/domain/isolation.ts'
import type { Happening, LedgerEntry } from '../../core/domain/ledger.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { evolve } from '../../core/rules/evolve.ts'
import { calendarBy } from '../../core/rules/move-calendar.ts'
import { localDate } from '../../core/zone.ts'
import type { Change, Loaded } from '../../record/isolation-record.ts'
import { NotPossible } from '../answer-escalation/decisions.ts'
import { arrivalOf, dateProblems } from '../register/dates.ts'
import { type Correction, CorrectionRejected, type Corrections } from './correction.ts'
import { moveDates } from './move-dates.ts'

/** Facts that the correction changes, as they are and as they will be. */
const factsOf = (
  { isolation, now }: Loaded,
  { category, flags, language, arrivedAt, lastExposure }: Corrections,
): { readonly from: Facts; readonly to: Facts } => {
  const from: Facts = {}
  const to: Facts = {}
  if (category !== undefined && category !== isolation.category)
    [from.category, to.category] = [isolation.category, category]
  const marked = Flags.parse({ ...isolation.flags, ...flags })
  if (!isDeepStrictEqual(marked, isolation.flags)) [from.flags, to.flags] = [isolation.flags, marked]
  if (language !== undefined && language !== isolation.language)
    [from.language, to.language] = [isolation.language, language]
  if (arrivedAt !== undefined) {
    const arrived = arrivalOf(arrivedAt, isolation.zone, now)
    const isKnown =
      arrivedAt.time === undefined && arrivedAt.date === localDate(isolation.arrivedAt, isolation.zone)
    if (arrived !== isolation.arrivedAt && !isKnown)
      [from.arrivedAt, to.arrivedAt] = [isolation.arrivedAt, arrived]
  }
  if (lastExposure !== undefined && (lastExposure ?? undefined) !== isolation.lastExposure)
    [from.lastExposure, to.lastExposure] = [isolation.lastExposure ?? null, lastExposure]
  return { from, to }
}

/** The isolation with a calendar that has moved, before anything that follows from it. */
const afterwards = ({ isolation, now }: Loaded, happening: Happening, by: LedgerEntry['by']): Isolation =>
  evolve(isolation, {
    isolation: isolation.id,
    entry: isolation.entries + 1,
    at: now,
    by,
    community: isolation.community,
    grid: isolation.grid,
    ruleBook: isolation.ruleBook,
    happening,
  })

/**
 * What a correction changes. Nothing is written. undefined: everything is so already.
 * @throws CorrectionRejected, NotPossible
 */
export const decideCorrection = async (
  ports: Ports,
  loaded: Loaded,
  { corrections, reason }: Correction,
  by: LedgerEntry['by'],
): Promise<Change | undefined> => {
  const { isolation, book, now } = loaded
  const problems = dateProblems(corrections, isolation.zone, now)
  if (problems.length > 0) throw new CorrectionRejected(problems)
  const { from, to } = factsOf(loaded, corrections)
  if (Object.keys(to).length === 0) return undefined
  const dates = {
    arrivedAt: to.arrivedAt ?? isolation.arrivedAt,
    lastExposure: to.lastExposure === undefined ? isolation.lastExposure : (to.lastExposure ?? undefined),
  }
  if (!isOpen(isolation) && (to.arrivedAt !== undefined || to.lastExposure !== undefined))
    throw new NotPossible(
      `the isolation is ${isolation.status.name}: its dates stand; a newer arrival or exposure is registered anew`,
    )
  const calendar = calendarBy(isolation, book, dates)
  const corrected: Happening = {
    what: 'corrected',
    reason,
    from,
    to,
    ...(calendar === undefined ? {} : { calendar }),
  }
  if (calendar === undefined) return { by, happenings: [corrected] }
  const moved = await moveDates(ports, loaded, afterwards(loaded, corrected, by), by)
  return { ...moved, by, happenings: [corrected, ...moved.happenings] }
}
