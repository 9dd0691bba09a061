import { DECIDER_VERSION } from '../../aggregate/decider-version.ts'
import type { Community } from '../../community/community.ts'
import type { IsolationId } from '../../ids.ts'
import type { Person } from '../../person/person.ts'
import type { Registration } from '../../person/registration.ts'
import { arrivalOf } from '../../person/registration-dates.ts'
import type { RuleBook } from '../../rule-book/rule-book.ts'
import type { Instant } from '../../time/instant.ts'
import { dayZeroOf, lastDayAtRegistration, spreadSeconds } from '../calendar.ts'
import type { LedgerEntry } from '../events.ts'
import type { Contact, Isolation } from '../isolation.ts'
import { awaitingOf, planNext } from '../plan.ts'
import { evolve } from '../state.ts'

/** Who is registered, where, and by which rules. */
export interface Registering {
  readonly id: IsolationId
  readonly person: Person
  readonly contact: Contact
  readonly community: Community
  readonly book: RuleBook
  readonly by: LedgerEntry['by']
  readonly now: Instant
}

const entryOf = (registration: Registration, registering: Registering): LedgerEntry => {
  const { id, person, contact, community, book, by, now } = registering
  const { zone } = community
  const arrivedAt = arrivalOf(registration.arrivedAt, zone, now)
  const period = {
    zone,
    arrivedAt,
    registeredAt: now,
    dayZero: dayZeroOf(arrivedAt, registration.lastExposure, zone),
    spreadSeconds: spreadSeconds(person.household, book),
  }
  const { baselineTenths, commitmentSignedOn, category, origin, flags, lastExposure } = registration
  return {
    isolation: id,
    entry: 1,
    at: now,
    by,
    community: community.id,
    grid: person.address.grid,
    ruleBook: book.version,
    decider: DECIDER_VERSION,
    event: {
      type: 'registered',
      person: person.id,
      household: person.household,
      category,
      ...(origin === undefined ? {} : { origin }),
      flags,
      language: person.language,
      contact,
      zone,
      arrivedAt,
      dayZero: period.dayZero,
      lastDay: lastDayAtRegistration(period, book) ?? book.days,
      spreadSeconds: period.spreadSeconds,
      ...(lastExposure === undefined ? {} : { lastExposure }),
      ...(baselineTenths === undefined ? {} : { baselineTenths }),
      ...(commitmentSignedOn === undefined ? {} : { commitmentSignedOn }),
    },
  }
}

/** A registration is the first entry of an isolation's ledger, which says what it waits for. */
export const register = (
  registration: Registration,
  registering: Registering,
): { readonly isolation: Isolation; readonly entry: LedgerEntry } => {
  const entry = entryOf(registration, registering)
  const begun = evolve(undefined, entry)
  const decided = { ...entry, awaiting: awaitingOf(planNext(begun, registering.book, registering.now)) }
  return { isolation: evolve(undefined, decided), entry: decided }
}
