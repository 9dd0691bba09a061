import type { IsolationId } from '../../core/ids.ts'
import { isOpen } from '../../core/isolation/isolation.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { handleCommand } from '../../record/isolation-repository.ts'
import { findPerson } from '../../record/person-repository.ts'
import { contactAt } from '../change-phone/contact-at.ts'

/** Somebody who has a phone alone again needs no letter; otherwise they get theirs. Safe to repeat. */
export const letterAgain = async (ports: Ports, id: IsolationId): Promise<void> => {
  await handleCommand(ports, id, async ({ isolation }) => {
    const before = isolation.contact
    if (!isOpen(isolation) || before.by !== 'sms') return undefined
    const number = (await findPerson(ports.store, isolation.person))?.person.phone
    if (number === undefined) return undefined
    const { contact, writes } = await contactAt(ports, number, id)
    if (contact.member === before.member) return undefined
    return {
      by: 'workflow',
      events: [
        {
          type: 'contact_changed',
          contact,
          why: contact.member === undefined ? 'phone_not_shared' : 'phone_shared',
        },
      ],
      writes,
    }
  })
}
