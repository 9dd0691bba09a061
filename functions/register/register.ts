import { type Community, gridOf } from '../../core/domain/community.ts'
import { type CommunityId, IsolationId, LocalTime, PersonId } from '../../core/domain/ids.ts'
import { type Contact, isOpen } from '../../core/domain/isolation.ts'
import type { LedgerEntry } from '../../core/domain/ledger.ts'
import { Person, type Registration } from '../../core/domain/person.ts'
import type { RuleBook } from '../../core/domain/rule-book.ts'
import { earlier, type Instant } from '../../core/instant.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { ConditionFailed, type Item, type Write } from '../../core/ports/store.ts'
import { dayZeroOf, lastDayAtRegistration, spreadSeconds } from '../../core/rules/calendar.ts'
import { evolve } from '../../core/rules/evolve.ts'
import { awaitingOf, planNext } from '../../core/rules/plan.ts'
import { daysBetween, instantAt, localDate } from '../../core/zone.ts'
import { takeCode } from '../../record/code-record.ts'
import { loadCommunity, newestRuleBook } from '../../record/community-record.ts'
import { type Identity, identityItem, identityOf, readIdentity } from '../../record/identity-record.ts'
import { isolationItem } from '../../record/isolation-item.ts'
import { ledgerItem, loadIsolation } from '../../record/isolation-record.ts'
import { householdAt, personKey } from '../../record/keys.ts'
import { toBody } from '../../record/to-body.ts'
import { contactAt } from '../change-phone/contact-at.ts'
import { decideLateRegistration } from './late-registration.ts'
import { letterTheOthers } from './letter-the-others.ts'

export interface Problem {
  /** Path of the field, e.g. `address.grid`. */
  readonly field: string
  readonly reason: string
}

export type Registered =
  | { readonly result: 'registered' | 'registered already'; readonly isolation: IsolationId }
  | { readonly result: 'rejected'; readonly problems: readonly Problem[] }

export const isolationRun = (id: IsolationId, generation: number): string => `${id}-${generation}`

const END_OF_DAY = LocalTime.parse('23:59')

/** Without a time of day: the end of the arrival day, or now if that is earlier, so that nobody leaves too soon. */
const arrival = (registration: Registration, zone: string, now: Instant): Instant => {
  const { date, time } = registration.arrivedAt
  if (time !== undefined) return instantAt(date, time, zone)
  return date === localDate(now, zone)
    ? earlier(now, instantAt(date, END_OF_DAY, zone))
    : instantAt(date, END_OF_DAY, zone)
}

/** No roster reaches further back: beyond it a date is more likely a slip than an arrival. */
const OLDEST_ARRIVAL_DAYS = 365

const problemsOf = (registration: Registration, community: Community, now: Instant): Problem[] => {
  const problems: Problem[] = []
  const today = localDate(now, community.zone)
  const { arrivedAt, lastExposure, address, baselineTenths } = registration
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
  if (baselineTenths !== undefined && (baselineTenths < 340 || baselineTenths > 430))
    problems.push({ field: 'baselineTenths', reason: 'is not a body temperature: expected 34.0 to 43.0' })
  return problems
}

const TRIES = 8

/**
 * Registers one returnee and starts the isolation. The same person with the same arrival, or with an isolation that is
 * still open, is registered already: the answer names that isolation and nothing is written.
 */
export const register = async (
  ports: Ports,
  communityId: CommunityId,
  registration: Registration,
  by: LedgerEntry['by'],
): Promise<Registered> => {
  const community = await loadCommunity(ports.store, communityId)
  const now = ports.clock.now()
  const problems = problemsOf(registration, community, now)
  if (problems.length > 0) return { result: 'rejected', problems }
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const item = await ports.store.get(identityOf(community.id, registration))
    const known = item === undefined ? undefined : readIdentity(item)
    if (known !== undefined) {
      const { isolation } = await loadIsolation(ports, known.isolation)
      const same = isOpen(isolation) || registration.arrivedAt.date <= known.arrivedOn
      if (same) {
        await letterTheOthers(ports, registration.person.phone, known.isolation)
        await start(ports, known.isolation, isolation.generation, isOpen(isolation))
        return { result: 'registered already', isolation: known.isolation }
      }
    }
    try {
      const isolation = await write(ports, community, registration, by, item, known)
      await letterTheOthers(ports, registration.person.phone, isolation)
      await start(ports, isolation, 1, true)
      return { result: 'registered', isolation }
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error
    }
  }
  throw new ConditionFailed([identityOf(community.id, registration)])
}

