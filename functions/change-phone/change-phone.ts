import type { IsolationId } from '../../core/domain/ids.ts'
import type { Contact } from '../../core/domain/isolation.ts'
import type { LedgerEntry } from '../../core/domain/ledger.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Write } from '../../core/ports/store.ts'
import { changeIsolation } from '../../record/isolation-record.ts'
import { personKey } from '../../record/keys.ts'
import { findPerson } from '../../record/person-record.ts'
import { freeLetter, loadPhone, phoneWrite } from '../../record/phone-record.ts'
import { toBody } from '../../record/to-body.ts'

/** Gives a returnee a number that works, and asks there from now on. The old number stays known for texts that come. */
export const changePhone = async (
  ports: Ports,
  id: IsolationId,
  number: string,
  by: LedgerEntry['by'],
): Promise<void> => {
  await changeIsolation(ports, id, async ({ isolation }) => {
    const found = await findPerson(ports.store, isolation.person)
    if (found === undefined) return undefined
    const at = await loadPhone(ports.store, number)
    const known = at.phone.residents.some(({ isolation: other }) => other === id)
    if (known && found.person.phone === number && isolation.contact.by === 'sms') return undefined
    const member = freeLetter(at.phone)
    const contact: Contact = at.phone.residents.length === 0 || known ? { by: 'sms' } : { by: 'sms', member }
    const writes: Write[] = [
      {
        put: { ...personKey(isolation.person), body: toBody({ ...found.person, phone: number }) },
        expect: { version: found.version },
      },
    ]
    if (!known)
      writes.push(
        phoneWrite(number, at, {
          ...at.phone,
          residents: [...at.phone.residents, { isolation: id, member }],
        }),
      )
    return { by, happenings: [{ what: 'contact changed', contact, why: 'number mended' }], writes }
  })
}
