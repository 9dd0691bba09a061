import type { HouseholdId } from '../../../ids.ts'
import { inWords } from '../../../in-words.ts'
import { isEqual } from '../../../is-equal.ts'
import type { Matter } from '../../../matter/matter.ts'
import { NotPossible } from '../../../not-possible.ts'
import { type Facts, PersonalField } from '../../../person/correction.ts'
import type { Person } from '../../../person/person.ts'
import type { PersonChange } from '../../../person/person-change.ts'
import { Flags } from '../../../person/registration.ts'
import { arrivalOf } from '../../../person/registration-dates.ts'
import type { Write } from '../../../ports/store.ts'
import { localDate } from '../../../time/time-zone.ts'
import type { Decision, Loaded } from '../../decision.ts'
import type { LedgerEntry } from '../../events.ts'
import { type Isolation, isOpen } from '../../isolation.ts'
import { calendarBy } from '../../move-calendar.ts'
import type { NumberChange } from '../new-number.ts'
import { correctPerson, personalChanges } from './correct-person.ts'
import type { Correction, Corrections } from './correction.ts'
import { Draft } from './draft.ts'
import { followCalendar } from './follow-calendar.ts'
import { followHome } from './follow-home.ts'
import { judgeAgain } from './judge-again.ts'

/** Facts that the correction changes, before and after. */
const factsOf = (
  { isolation, now }: Loaded,
  { category, flags, language, origin, arrivedAt, lastExposure }: Corrections,
): { readonly from: Facts; readonly to: Facts } => {
  const from: Facts = {}
  const to: Facts = {}
  if (category !== undefined && category !== isolation.category)
    [from.category, to.category] = [isolation.category, category]
  const marked = Flags.parse({ ...isolation.flags, ...flags })
  if (!isEqual(marked, isolation.flags)) [from.flags, to.flags] = [isolation.flags, marked]
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
 * The vault belongs to the newest stay: changing the number or address of an older one would change that one's too, and
 * nobody would be asked. @throws NotPossible
 */
const mustBeLast = ({ id }: Isolation, stays: readonly Isolation[]): void => {
  const now = stays.find(isOpen)
  if (now !== undefined)
    throw new NotPossible(
      `${id} is over, and this person is in isolation now as ${now.id}: put it right there`,
    )
}

/** The household at a new address, and the writes that move the isolation there. */
export interface Home {
  readonly household: HouseholdId
  readonly writes: readonly Write[]
}

/** What a correction is decided on. */
export interface CorrectionFacts {
  /** undefined: erased. */
  readonly person: Person | undefined
  /** All isolations of the person. */
  readonly stays: readonly Isolation[]
  /** All matters of the isolation, open and settled. */
  readonly matters: readonly Matter[]
  /** At another address. */
  readonly home: Home | undefined
  /** Hand the returnee's newest notes to another grid. */
  readonly notes: readonly Write[]
  /** Of another number. */
  readonly number: NumberChange | undefined
}

/** A decision, and the person as they are from then on. undefined: erased. */
export interface Corrected extends Decision {
  readonly corrected: { readonly person: Person; readonly change: PersonChange } | undefined
}

/**
 * Corrects possible values, and all that follows from them. undefined: nothing changes.
 * @throws NotPossible
 */
export const correct = (
  loaded: Loaded,
  { corrections, reason, words }: Correction,
  by: LedgerEntry['by'],
  facts: CorrectionFacts,
): Corrected | undefined => {
  const { isolation, book, now } = loaded
  const { person: before, home } = facts
  const { from, to } = factsOf(loaded, corrections)
  if (before === undefined && PersonalField.options.some((field) => field in corrections))
    throw new NotPossible('name, phone, document and address have been erased')
  const changes = before === undefined ? [] : personalChanges(before, corrections)
  if (Object.keys(to).length === 0 && changes.length === 0) return undefined
  if (changes.length > 0 && !isOpen(isolation)) mustBeLast(isolation, facts.stays)
  const isDated = to.arrivedAt !== undefined || to.lastExposure !== undefined
  if (isDated && !isOpen(isolation))
    throw new NotPossible(
      `the isolation is ${inWords(isolation.status.name)}: its dates stand; a newer arrival or exposure is registered anew`,
    )
  const calendar = isDated
    ? calendarBy(isolation, book, {
        arrivedAt: to.arrivedAt ?? isolation.arrivedAt,
        lastExposure: to.lastExposure === undefined ? isolation.lastExposure : (to.lastExposure ?? undefined),
      })
    : undefined
  const { address } = corrections
  const draft = new Draft(loaded, by, facts.matters)
  draft.add({
    events: [
      {
        type: 'corrected',
        reason,
        ...(changes.length === 0 ? {} : { personal: changes.map(({ field }) => field) }),
        from,
        to,
        ...(calendar === undefined ? {} : { calendar }),
        ...(address === undefined || home === undefined
          ? {}
          : { home: { grid: address.grid, household: home.household } }),
      },
    ],
    writes: home?.writes ?? [],
  })
  if (calendar !== undefined) followCalendar(draft, isolation)
  if (to.flags !== undefined) judgeAgain(draft)
  followHome(draft, isolation, facts.notes)
  if (before === undefined) return { ...draft.decision, corrected: undefined }
  const person = correctPerson(draft, before, corrections, facts.number)
  const change: PersonChange = {
    at: now,
    by,
    reason,
    ...(words === undefined ? {} : { words }),
    isolation: isolation.id,
    entry: isolation.entries + 1,
    changes,
  }
  return { ...draft.decision, corrected: { person, change } }
}
