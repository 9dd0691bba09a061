import { type Community, gridOf } from '../../core/domain/community.ts'
import { LocalTime } from '../../core/domain/ids.ts'
import { type Isolation, isOpen } from '../../core/domain/isolation.ts'
import type { Registration } from '../../core/domain/person.ts'
import { earlier, type Instant } from '../../core/instant.ts'
import { faultOf, faultReason, isCostly } from '../../core/phone.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { wrongWithDocument } from '../../core/rules/document-number.ts'
import { wrongWithName, wrongWithText } from '../../core/rules/wrong-text.ts'
import { daysBetween, instantAt, localDate } from '../../core/zone.ts'
import { type Identity, identityOf, readIdentity } from '../../record/identity-record.ts'
import { loadIsolation } from '../../record/isolation-record.ts'
import { type LookedUp, lookUp } from '../../record/lookup-record.ts'

export interface Problem {
  /** Path of the field, e.g. `address.grid`. */
  readonly field: string
  readonly reason: string
}

const END_OF_DAY = LocalTime.parse('23:59')

/** Without a time of day: the end of the arrival day, or now if that is earlier, so that nobody leaves too soon. */
export const arrival = (registration: Registration, zone: string, now: Instant): Instant => {
  const { date, time } = registration.arrivedAt
  if (time !== undefined) return instantAt(date, time, zone)
  return date === localDate(now, zone)
    ? earlier(now, instantAt(date, END_OF_DAY, zone))
    : instantAt(date, END_OF_DAY, zone)
}

/** No roster reaches further back: beyond it a date is more likely a slip than an arrival. */
const OLDEST_ARRIVAL_DAYS = 365

const textsIn = ({ person, address, origin }: Registration, today: string): Problem[] => {
  const { documentNumber, phone } = person
  const fault = phone === undefined || !isCostly(phone) ? undefined : faultOf(phone)
  const reasons: Readonly<Record<string, string | undefined>> = {
    'person.name': wrongWithName(person.name),
    'person.phone': fault === undefined ? undefined : faultReason[fault],
    'person.documentNumber':
      documentNumber === undefined
        ? undefined
        : (wrongWithText(documentNumber) ?? wrongWithDocument(documentNumber, today)),
    'address.building': wrongWithText(address.building),
    'address.unit': wrongWithText(address.unit),
    'address.room': wrongWithText(address.room),
    origin: wrongWithText(origin ?? ''),
  }
  return Object.entries(reasons).flatMap(([field, reason]) =>
    reason === undefined ? [] : [{ field, reason }],
  )
}

/** Everything for which this registration would be rejected here and now. */
export const problemsIn = (registration: Registration, community: Community, now: Instant): Problem[] => {
  const today = localDate(now, community.zone)
  const problems = textsIn(registration, today)
  const { arrivedAt, lastExposure, address, baselineTenths, commitmentSignedOn } = registration
  if (gridOf(community, address.grid) === undefined)
    problems.push({
      field: 'address.grid',
      reason: `no such grid; ${community.id} has ${community.grids.map(({ id }) => id).join(', ')}`,
    })
  if (arrival(registration, community.zone, now) > now || arrivedAt.date > today)
    problems.push({ field: 'arrivedAt', reason: 'lies in the future' })
  else if (daysBetween(arrivedAt.date, today) > OLDEST_ARRIVAL_DAYS)
    problems.push({ field: 'arrivedAt', reason: 'lies more than a year back' })
  if (lastExposure !== undefined && lastExposure > today)
    problems.push({ field: 'lastExposure', reason: 'lies in the future' })
  else if (lastExposure !== undefined && daysBetween(lastExposure, today) > OLDEST_ARRIVAL_DAYS)
    problems.push({ field: 'lastExposure', reason: 'lies more than a year back' })
  if (commitmentSignedOn !== undefined && commitmentSignedOn > today)
    problems.push({ field: 'commitmentSignedOn', reason: 'lies in the future' })
  if (baselineTenths !== undefined && (baselineTenths < 340 || baselineTenths > 430))
    problems.push({ field: 'baselineTenths', reason: 'is not a body temperature: expected 34.0 to 43.0' })
  return problems
}

/** What the record knows of somebody who is to be registered. */
export interface Known {
  /** Where the person stands, for whoever writes there. */
  readonly at: LookedUp
  readonly identity?: Identity
  /** Their newest isolation. */
  readonly isolation?: Isolation
  /** That isolation is the one that is to be registered: open still, or of this arrival. */
  readonly registeredAlready: boolean
}

export const findKnown = async (
  ports: Ports,
  community: Community,
  registration: Registration,
): Promise<Known> => {
  const at = await lookUp(ports, 'IDENTITY', identityOf(community.id, registration))
  if (at.item === undefined) return { at, registeredAlready: false }
  const identity = readIdentity(at.item)
  const { isolation } = await loadIsolation(ports, identity.isolation)
  const registeredAlready = isOpen(isolation) || registration.arrivedAt.date <= identity.arrivedOn
  return { at, identity, isolation, registeredAlready }
}
