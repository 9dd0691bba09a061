import type { Community } from '../../core/community/community.ts'
import { join } from '../../core/household/decisions/members.ts'
import type { Clash, Said } from '../../core/identity/who-is-who.ts'
import { type CommunityId, IsolationId, PersonId } from '../../core/ids.ts'
import type { Loaded } from '../../core/isolation/decision.ts'
import { register as decide } from '../../core/isolation/decisions/register.ts'
import type { LedgerEntry } from '../../core/isolation/events.ts'
import type { Contact, Isolation } from '../../core/isolation/isolation.ts'
import { factsOf, Person } from '../../core/person/person.ts'
import type { Problem } from '../../core/person/problem.ts'
import type { Registration } from '../../core/person/registration.ts'
import type { AnswerPorts, CommandPorts, Ports } from '../../core/ports/ports.ts'
import { ConditionFailed, type Write } from '../../core/ports/store.ts'
import { localDate } from '../../core/time/time-zone.ts'
import { householdFor } from '../../record/address-repository.ts'
import { loadCommunity, newestRuleBook } from '../../record/community-repository.ts'
import { householdWrites } from '../../record/household-repository.ts'
import { identityWrites } from '../../record/identity-repository.ts'
import { isolationItem } from '../../record/isolation-item.ts'
import { ledgerItem, loadIsolation } from '../../record/isolation-repository.ts'
import { findPerson, personWrite } from '../../record/person-repository.ts'
import { takeCode } from '../../record/short-code-repository.ts'
import { loadStays, noStays, stayWrite } from '../../record/stays-repository.ts'
import { withUnknownOf } from '../../record/unknown-fields.ts'
import { changePhone } from '../change-phone/change-phone.ts'
import { contactOn } from '../change-phone/contact-at.ts'
import { PhoneFull } from '../change-phone/seat-at.ts'
import { problemsIn } from '../check-registration/check-registration.ts'
import { factsIn, findKnown, type Known } from '../check-registration/find-known-person.ts'
import { PHONE_FULL } from '../check-registration/phone-full.ts'
import { correct } from '../correct/correct.ts'
import { isolationExecution } from '../restart-execution/isolation-execution.ts'
import { letterTheOthers } from '../tell-letters/letter-the-others.ts'
import { hearBaseline } from './hear-baseline.ts'
import { decideLateRegistration } from './late-registration.ts'

export type Registered =
  | { readonly result: 'registered' | 'registered_already'; readonly isolation: IsolationId }
  /** In isolation now and arrived or exposed again: it counts from the newest day. */
  | { readonly result: 'count_restarted'; readonly isolation: IsolationId }
  /** This stay was watched before: it was released, or ended otherwise. */
  | {
      readonly result: 'over_already'
      readonly isolation: IsolationId
      readonly status: 'released' | 'ended'
    }
  /** It may or may not be somebody in isolation now: nothing is written until a person has decided. */
  | { readonly result: 'conflict'; readonly clashes: readonly Clash[] }
  | { readonly result: 'rejected'; readonly problems: readonly Problem[] }

export const NOT_AMONG_THEM: Problem = {
  field: 'decided.same_as',
  reason: 'has nothing in common with this registration',
}

/**
 * Somebody in isolation now arrived or was exposed again, and whoever registers them may not correct that isolation.
 */
export class CountNotTheirs extends Error {
  override readonly name = 'CountNotTheirs'
  constructor({ id, grid }: Isolation) {
    super(
      `this person is in isolation in grid ${grid} as ${id}, which lies outside your area: a newer arrival or exposure is put right by whoever is responsible there`,
    )
  }
}

/** Whether the one who registers may correct the existing isolation. */
type MayCorrect = (isolation: Isolation) => boolean

const TRIES = 8

/**
 * Registers one returnee and starts the isolation. Somebody in isolation now, known by any of the facts, is registered
 * already: facts that were not known are added. If it may be one person or two, the result is a conflict; `said` has a
 * person's decision.
 * @throws CountNotTheirs
 */
