import type { Write } from '../../ports/store.ts'
import { messageToResident } from '../../texts/recorded-message.ts'
import { milliseconds } from '../../time/instant.ts'
import type { Decision, Loaded } from '../decision.ts'
import { type BySms, isOpen } from '../isolation.ts'

/** Somebody else has come to the phone: messages begin with a letter from now on. undefined: they do already. */
export const shareLetter = ({ isolation }: Loaded, member: string): Decision | undefined => {
  const { contact } = isolation
  if (!isOpen(isolation) || contact.by !== 'sms' || contact.member !== undefined) return undefined
  return {
    by: 'workflow',
    events: [{ type: 'contact_changed', contact: { by: 'sms', member }, why: 'phone_shared' }],
  }
}

/**
 * Somebody who has a phone alone again needs no letter; otherwise they get theirs.
 * @param contact how they are asked there
 */
export const letterAgain = (
  { isolation }: Loaded,
  { contact, writes }: { readonly contact: BySms; readonly writes: readonly Write[] },
): Decision | undefined => {
  const before = isolation.contact
  if (before.by !== 'sms' || contact.member === before.member) return undefined
  const why = contact.member === undefined ? 'phone_not_shared' : 'phone_shared'
  return { by: 'workflow', events: [{ type: 'contact_changed', contact, why }], writes }
}

/** The key of the message that tells a phone these letters; another phone has to be told the same letters too. */
export const lettersKey = ({ isolation: { phoneSince } }: Loaded, letters: readonly string[]): string =>
  ['letters', letters.join(''), ...(phoneSince === undefined ? [] : [milliseconds(phoneSince)])].join('-')

/** Whether a phone has to be told whose letter is whose. `told`: the letters that it was told. */
export const hasNewLetters = (letters: readonly string[], told: string): boolean =>
  letters.length >= 2 && !letters.every((letter) => told.includes(letter))

export const tellLetters = ({ now }: Loaded, key: string, writes: readonly Write[]): Decision => ({
  by: 'workflow',
  events: [],
  messages: [messageToResident(key, now, 'letters', {})],
  writes,
})
