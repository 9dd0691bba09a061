import type { IsolationId } from '../../core/ids.ts'
import {
  tellLetters as decide,
  hasNewLetters,
  lettersKey,
} from '../../core/isolation/decisions/share-phone.ts'
import { isOpen } from '../../core/isolation/isolation.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { handleCommand } from '../../record/isolation-repository.ts'
import { messageKey } from '../../record/keys.ts'
import { findPerson } from '../../record/person-repository.ts'
import { loadHolders } from '../../record/phone-holders.ts'
import { livesAt, type Phone, phoneWrites } from '../../record/phone-repository.ts'
import { deliverAgain } from '../deliver/deliver.ts'
import { letterTheOthers } from './letter-the-others.ts'

/**
 * Tells a shared phone whose letter is whose: once, and again when somebody joins; whoever has no letter yet gets one.
 * The names are added when the text is made. Safe to repeat.
 */
export const tellLetters = async (
  ports: Pick<Ports, 'store' | 'lookups' | 'outbox' | 'clock'>,
  id: IsolationId,
): Promise<void> => {
  let key: string | undefined
  let phone: Phone | undefined
  const result = await handleCommand(ports, id, async (loaded) => {
    key = undefined
    const { contact, person } = loaded.isolation
    if (!isOpen(loaded.isolation) || contact.by !== 'sms' || contact.member === undefined) return undefined
    const number = (await findPerson(ports.store, person))?.person.phone
    if (number === undefined) return undefined
    const at = await loadHolders(ports, number)
    phone = at.phone
    const here = livesAt(at.phone).filter(({ isolation }) => {
      const one = at.isolations.get(isolation)
      return one !== undefined && isOpen(one)
    })
    const letters = here.map(({ member }) => member).sort()
    key = lettersKey(loaded, letters)
    if (!hasNewLetters(letters, at.phone.lettersTold ?? '')) return undefined
    if ((await ports.store.get(messageKey(id, key))) !== undefined) return undefined
    return decide(loaded, key, phoneWrites(at, { ...at.phone, lettersTold: letters.join('') }))
  })
  if (phone !== undefined) await letterTheOthers(ports, phone, id)
  if (key !== undefined) await deliverAgain(ports, result, key)
}
