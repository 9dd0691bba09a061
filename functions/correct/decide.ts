import { isDeepStrictEqual } from 'node:util'
import type { Facts } from '../../core/domain/correction.ts'
import { Flags, isOpen } from '../../core/domain/isolation.ts'
import type { LedgerEntry } from '../../core/domain/ledger.ts'
import type { Instant } from '../../core/instant.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { calendarBy } from '../../core/rules/move-calendar.ts'
import { wrongWithText } from '../../core/rules/wrong-text.ts'
import { localDate } from '../../core/zone.ts'
import type { Change, Loaded } from '../../record/isolation-record.ts'
import { NotPossible } from '../answer-escalation/decisions.ts'
import { arrivalOf, dateProblems } from '../register/dates.ts'
import { type Correction, CorrectionRejected, type Corrections, type Problem } from './correction.ts'
import { Draft } from './draft.ts'
import { followCalendar } from './follow-calendar.ts'
import { judgeAgain } from './judge-again.ts'

const problemsWith = (corrections: Corrections, zone: string, now: Instant): Problem[] => {
  const origin = wrongWithText(corrections.origin ?? '')
  return [
    ...(origin === undefined ? [] : [{ field: 'origin', reason: origin }]),
    ...dateProblems(corrections, zone, now),
  ]
}

/** Facts that the correction changes, as they are and as they will be. */
const factsOf = (
  { isolation, now }: Loaded,
  { category, flags, language, origin, arrivedAt, lastExposure }: Corrections,
): { readonly from: Facts; readonly to: Facts } => {
  const from: Facts = {}
  const to: Facts = {}
  if (category !== undefined && category !== isolation.category)
    [from.category, to.category] = [isolation.category, category]
  const marked = Flags.parse({ ...isolation.flags, ...flags })
  if (!isDeepStrictEqual(marked, isolation.flags)) [from.flags, to.flags] = [isolation.flags, marked]
  if (language !== undefined && language !== isolation.language)
    [from.language, to.language] = [isolation.language, language]
  if (origin !== undefined && (origin ?? undefined) !== isolation.origin)
    [from.origin, to.origin] = [isolation.origin ?? null, origin]
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
  const problems = problemsWith(corrections, isolation.zone, now)
  if (problems.length > 0) throw new CorrectionRejected(problems)
  const { from, to } = factsOf(loaded, corrections)
  if (Object.keys(to).length === 0) return undefined
  const isDated = to.arrivedAt !== undefined || to.lastExposure !== undefined
  if (isDated && !isOpen(isolation))
    throw new NotPossible(
      `the isolation is ${isolation.status.name}: its dates stand; a newer arrival or exposure is registered anew`,
    )
  const calendar = isDated
    ? calendarBy(isolation, book, {
        arrivedAt: to.arrivedAt ?? isolation.arrivedAt,
        lastExposure: to.lastExposure === undefined ? isolation.lastExposure : (to.lastExposure ?? undefined),
      })
    : undefined
  const draft = new Draft(ports.store, loaded, by)
  draft.add({
    happenings: [{ what: 'corrected', reason, from, to, ...(calendar === undefined ? {} : { calendar }) }],
  })
  if (calendar !== undefined) await followCalendar(draft, isolation)
  if (to.flags !== undefined) await judgeAgain(draft)
  return draft.change
}
