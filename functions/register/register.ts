import type { Community } from '../../core/domain/community.ts'
import { type CommunityId, IsolationId, PersonId } from '../../core/domain/ids.ts'
import { type Contact, isOpen } from '../../core/domain/isolation.ts'
import type { LedgerEntry } from '../../core/domain/ledger.ts'
import { Person, type Registration } from '../../core/domain/person.ts'
import type { RuleBook } from '../../core/domain/rule-book.ts'
import type { Instant } from '../../core/instant.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { ConditionFailed, type Write } from '../../core/ports/store.ts'
import { dayZeroOf, lastDayAtRegistration, spreadSeconds } from '../../core/rules/calendar.ts'
import { evolve } from '../../core/rules/evolve.ts'
import { awaitingOf, planNext } from '../../core/rules/plan.ts'
import { householdFor } from '../../record/address-record.ts'
import { takeCode } from '../../record/code-record.ts'
import { loadCommunity, newestRuleBook } from '../../record/community-record.ts'
import { identityWrites } from '../../record/identity-record.ts'
import { householdWrite, loadHousehold } from '../../record/household-record.ts'
import { isolationItem } from '../../record/isolation-item.ts'
import { ledgerItem } from '../../record/isolation-record.ts'
import { findPerson, personWrite } from '../../record/person-record.ts'
import { contactAt } from '../change-phone/contact-at.ts'
import { findKnown, type Known, type Problem, problemsIn } from './check-registration.ts'
import { arrivalOf } from './dates.ts'
import { hearBaseline } from './hear-baseline.ts'
import { isolationRun } from './isolation-run.ts'
import { decideLateRegistration } from './late-registration.ts'
import { letterTheOthers } from './letter-the-others.ts'

export type Registered =
  | { readonly result: 'registered' | 'registered already'; readonly isolation: IsolationId }
  | { readonly result: 'rejected'; readonly problems: readonly Problem[] }

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
  const problems = problemsIn(registration, community, now)
  if (problems.length > 0) return { result: 'rejected', problems }
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const known = await findKnown(ports, community, registration)
    const { isolation: before } = known
    if (before !== undefined && known.registeredAlready) {
      await letterTheOthers(ports, registration.person.phone, before.id)
      await start(ports, before.id, before.generation, isOpen(before))
      return { result: 'registered already', isolation: before.id }
    }
    try {
      const isolation = await write(ports, community, registration, by, known)
      await letterTheOthers(ports, registration.person.phone, isolation)
      await start(ports, isolation, 1, true)
      return { result: 'registered', isolation }
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error
    }
  }
  throw new ConditionFailed((await findKnown(ports, community, registration)).at.places)
}

const start = async (ports: Ports, id: IsolationId, generation: number, open: boolean): Promise<void> => {
  if (!open) return
  await decideLateRegistration(ports, id)
  const current = (await hearBaseline(ports, id)) ?? generation
  await ports.runs.start('isolation', isolationRun(id, current), { isolationId: id, generation: current })
}

/** One transaction: the person, the ways to find them, the isolation and its first ledger entry. */
const write = async (
  ports: Ports,
  community: Community,
  registration: Registration,
  by: LedgerEntry['by'],
  { at: identityAt, identity }: Known,
): Promise<IsolationId> => {
  const now = ports.clock.now()
  const book = await newestRuleBook(ports.store)
  const id = IsolationId.parse(`iso-${ports.ids.next()}`)
  const personId = identity?.person ?? PersonId.parse(`person-${ports.ids.next()}`)
  const { household, writes: atDoor } = await householdFor(ports, community.id, registration.address)
  const { phone } = registration.person
  const home = await loadHousehold(ports.store, household)
  const isolations = [...home.household.isolations, id]
  const writes: Write[] = [...atDoor, householdWrite(household, home, { ...home.household, isolations })]
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
  const before = await findPerson(ports.store, personId)
  const entry = registeredEntry(id, person, community, registration, contact, book, by, now)
  const begun = evolve(undefined, entry)
  const decided = { ...entry, awaiting: awaitingOf(planNext(begun, book, now)) }
  await ports.store.transact([
    { put: isolationItem(evolve(undefined, decided), undefined), expect: 'absent' },
    { put: ledgerItem(decided, community.zone), expect: 'absent' },
    personWrite(person, before),
    ...identityWrites(identityAt, {
      person: personId,
      isolation: id,
      arrivedOn: registration.arrivedAt.date,
    }),
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
  const arrivedAt = arrivalOf(registration.arrivedAt, zone, now)
  const period = {
    zone,
    arrivedAt,
    registeredAt: now,
    dayZero: dayZeroOf(arrivedAt, registration.lastExposure, zone),
    spreadSeconds: spreadSeconds(id, book),
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
    happening: {
      what: 'registered',
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
