import type { IsolationId } from '../../core/ids.ts'
import type { Loaded } from '../../core/isolation/decision.ts'
import type { NumberChange } from '../../core/isolation/decisions/new-number.ts'
import { isOpen } from '../../core/isolation/isolation.ts'
import type { Person } from '../../core/person/person.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Write } from '../../core/ports/store.ts'
import { findIsolation } from '../../record/isolation-repository.ts'
import type { Finding } from '../../record/lookup.ts'
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
import { type Seat, seatOn } from './seat-at.ts'

/**
 * A number that is given up: a stranger may have it, unless others in isolation still do. They may still mention the
 * person who left.
 */
const leaving = async (ports: Pick<Ports, 'store'>, phone: Phone, id: IsolationId): Promise<Phone> => {
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
  ports: Finding,
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

const waitingAt = ({ at, letter: member, others }: Seat, isolation: IsolationId): Write[] =>
  phoneWrites(at, { ...others, pending: [...pendingOn(others), { isolation, member }] })

/**
 * What a change of number means for the phones: the old ones stop counting at once, and the new one waits for its owner.
 * @param person the person before
 * @param number undefined: none any more
 * @throws PhoneFull
 */
export const numberChange = async (
  ports: Finding,
  loaded: Pick<Loaded, 'isolation' | 'now'>,
  person: Person,
  number?: string,
): Promise<NumberChange> => {
  const { isolation, now } = loaded
  const left = await leftBehind(ports, isolation.id, person, number)
  if (!isOpen(isolation)) return { measured: undefined, writes: left }
  const seat = number === undefined ? undefined : seatOn(await loadHolders(ports, number), isolation.id, now)
  const why = number === undefined ? 'no_phone' : 'number_not_confirmed'
  const { contact, writes } = await contactByWorker(ports, loaded, why)
  return {
    measured: contact,
    writes: [...left, ...(seat === undefined ? [] : waitingAt(seat, isolation.id)), ...writes],
  }
}
