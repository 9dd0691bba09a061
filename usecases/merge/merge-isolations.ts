import type { IsolationId } from '../../core/ids.ts'
import { inWords } from '../../core/in-words.ts'
import type { Decision, Loaded } from '../../core/isolation/decision.ts'
import { joined, settled } from '../../core/isolation/decisions/settle-matter.ts'
import type { LedgerEntry } from '../../core/isolation/events.ts'
import { careMatter, type Isolation, isOpen, openMatters } from '../../core/isolation/isolation.ts'
import { NotPossible } from '../../core/isolation/not-possible.ts'
import type { Person } from '../../core/person/person.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Write } from '../../core/ports/store.ts'
import type { MatterKind, Severity } from '../../core/rule-book/rule-book.ts'
import { newIdentityWrites } from '../../record/identity-repository.ts'
import { findIsolation, handleCommand, loadIsolation } from '../../record/isolation-repository.ts'
import { isolationKey } from '../../record/keys.ts'
import type { Matters } from '../../record/matters.ts'
import { findPerson, personWrite } from '../../record/person-repository.ts'
import { loadPhone, pendingOn, phoneWrites } from '../../record/phone-repository.ts'
import { loadStays, stayWrite } from '../../record/stays-repository.ts'
import { applyEffects } from '../apply-effects/apply-effects.ts'
import { changePhone } from '../change-phone/change-phone.ts'
import { contactAt } from '../change-phone/contact-at.ts'
import { letterAgain } from './letter-again.ts'

export interface Merged {
  readonly kept: IsolationId
  readonly ended: IsolationId
}

/** The one that began first; if both began at once, the one that was registered first. */
const inOrder = (one: Isolation, other: Isolation): readonly [kept: Isolation, duplicate: Isolation] => {
  const key = ({ dayZero, arrivedAt, registeredAt, id }: Isolation): string =>
    [dayZero, arrivedAt, registeredAt, id].join(' ')
  return key(one) <= key(other) ? [one, other] : [other, one]
}

const isDuplicateOf = ({ status }: Isolation, { id }: Isolation): boolean =>
  status.name === 'ended' && status.kept === id

/** Matters in which somebody was promised, or has to come. */
const needsSomebody: readonly MatterKind[] = ['danger', 'request', 'no_thermometer', 'visit']

/** The severity of what a doctor has open: 0 for nothing. */
const severityOf = (isolation: Isolation): number => {
  const severities: Readonly<Record<Severity, number>> = { orange: 1, red: 2 }
  const { status } = isolation
  if (status.name === 'referred') return severities[status.severity]
  return careMatter(isolation) === undefined ? 0 : severities.orange
}

/** @throws NotPossible */
const mustFit = (kept: Isolation, duplicate: Isolation): void => {
  if (kept.id === duplicate.id) throw new NotPossible('an isolation is no duplicate of itself')
  if (kept.community !== duplicate.community)
    throw new NotPossible(`${duplicate.id} is in another community: end one of them`)
  for (const one of [kept, duplicate])
    if (!isOpen(one))
      throw new NotPossible(`${one.id} is ${inWords(one.status.name)}: only isolations that go on are merged`)
  if (severityOf(duplicate) > severityOf(kept))
    throw new NotPossible(
      `a doctor has an open matter about ${duplicate.id}: answer it first, so that no fever is lost`,
    )
  const isHeld = (wanted: MatterKind): boolean =>
    // Another request may be about something else.
    wanted !== 'request' && openMatters(kept).some(({ kind }) => kind === wanted)
  const lost = openMatters(duplicate).find(({ kind }) => needsSomebody.includes(kind) && !isHeld(kind))
  if (lost !== undefined)
    throw new NotPossible(
      `a matter of ${duplicate.id} is open (${inWords(lost.kind)}): answer it first, so that nobody waits in vain`,
    )
}

/**
 * Messages from a phone at which the duplicate was asked count for the isolation that is kept. A number that its owner
 * has not confirmed no longer waits for the duplicate.
 */
const phonesOf = async (ports: Ports, duplicate: Isolation, kept: IsolationId): Promise<Write[]> => {
  const { phone, pendingPhone } = (await findPerson(ports.store, duplicate.person))?.person ?? {}
  const numbers = new Set([phone, pendingPhone].filter((number) => number !== undefined))
  const writes = [...numbers].map(async (number): Promise<Write[]> => {
    const at = await loadPhone(ports, number)
    const { residents } = at.phone
    const pending = pendingOn(at.phone)
    if (![...residents, ...pending].some(({ isolation }) => isolation === duplicate.id)) return []
    const isThere = residents.some(({ isolation }) => isolation === kept)
    return phoneWrites(at, {
      ...at.phone,
      // If the phone was told of both, the duplicate's letter is not given away for some time.
      residents: isThere
        ? residents
        : residents.map((one) => (one.isolation === duplicate.id ? { ...one, isolation: kept } : one)),
      pending: pending.filter(({ isolation }) => isolation !== duplicate.id),
    })
  })
  return (await Promise.all(writes)).flat()
}

