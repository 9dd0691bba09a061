import type { IsolationId } from '../../core/domain/ids.ts'
import { type Contact, type Isolation, isOpen, type ReopenReason } from '../../core/domain/isolation.ts'
import type { Happening, LedgerEntry } from '../../core/domain/ledger.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Write } from '../../core/ports/store.ts'
import { takeCode } from '../../record/code-record.ts'
import { type Changed, changeIsolation, type Loaded } from '../../record/isolation-record.ts'
import { findPerson } from '../../record/person-record.ts'
import { staysOf } from '../../record/stays-record.ts'
import { excused, NotPossible } from '../answer-escalation/decisions.ts'
import { carryOut } from '../carry-out/carry-out.ts'
import { contactAt } from '../change-phone/contact-at.ts'
import { PhoneFull } from '../change-phone/seat-at.ts'
import { letterTheOthers } from '../register/letter-the-others.ts'
import { tellLetters } from '../register/tell-letters.ts'
import { startGeneration } from '../sweep/restart.ts'
import { noCloseContacts } from '../tell-household/no-close-contacts.ts'

/** @throws NotPossible */
const mustFit = async (ports: Ports, { id, status, person }: Isolation): Promise<void> => {
  if (status.name === 'released')
    throw new NotPossible(`${id} was released: whoever comes back is registered again`)
  if (status.name === 'ended' && status.kept !== undefined)
    throw new NotPossible(`${id} is a duplicate: ${status.kept} goes on in its place`)
  const other = (await staysOf(ports.store, person)).find((stay) => stay.id !== id && isOpen(stay))
  if (other !== undefined) throw new NotPossible(`this person is in isolation now as ${other.id}`)
}

/** As before, where the phone is still theirs alone; a code may have gone to somebody else meanwhile. */
const contactNow = async (
  ports: Ports,
  { isolation, now }: Loaded,
  phone: string | undefined,
): Promise<{ readonly contact: Contact; readonly writes: readonly Write[] }> => {
  const { contact, community, id } = isolation
  if (contact.by === 'sms' && phone !== undefined)
    try {
      return await contactAt(ports, phone, id)
    } catch (error) {
      if (error instanceof PhoneFull) throw new NotPossible(error.message)
      throw error
    }
  if (contact.by === 'sms') return { contact, writes: [] }
  const { code, write } = await takeCode(ports.store, community, { isolation: id }, now)
  return { contact: { ...contact, code }, writes: [write] }
}

/**
 * Lets an isolation go on that has ended. Half-days that passed meanwhile are excused: nobody was asked. Its workflow
 * begins a new generation. Safe to repeat.
 * @throws NotFound, NotPossible
 */
export const reopenIsolation = async (
  ports: Ports,
  id: IsolationId,
  reason: ReopenReason,
  by: LedgerEntry['by'],
): Promise<Changed> => {
  let phone: string | undefined
  const changed = await changeIsolation(ports, id, async (loaded) => {
    const { isolation } = loaded
    if (isOpen(isolation)) return undefined
    await mustFit(ports, isolation)
    const found = await findPerson(ports.store, isolation.person)
    if (found === undefined) throw new NotPossible(`the person of ${id} has been erased: register again`)
    phone = found.person.phone
    const { contact, writes } = await contactNow(ports, loaded, phone)
    const isSame = JSON.stringify(contact) === JSON.stringify(isolation.contact)
    const happenings: Happening[] = [
      { what: 'reopened', reason },
      ...excused(loaded),
      ...(isSame ? [] : [{ what: 'contact changed', contact, why: 'reopened' } as const]),
      { what: 'restarted', generation: isolation.generation + 1, why: 'reopened' },
    ]
    return { by, happenings, writes, plan: 'again' }
  })
  await carryOut(ports, changed)
  if (isOpen(changed.isolation)) {
    await letterTheOthers(ports, phone, id)
    await tellLetters(ports, id)
    await noCloseContacts(ports, changed.isolation)
    await startGeneration(ports, id, changed.isolation.generation)
  }
  return changed
}
