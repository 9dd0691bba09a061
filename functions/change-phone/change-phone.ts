import type { IsolationId } from '../../core/domain/ids.ts'
import type { LedgerEntry } from '../../core/domain/ledger.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { changeIsolation } from '../../record/isolation-record.ts'
import { findPerson, personWrite } from '../../record/person-record.ts'
import { letterTheOthers } from '../register/letter-the-others.ts'
import { tellLetters } from '../register/tell-letters.ts'
import { contactAt } from './contact-at.ts'

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
    const { contact, writes } = await contactAt(ports, number, id)
    if (writes.length === 0 && found.person.phone === number && isolation.contact.by === 'sms')
      return undefined
    return {
      by,
      happenings: [{ what: 'contact changed', contact, why: 'number mended' }],
      writes: [...writes, personWrite({ ...found.person, phone: number }, found)],
    }
  })
  await letterTheOthers(ports, number, id)
  await tellLetters(ports, id)
}