export const register = async (
  ports: AnswerPorts & Pick<Ports, 'ids'>,
  communityId: CommunityId,
  registration: Registration,
  by: LedgerEntry['by'],
  said: Said = {},
  mayCorrect: MayCorrect = () => true,
): Promise<Registered> => {
  const community = await loadCommunity(ports.store, communityId)
  const now = ports.clock.now()
  const problems = problemsIn(registration, community, now)
  if (problems.length > 0) return { result: 'rejected', problems }
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const known = await findKnown(ports, community, registration, said)
    try {
      return await registerKnown(ports, community, registration, by, known, mayCorrect)
    } catch (error) {
      if (error instanceof PhoneFull) return { result: 'rejected', problems: [PHONE_FULL] }
      if (!(error instanceof ConditionFailed)) throw error
    }
  }
  const { identities } = await findKnown(ports, community, registration, said)
  throw new ConditionFailed(identities.flatMap(({ at }) => at.places))
}

/** @throws ConditionFailed when somebody else was faster; CountNotTheirs */
const registerKnown = async (
  ports: AnswerPorts & Pick<Ports, 'ids'>,
  community: Community,
  registration: Registration,
  by: LedgerEntry['by'],
  known: Known,
  mayCorrect: MayCorrect,
): Promise<Registered> => {
  if (known.who === 'in_doubt') return { result: 'conflict', clashes: known.clashes }
  if (known.who === 'not_among_them')
    return {
      result: 'rejected',
      problems: [NOT_AMONG_THEM],
    }
  const stay = known.who === 'known' ? known.stay : undefined
  if (stay === undefined || stay.is === 'new_stay') {
    const written = await write(ports, community, registration, by, known)
    const { id } = written.isolation
    if (known.phone !== undefined) await letterTheOthers(ports, known.phone.phone, id)
    await start(ports, written)
    return { result: 'registered', isolation: id }
  }
  const { id, status } = stay.isolation
  const isTheirs = mayCorrect(stay.isolation)
  if (stay.is === 'counts_anew' && !isTheirs) throw new CountNotTheirs(stay.isolation)
  if (known.who === 'known' && isTheirs) await addFacts(ports, registration, known, known.person)
  if (stay.is === 'over')
    return {
      result: 'over_already',
      isolation: id,
      status: status.name === 'released' ? 'released' : 'ended',
    }
  if (stay.is === 'counts_anew') {
    await restartCount(ports, stay.isolation, registration, by)
    await hearBaseline(ports, await loadIsolation(ports, id), registration.baselineTenths)
    return { result: 'count_restarted', isolation: id }
  }
  if (isTheirs) await phoneAsWell(ports, stay.isolation, registration, by, known.phone)
  await start(ports, await loadIsolation(ports, id), registration.baselineTenths)
  return { result: 'registered_already', isolation: id }
}

/**
 * If no phone was known, the owner of the new one is asked to confirm it. A phone that differs from the known one
 * changes nothing: numbers are corrected on the person's page.
 */
const phoneAsWell = async (
  ports: CommandPorts & Pick<Ports, 'lookups'>,
  { id, person }: Isolation,
  { person: { phone } }: Registration,
  by: LedgerEntry['by'],
  at: Known['phone'],
): Promise<void> => {
  const vault = (await findPerson(ports.store, person))?.person
  if (phone === undefined || at === undefined || vault === undefined) return
  if (vault.phone === phone) await letterTheOthers(ports, at.phone, id)
  else if (vault.phone === undefined && vault.pendingPhone === undefined)
    await changePhone(ports, id, phone, by, `registration-${id}`)
}

/** The later of the two ends counts: only dates that are newer than the known ones are taken. */
const restartCount = async (
  ports: CommandPorts & Pick<Ports, 'lookups' | 'ids'>,
  { id, arrivedAt: before, lastExposure: known, zone, entries }: Isolation,
  { arrivedAt, lastExposure }: Registration,
  by: LedgerEntry['by'],
): Promise<void> => {
  const isNewArrival = arrivedAt.date > localDate(before, zone)
  const isNewExposure = lastExposure !== undefined && (known === undefined || lastExposure > known)
  await correct(ports, id, {
    corrections: {
      ...(isNewArrival ? { arrivedAt } : {}),
      ...(isNewExposure ? { lastExposure } : {}),
    },
    reason: isNewExposure ? 'new_exposure' : 'new_information',
    by,
    // The key includes the current state: if a correction has undone the same dates, they can be set again.
    inbound: `registration-${arrivedAt.date}-${lastExposure ?? ''}-${entries}`,
  })
}

