import type { IsolationId } from '../../core/domain/ids.ts'
import { isOpen } from '../../core/domain/isolation.ts'
import type { LedgerEntry } from '../../core/domain/ledger.ts'
import { DAY, plus } from '../../core/instant.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Write } from '../../core/ports/store.ts'
import { newIdentityWrites } from '../../record/identity-record.ts'
import { changeIsolation, findIsolation } from '../../record/isolation-record.ts'
import { heardKey } from '../../record/keys.ts'
import { findPerson, personWrite } from '../../record/person-record.ts'
import { livesAt, loadPhone, type Phone, pendingOn, phoneWrites, without } from '../../record/phone-record.ts'
import { carryOut } from '../carry-out/carry-out.ts'
import { deliverAgain } from '../deliver/deliver.ts'
import { textToResident } from '../deliver/text.ts'
import { contactByWorker } from '../open-escalation/contact-by-worker.ts'
import { seatAt } from './seat-at.ts'

/** A number that is left: a stranger may have it, unless others in isolation still do. They may go on naming whoever left. */
const leaving = async (ports: Ports, phone: Phone, id: IsolationId): Promise<Phone> => {
  const rest = without(phone, id)
  const mine = phone.residents.find(({ isolation }) => isolation === id)
  const others = await Promise.all(
    livesAt(rest).map(({ isolation }) => findIsolation(ports.store, isolation)),
  )
  return mine === undefined || !others.some(isOpen)
    ? rest
    : { ...rest, residents: [...rest.residents, { ...mine, moved: true }] }
}

/**
 * Gives a returnee a new number. The old one stops counting at once; the new one counts when its owner says yes to the
 * question that is sent there, and until then the worker measures. Once for each `inbound`.
 * @throws PhoneFull
 */
export const changePhone = async (
  ports: Ports,
  id: IsolationId,
  number: string,
  by: LedgerEntry['by'],
  inbound: string,
): Promise<void> => {
  const once = heardKey(id, 'number mended', inbound)
  const key = `confirm-number-${inbound}`
  const changed = await changeIsolation(ports, id, async (loaded) => {
    if ((await ports.store.get(once)) !== undefined) return undefined
    const { isolation, now } = loaded
    const found = await findPerson(ports.store, isolation.person)
    if (found === undefined || !isOpen(isolation)) return undefined
    const { phone, pendingPhone, ...person } = found.person
    if (phone === number && isolation.contact.by === 'sms') return undefined
    const left = [...new Set([phone, pendingPhone])].filter((old) => old !== undefined && old !== number)
    const leftBehind = await Promise.all(
      left.map(async (old): Promise<Write[]> => {
        const at = await loadPhone(ports, old ?? number)
        return phoneWrites(at, await leaving(ports, at.phone, id))
      }),
    )
    const { at, letter: member, others } = await seatAt(ports, number, id)
    const measured = await contactByWorker(ports, loaded, 'number not confirmed')
    return {
      by,
      happenings: [
        { what: 'contact changed', contact: measured.contact, why: 'number mended' },
        { what: 'number asked', times: 1 },
      ],
      messages: [textToResident(key, now, 'confirmNumber', {})],
      writes: [
        ...leftBehind.flat(),
        ...phoneWrites(at, { ...others, pending: [...pendingOn(others), { isolation: id, member }] }),
        ...measured.writes,
        ...(await newIdentityWrites(ports, isolation.community, { ...person, phone: number }, person.id)),
        personWrite({ ...person, pendingPhone: number }, found),
        { put: { ...once, body: {}, expiresAt: plus(now, DAY) }, expect: 'absent' },
      ],
    }
  })
  if (changed.change === undefined) await deliverAgain(ports, changed, key)
  else await carryOut(ports, changed)
}
