import { leave } from '../../core/household/decisions/members.ts'
import type { Actor, IsolationId } from '../../core/ids.ts'
import type { Loaded } from '../../core/isolation/decision.ts'
import {
  endDuplicate,
  goOnFor,
  isDuplicateOf,
  keptOf,
  mustFit,
} from '../../core/isolation/decisions/merge.ts'
import type { LedgerEntry } from '../../core/isolation/events.ts'
import { type BySms, type Isolation, isOpen, openMatters } from '../../core/isolation/isolation.ts'
import type { Person } from '../../core/person/person.ts'
import type { CommandPorts, Ports } from '../../core/ports/ports.ts'
import type { Write } from '../../core/ports/store.ts'
import { householdBeside, householdWrites } from '../../record/household-repository.ts'
import { newIdentityWrites } from '../../record/identity-repository.ts'
import { findIsolation, handleCommand, loadIsolation } from '../../record/isolation-repository.ts'
import { isolationKey } from '../../record/keys.ts'
import type { Finding } from '../../record/lookup.ts'
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

/**
 * Messages from a phone at which the duplicate was asked count for the isolation that is kept. A number that its owner
 * has not confirmed no longer waits for the duplicate.
 */
const phonesOf = async (ports: Finding, duplicate: Isolation, kept: IsolationId): Promise<Write[]> => {
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
  ports: Finding,
  kept: Isolation,
  duplicate: Isolation,
): Promise<{ readonly contact: BySms | undefined; readonly writes: readonly Write[] }> => {
  const nothing = { contact: undefined, writes: [] }
  const found = await findPerson(ports.store, kept.person)
  const phone = (await findPerson(ports.store, duplicate.person))?.person.phone
  if (found === undefined || hasNumber(found.person)) return nothing
  if (phone === undefined || duplicate.contact.by !== 'sms' || !isOpen(kept)) return nothing
  const { contact, writes } = await contactAt(ports, phone, kept.id)
  const person = { ...found.person, phone }
  return {
    contact,
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
const askOwner = async (
  ports: CommandPorts & Pick<Ports, 'lookups'>,
  kept: Isolation,
  duplicate: Isolation,
  by: LedgerEntry['by'],
) => {
  const person = (await findPerson(ports.store, kept.person))?.person
  const number = (await findPerson(ports.store, duplicate.person))?.person.pendingPhone
  if (person === undefined || number === undefined || hasNumber(person)) return
  await changePhone(ports, kept.id, number, by, `merge-${duplicate.id}`)
}

/** What is written with the end of the duplicate. */
const writesOfEnd = async (
  ports: Finding,
  ended: Loaded,
  { isolation: kept, version }: Loaded,
  by: Actor,
): Promise<Write[]> => {
  const duplicate = ended.isolation
  const home = await householdBeside(ports.store, duplicate.household, ended)
  const stays = await Promise.all(
    [...new Set([duplicate.person, kept.person])].map(async (person) =>
      stayWrite(person, await loadStays(ports.store, person), duplicate.id, kept.id),
    ),
  )
  return [
    ...stays,
    ...(await phonesOf(ports, duplicate, kept.id)),
    ...householdWrites(home, leave(home, duplicate, by)),
    // Whatever ends the other one meanwhile, one of the two goes on.
    { check: isolationKey(kept.id), expect: { version } },
  ]
}

/**
 * Merges two isolations of the same person: the one that began first goes on, the other ends as its duplicate. Lookups
 * then find the one that is kept. Safe to repeat.
 * @throws NotFound, NotPossible
 */
export const mergeIsolations = async (
  ports: CommandPorts & Pick<Ports, 'lookups'>,
  one: IsolationId,
  other: IsolationId,
  by: LedgerEntry['by'],
): Promise<Merged> => {
  const [first, second] = await Promise.all([
    findIsolation(ports.store, one),
    findIsolation(ports.store, other),
  ])
  const [kept, duplicate] = keptOf(first, second)
  mustFit(kept, duplicate)
  const result = await handleCommand(ports, duplicate.id, async (loaded, matters) => {
    const { isolation } = loaded
    if (isDuplicateOf(isolation, kept)) return undefined
    const goesOn = await loadIsolation(ports, kept.id)
    mustFit(goesOn.isolation, isolation)
    return endDuplicate(loaded, kept, by, {
      open: await matters.each(openMatters(isolation)),
      writes: await writesOfEnd(ports, loaded, goesOn, by),
    })
  })
  await applyEffects(ports, result)
  await handleCommand(ports, kept.id, async ({ isolation }) =>
    isolation.merged?.includes(duplicate.id) === true
      ? undefined
      : goOnFor(duplicate, by, await askedThere(ports, isolation, duplicate)),
  )
  await askOwner(ports, kept, duplicate, by)
  await letterAgain(ports, kept.id)
  return { kept: kept.id, ended: duplicate.id }
}
