import type { IsolationId } from '../../core/ids.ts'
import { isOpen } from '../../core/isolation/isolation.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { messageToResident } from '../../core/texts/recorded-message.ts'
import { milliseconds } from '../../core/time/instant.ts'
import { findIsolation, handleCommand } from '../../record/isolation-repository.ts'
import { messageKey } from '../../record/keys.ts'
import { findPerson } from '../../record/person-repository.ts'
import { livesAt, loadPhone, type Phone, phoneWrites } from '../../record/phone-repository.ts'
import { deliverAgain } from '../deliver/deliver.ts'
import { letterTheOthers } from './letter-the-others.ts'

/**
 * Tells a shared phone whose letter is whose: once, and again when somebody joins; whoever has no letter yet gets one.
 * The names are added when the text is made. Safe to repeat.
 */
export const tellLetters = async (ports: Ports, id: IsolationId): Promise<void> => {
  let key: string | undefined
  let phone: Phone | undefined
  const result = await handleCommand(ports, id, async ({ isolation, now }) => {
    key = undefined
    const { contact, phoneSince } = isolation
    if (!isOpen(isolation) || contact.by !== 'sms' || contact.member === undefined) return undefined
    const number = (await findPerson(ports.store, isolation.person))?.person.phone
    if (number === undefined) return undefined
    const at = await loadPhone(ports, number)
    phone = at.phone
    const all = await Promise.all(
      livesAt(at.phone).map(async (one) => ({
        ...one,
        at: await findIsolation(ports.store, one.isolation),
      })),
    )
    const letters = all.flatMap((one) => (isOpen(one.at) ? [one.member] : [])).sort()
    // Another phone has to be told the same letters too.
    key = ['letters', letters.join(''), ...(phoneSince === undefined ? [] : [milliseconds(phoneSince)])].join(
      '-',
    )
    const told = at.phone.lettersTold ?? ''
    if (letters.length < 2 || letters.every((letter) => told.includes(letter))) return undefined
    if ((await ports.store.get(messageKey(id, key))) !== undefined) return undefined
    return {
      by: 'workflow',
      events: [],
      messages: [messageToResident(key, now, 'letters', {})],
      writes: phoneWrites(at, { ...at.phone, lettersTold: letters.join('') }),
    }
  })
  if (phone !== undefined) await letterTheOthers(ports, phone, id)
  if (key !== undefined) await deliverAgain(ports, result, key)
}
