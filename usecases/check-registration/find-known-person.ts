import type { Community } from '../../core/community/community.ts'
import { foldedDoor } from '../../core/identity/folded-door.ts'
import { foldedName } from '../../core/identity/folded-name.ts'
import {
  type Clash,
  type Clues,
  type KnownPerson,
  type Said,
  type StayStatus,
  stayStatusOf,
  whoIs,
} from '../../core/identity/who-is-who.ts'
import type { PersonId } from '../../core/ids.ts'
import { dayZeroOf } from '../../core/isolation/calendar.ts'
import { isOpen } from '../../core/isolation/isolation.ts'
import { factsOf, type IdentifyingFacts } from '../../core/person/person.ts'
import type { PersonChange } from '../../core/person/person-change.ts'
import type { Registration } from '../../core/person/registration.ts'
import { arrivalOf } from '../../core/person/registration-dates.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { type LookedUpIdentity, lookUpIdentity } from '../../record/identity-repository.ts'
import type { Finding } from '../../record/lookup.ts'
import { findPerson } from '../../record/person-repository.ts'
import { loadHolders, type PhoneHolders } from '../../record/phone-holders.ts'
import { livesAt } from '../../record/phone-repository.ts'
import { staysOf } from '../../record/stays-repository.ts'

/** What the record knows of somebody to be registered, and their phone if they have one. */
export type Known = {
  readonly identities: readonly LookedUpIdentity[]
  readonly phone: PhoneHolders | undefined
} & (
  | { readonly who: 'nobody_known' }
  | { readonly who: 'known'; readonly person: PersonId; readonly stay: StayStatus }
  | { readonly who: 'in_doubt'; readonly clashes: readonly Clash[] }
  | { readonly who: 'not_among_them' }
)

export const factsIn = ({ person, address }: Registration): IdentifyingFacts =>
  factsOf({ ...person, address })

/** Folded. */
const namesByMistake = (history: readonly PersonChange[]): string[] =>
  history
    .filter(({ reason }) => reason === 'entered_wrongly')
    .flatMap(({ changes }) =>
      changes.flatMap(({ field, from }) =>
        field === 'name' && typeof from === 'string' ? [foldedName(from)] : [],
      ),
    )

type People = (id: PersonId) => Promise<KnownPerson | undefined>

/** Caches the people read. undefined: they have no stay. */
const peopleIn = ({ store }: Pick<Ports, 'store'>): People => {
  const read = new Map<PersonId, Promise<KnownPerson | undefined>>()
  const readOne = async (id: PersonId): Promise<KnownPerson | undefined> => {
    const isolations = await staysOf(store, id)
    const person = isolations.at(-1)?.person
    if (person === undefined) return undefined
    const found = await findPerson(store, person)
    const { name, documentNumber, address } = found?.person ?? {}
    const misnamed = namesByMistake(found?.history ?? [])
    return {
      person,
      isolations,
      ...(name === undefined ? {} : { name: foldedName(name) }),
      ...(documentNumber === undefined ? {} : { documentNumber }),
      ...(address === undefined ? {} : { door: foldedDoor(address) }),
      ...(misnamed.length === 0 ? {} : { misnamed }),
    }
  }
  return (id) => {
    const known = read.get(id) ?? readOne(id)
    read.set(id, known)
    return known
  }
}

const knownOf = async (people: People, ids: readonly PersonId[]): Promise<KnownPerson[]> => {
  const known = (await Promise.all(ids.map(people))).filter((one) => one !== undefined)
  return known.filter(({ person }, at) => known.findIndex((other) => other.person === person) === at)
}

/** The people in isolation who have this phone. */
const onPhone = ({ phone, isolations }: PhoneHolders): PersonId[] =>
  livesAt(phone).flatMap(({ isolation: id }) => {
    const isolation = isolations.get(id)
    return isolation !== undefined && isOpen(isolation) ? [isolation.person] : []
  })

/** Looks somebody up by every key at once, and says what registering them would mean. */
export const findKnown = async (
  ports: Finding,
  community: Community,
  registration: Registration,
  said: Said = {},
): Promise<Known> => {
  const facts = factsIn(registration)
  const [identities, phone] = await Promise.all([
    lookUpIdentity(ports, community.id, facts),
    facts.phone === undefined ? undefined : loadHolders(ports, facts.phone),
  ])
  const people = peopleIn(ports)
  const name = foldedName(facts.name)
  const samePhone = phone === undefined ? [] : await knownOf(people, onPhone(phone))
  const under = (wanted: LookedUpIdentity['clue']): Promise<KnownPerson[]> =>
    knownOf(
      people,
      identities.flatMap(({ clue, people: ids }) => (clue === wanted ? ids : [])),
    )
  const clues: Clues = {
    byDocument: await under('document'),
    // The number may have changed since they were registered.
    byPhone: [...(await under('phone')), ...samePhone.filter((known) => known.name === name)],
    byAddress: await under('address'),
    sameDocument: await under('document_only'),
    samePhone,
  }
  const { documentNumber } = facts
  const found = whoIs(clues, {
    name,
    documentNumber,
    door: foldedDoor(facts.address),
    decided: said.decided,
  })
  if (found.who !== 'known') return { identities, phone, ...found }
  const arrivedAt = arrivalOf(registration.arrivedAt, community.zone, ports.clock.now())
  const stay = stayStatusOf(found.known, {
    arrivedOn: registration.arrivedAt.date,
    dayZero: dayZeroOf(arrivedAt, registration.lastExposure, community.zone),
    ...said,
  })
  return { identities, phone, who: 'known', person: found.known.person, stay }
}
