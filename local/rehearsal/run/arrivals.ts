import type { Community } from '../../../core/community/community.ts'
import type { Registration } from '../../../core/person/registration.ts'
import { HOUR, type Instant, instant, MINUTE, milliseconds } from '../../../core/time/instant.ts'
import { LocalTime } from '../../../core/time/local-time.ts'
import { addDays, instantAt } from '../../../core/time/time-zone.ts'
import { Draws } from '../../random/draws.ts'

/** A person who will be registered, and when. */
export interface Arrival {
  /** Row of the roster, as a spreadsheet counts; or the number of a synthetic person. */
  readonly row: number
  readonly registration: Registration
  /** A name that stays the same whoever else comes. */
  readonly who: string
  readonly at: Instant
}

const OFFICE_OPENS = LocalTime.parse('08:30')
const OFFICE_CLOSES = LocalTime.parse('18:00')
const MIDNIGHT = LocalTime.parse('00:00')
const NOON = LocalTime.parse('12:00')

/** Identifies somebody before there is an id. */
const whoIs = ({ person, address }: Registration): string =>
  [
    person.name,
    person.documentNumber ?? person.phone ?? `${address.building}-${address.unit}-${address.room}`,
  ].join(' ')

/** Midnight of the day on which the first of them arrives. */
export const firstMidnight = (registrations: readonly Registration[], zone: string): Instant => {
  const [first] = registrations.map(({ arrivedAt }) => arrivedAt.date).sort()
  if (first === undefined) throw new RangeError('nobody arrives')
  return instantAt(first, MIDNIGHT, zone)
}

/** The worker registers most people the same day in office hours, the others the next morning. */
const registeredAt = ({ arrivedAt, lastExposure }: Registration, zone: string, draws: Draws): Instant => {
  const date = lastExposure !== undefined && lastExposure > arrivedAt.date ? lastExposure : arrivedAt.date
  const arrives = milliseconds(instantAt(arrivedAt.date, arrivedAt.time ?? NOON, zone))
  const opens = milliseconds(instantAt(date, OFFICE_OPENS, zone))
  const closes = milliseconds(instantAt(date, OFFICE_CLOSES, zone))
  const earliest = Math.max(arrives + 20 * MINUTE, opens)
  const share = draws.share()
  if (draws.chance(0.75) && earliest < closes - HOUR)
    return wholeSecond(earliest + share * (closes - earliest))
  const nextMorning = milliseconds(instantAt(addDays(date, 1), OFFICE_OPENS, zone))
  return wholeSecond(nextMorning + share * 3 * HOUR)
}

const wholeSecond = (at: number): Instant => instant(Math.round(at / 1000) * 1000)

export const planArrival = (
  seed: string,
  { zone }: Community,
  row: number,
  registration: Registration,
): Arrival => {
  const who = whoIs(registration)
  return {
    row,
    registration,
    who,
    at: registeredAt(registration, zone, new Draws(seed, who, 'registration')),
  }
}