/** If the kept isolation has no phone, it is asked at the duplicate's. */
const askedThere = async (
  ports: Ports,
  { isolation: kept }: Loaded,
  duplicate: Isolation,
): Promise<Required<Pick<Decision, 'events' | 'writes'>>> => {
  const nothing = { events: [], writes: [] }
  const found = await findPerson(ports.store, kept.person)
  const phone = (await findPerson(ports.store, duplicate.person))?.person.phone
  if (found === undefined || hasNumber(found.person)) return nothing
  if (phone === undefined || duplicate.contact.by !== 'sms' || !isOpen(kept)) return nothing
  const { contact, writes } = await contactAt(ports, phone, kept.id)
  const person = { ...found.person, phone }
  return {
    events: [{ type: 'contact_changed', contact, why: 'merged' }],
    writes: [
      ...writes,
      ...(await newIdentityWrites(ports, kept.community, person, person.id)),
      personWrite(person, found),
    ],
  }
}

const hasNumber = ({ phone, pendingPhone }: Person): boolean =>
  phone !== undefined || pendingPhone !== undefined

/** An unconfirmed number is asked about again, for the kept isolation. */
const askOwner = async (ports: Ports, kept: Isolation, duplicate: Isolation, by: LedgerEntry['by']) => {
  const person = (await findPerson(ports.store, kept.person))?.person
  const number = (await findPerson(ports.store, duplicate.person))?.person.pendingPhone
  if (person === undefined || number === undefined || hasNumber(person)) return
  await changePhone(ports, kept.id, number, by, `merge-${duplicate.id}`)
}

const endDuplicate = async (
  ports: Ports,
  { isolation, now }: Loaded,
  matters: Matters,
  { isolation: kept, version }: Loaded,
  by: LedgerEntry['by'],
) => {
  const open = await matters.each(openMatters(isolation))
  const settlings = joined(open.map((matter) => settled(matter, 'joined', by, now)))
  const stays = await Promise.all(
    [...new Set([isolation.person, kept.person])].map(async (person) =>
      stayWrite(person, await loadStays(ports.store, person), isolation.id, kept.id),
    ),
  )
  return {
    ...settlings,
    by,
    events: [...settlings.events, { type: 'ended', reason: 'duplicate', kept: kept.id } as const],
    writes: [
      ...stays,
      ...(await phonesOf(ports, isolation, kept.id)),
      // Whatever ends the other one meanwhile, one of the two goes on.
      { check: isolationKey(kept.id), expect: { version } },
    ],
    plan: 'again' as const,
    effects: [...settlings.effects, { effect: 'isolation_goes_on' } as const],
  }
}

/**
 * Merges two isolations of the same person: the one that began first goes on, the other ends as its duplicate. Lookups
 * then find the one that is kept. Safe to repeat.
 * @throws NotFound, NotPossible
 */
export const mergeIsolations = async (
  ports: Ports,
  one: IsolationId,
  other: IsolationId,
  by: LedgerEntry['by'],
): Promise<Merged> => {
  const [first, second] = await Promise.all([
    findIsolation(ports.store, one),
    findIsolation(ports.store, other),
  ])
  const [kept, duplicate] = isDuplicateOf(first, second)
    ? [second, first]
    : isDuplicateOf(second, first)
      ? [first, second]
      : inOrder(first, second)
  if (!isDuplicateOf(duplicate, kept)) mustFit(kept, duplicate)
  const result = await handleCommand(ports, duplicate.id, async (loaded, matters) => {
    if (isDuplicateOf(loaded.isolation, kept)) return undefined
    const other = await loadIsolation(ports, kept.id)
    mustFit(other.isolation, loaded.isolation)
    return endDuplicate(ports, loaded, matters, other, by)
  })
  await applyEffects(ports, result)
  await handleCommand(ports, kept.id, async (loaded) => {
    if (loaded.isolation.merged?.includes(duplicate.id) === true) return undefined
    const { events, writes } = await askedThere(ports, loaded, duplicate)
    return { by, events: [{ type: 'merged', isolation: duplicate.id }, ...events], writes }
  })
  await askOwner(ports, kept, duplicate, by)
  await letterAgain(ports, kept.id)
  return { kept: kept.id, ended: duplicate.id }
}