const start = async (ports: Ports, id: IsolationId, generation: number, open: boolean): Promise<void> => {
  if (!open) return
  await decideLateRegistration(ports, id)
  await ports.runs.start('isolation', isolationRun(id, generation), { isolationId: id, generation })
}

/** One transaction: the person, the ways to find them, the isolation and its first ledger entry. */
const write = async (
  ports: Ports,
  community: Community,
  registration: Registration,
  by: LedgerEntry['by'],
  identity: Item | undefined,
  known: Identity | undefined,
): Promise<IsolationId> => {
  const now = ports.clock.now()
  const book = await newestRuleBook(ports.store)
  const id = IsolationId.parse(`iso-${ports.ids.next()}`)
  const personId = known?.person ?? PersonId.parse(`person-${ports.ids.next()}`)
  const household = householdAt(community.id, registration.address)
  const { phone } = registration.person
  const writes: Write[] = []
  let contact: Contact
  if (phone === undefined) {
    const { code, write: taking } = await takeCode(ports.store, community.id, { isolation: id }, now)
    contact = { by: 'worker', why: 'no phone', code }
    writes.push(taking)
  } else {
    const at = await contactAt(ports, phone, id)
    contact = at.contact
    writes.push(...at.writes)
  }
  const person = Person.parse({
    ...registration.person,
    id: personId,
    household,
    address: registration.address,
  })
  const current = await ports.store.get(personKey(personId))
  const entry = registeredEntry(id, person, community, registration, contact, book, by, now)
  const begun = evolve(undefined, entry)
  const decided = { ...entry, awaiting: awaitingOf(planNext(begun, book, now)) }
  await ports.store.transact([
    { put: isolationItem(evolve(undefined, decided), undefined), expect: 'absent' },
    { put: ledgerItem(decided, community.zone), expect: 'absent' },
    {
      put: { ...personKey(personId), body: toBody(person) },
      expect: current === undefined ? 'absent' : { version: current.version },
    },
    {
      put: identityItem(community.id, registration, {
        person: personId,
        isolation: id,
        arrivedOn: registration.arrivedAt.date,
      }),
      expect: identity === undefined ? 'absent' : { version: identity.version },
    },
    ...writes,
  ])
  ports.log.info('returnee.registered', { isolation: id, community: community.id, grid: person.address.grid })
  return id
}

const registeredEntry = (
  id: IsolationId,
  person: Person,
  community: Community,
  registration: Registration,
  contact: Contact,
  book: RuleBook,
  by: LedgerEntry['by'],
  now: Instant,
): LedgerEntry => {
  const { zone } = community
  const arrivedAt = arrival(registration, zone, now)
  const period = {
    zone,
    arrivedAt,
    registeredAt: now,
    dayZero: dayZeroOf(arrivedAt, registration.lastExposure, zone),
    spreadSeconds: spreadSeconds(id, book),
  }
  const { baselineTenths, commitmentSignedOn, category, flags } = registration
  return {
    isolation: id,
    entry: 1,
    at: now,
    by,
    community: community.id,
    grid: person.address.grid,
    ruleBook: book.version,
    happening: {
      what: 'registered',
      person: person.id,
      household: person.household,
      category,
      flags,
      language: person.language,
      contact,
      zone,
      arrivedAt,
      dayZero: period.dayZero,
      lastDay: lastDayAtRegistration(period, book) ?? book.days,
      spreadSeconds: period.spreadSeconds,
      ...(baselineTenths === undefined ? {} : { baselineTenths }),
      ...(commitmentSignedOn === undefined ? {} : { commitmentSignedOn }),
    },
  }
}