/** Adds facts that were not known: lookups find the person by them, and the vault has them, unless it was erased. */
const addFacts = async (
  ports: Pick<Ports, 'store'>,
  registration: Registration,
  { identities }: Known,
  id: PersonId,
): Promise<void> => {
  const keys = identityWrites(identities, id)
  const found = await findPerson(ports.store, id)
  if (found === undefined) return
  const { documentNumber = registration.person.documentNumber } = found.person
  if (keys.length === 0 && documentNumber === found.person.documentNumber) return
  const person = documentNumber === undefined ? found.person : { ...found.person, documentNumber }
  const alsoKnownBy = factsIn(registration)
  await ports.store.transact([...keys, personWrite(person, found, { alsoKnownBy })])
}

const start = async (ports: AnswerPorts, loaded: Loaded, baselineTenths?: number): Promise<void> => {
  const { id } = loaded.isolation
  const decided = await decideLateRegistration(ports, loaded)
  const generation = await hearBaseline(ports, decided, baselineTenths)
  await ports.executions.start('isolation', isolationExecution(id, generation), {
    isolationId: id,
    generation,
  })
}

/** One transaction: the person, their lookups, the isolation and its first ledger entry. */
const write = async (
  ports: Pick<Ports, 'store' | 'lookups' | 'clock' | 'ids' | 'log'>,
  community: Community,
  registration: Registration,
  by: LedgerEntry['by'],
  known: Known,
): Promise<Loaded> => {
  const now = ports.clock.now()
  const book = await newestRuleBook(ports.store)
  const id = IsolationId.parse(`iso-${ports.ids.next()}`)
  const personId = known.who === 'known' ? known.person : PersonId.parse(`person-${ports.ids.next()}`)
  const { home, writes: atDoor } = await householdFor(ports, { community, book, now }, registration.address)
  const living = { id, person: personId, flags: registration.flags }
  const writes: Write[] = [...atDoor, ...householdWrites(home, join(home, living, by))]
  let contact: Contact
  if (known.phone === undefined) {
    const { code, write: taking } = await takeCode(ports.store, community.id, { subject: id }, now)
    contact = { by: 'worker', why: 'no_phone', code }
    writes.push(taking)
  } else {
    const at = contactOn(known.phone, id, now)
    contact = at.contact
    writes.push(...at.writes)
  }
  const [current, stays] =
    known.who === 'known'
      ? await Promise.all([findPerson(ports.store, personId), loadStays(ports.store, personId)])
      : [undefined, noStays]
  const documentNumber = registration.person.documentNumber ?? current?.person.documentNumber
  const registered = Person.parse({
    ...registration.person,
    ...(documentNumber === undefined ? {} : { documentNumber }),
    id: personId,
    household: home.household.id,
    address: registration.address,
  })
  // A new address begins anew.
  const person =
    current === undefined
      ? registered
      : { ...withUnknownOf(current.person, registered), address: registered.address }
  const before = current === undefined ? {} : { alsoKnownBy: factsOf(current.person) }
  const registering = { id, person, contact, community, book, by, now }
  const { isolation, entry } = decide(registration, registering)
  await ports.store.transact([
    { put: isolationItem(isolation, undefined), expect: 'absent' },
    { put: ledgerItem(entry, community.zone), expect: 'absent' },
    personWrite(person, current, before),
    stayWrite(personId, stays, id),
    ...identityWrites(known.identities, personId),
    ...writes,
  ])
  ports.log.info('returnee.registered', { isolation: id, community: community.id, grid: person.address.grid })
  return { isolation, version: 1, community, book, now }
}
