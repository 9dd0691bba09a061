import type { IsolationId } from '../../core/ids.ts'
import { letterAgain as decide } from '../../core/isolation/decisions/share-phone.ts'
import { isOpen } from '../../core/isolation/isolation.ts'
import { handleCommand } from '../../record/isolation-repository.ts'
import type { Finding } from '../../record/lookup.ts'
import { findPerson } from '../../record/person-repository.ts'
import { contactAt } from '../change-phone/contact-at.ts'

/** Somebody who has a phone alone again needs no letter; otherwise they get theirs. Safe to repeat. */
export const letterAgain = async (ports: Finding, id: IsolationId): Promise<void> => {
  await handleCommand(ports, id, async (loaded) => {
    const { isolation } = loaded
    if (!isOpen(isolation) || isolation.contact.by !== 'sms') return undefined
    const number = (await findPerson(ports.store, isolation.person))?.person.phone
    return number === undefined ? undefined : decide(loaded, await contactAt(ports, number, id))
  })
}
