import type { IsolationId } from '../../core/ids.ts'
import type { Decision, Loaded } from '../../core/isolation/decision.ts'
import { isOpen } from '../../core/isolation/isolation.ts'
import type { Person } from '../../core/person/person.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Write } from '../../core/ports/store.ts'
import { messageToResident } from '../../core/texts/recorded-message.ts'
import { findIsolation } from '../../record/isolation-repository.ts'
import { loadHolders } from '../../record/phone-holders.ts'
import {
  livesAt,
  loadPhone,
  type Phone,
  pendingOn,
  phoneWrites,
  without,
} from '../../record/phone-repository.ts'
import { contactByWorker } from '../contact-by-worker/contact-by-worker.ts'
import { seatOn } from './seat-at.ts'

/** What a new number adds to a decision. */
export interface NewNumber extends Required<Pick<Decision, 'events' | 'messages' | 'writes'>> {
  /** To be written, with the number as it will be. */
  readonly person: Person
}

/**
 * A number that is given up: a stranger may have it, unless others in isolation still do. They may still mention the
 * person who left.
 */
const leaving = async (ports: Ports, phone: Phone, id: IsolationId): Promise<Phone> => {
  const rest = without(phone, id)
  const mine = phone.residents.find(({ isolation }) => isolation === id)
  const others = await Promise.all(
    livesAt(rest).map(({ isolation }) => findIsolation(ports.store, isolation)),
  )
  if (mine === undefined || !others.some(isOpen)) return rest
  const residents = phone.residents.map((one) => (one === mine ? { ...mine, moved: true as const } : one))
  return { ...rest, residents }
}

const leftBehind = async (
  ports: Ports,
  id: IsolationId,
  { phone, pendingPhone }: Person,
  number?: string,
): Promise<Write[]> => {
  const left = new Set([phone, pendingPhone].filter((old) => old !== undefined && old !== number))
  const writes = [...left].map(async (old): Promise<Write[]> => {
    if (old === undefined) return []
    const at = await loadPhone(ports, old)
    return phoneWrites(at, await leaving(ports, at.phone, id))
  })
  return (await Promise.all(writes)).flat()
}

/**
 * The old number stops counting at once; the new one counts once its owner confirms it, and until then the worker
 * measures. Nobody is asked once the isolation is over. `key`: the question's.
 * @throws PhoneFull
 */
export const newNumber = async (
  ports: Ports,
  loaded: Loaded,
  person: Person,
  number: string,
  key: string,
): Promise<NewNumber> => {
  const { isolation, now } = loaded
  const { phone: _, pendingPhone: __, ...rest } = person
  const left = await leftBehind(ports, isolation.id, person, number)
  if (!isOpen(isolation))
    return { events: [], messages: [], writes: left, person: { ...rest, phone: number } }
  const { at, letter: member, others } = seatOn(await loadHolders(ports, number), isolation.id, now)
  const measured = await contactByWorker(ports, loaded, 'number_not_confirmed')
  return {
    events: [
      { type: 'contact_changed', contact: measured.contact, why: 'number_mended' },
      { type: 'number_asked', times: 1 },
    ],
    messages: [messageToResident(key, now, 'confirm_number', {})],
    writes: [
      ...left,
      ...phoneWrites(at, { ...others, pending: [...pendingOn(others), { isolation: isolation.id, member }] }),
      ...measured.writes,
    ],
    person: { ...rest, pendingPhone: number },
  }
}

/** No phone any more: the worker measures from now on. */
export const noNumber = async (ports: Ports, loaded: Loaded, person: Person): Promise<NewNumber> => {
  const { isolation } = loaded
  const { phone: _, pendingPhone: __, ...rest } = person
  const left = await leftBehind(ports, isolation.id, person)
  if (!isOpen(isolation)) return { events: [], messages: [], writes: left, person: rest }
  const measured = await contactByWorker(ports, loaded, 'no_phone')
  return {
    events: [{ type: 'contact_changed', contact: measured.contact, why: 'no_phone' }],
    messages: [],
    writes: [...left, ...measured.writes],
    person: rest,
  }
}
