import type { IsolationId } from '../../core/ids.ts'
import { type Isolation, isOpen } from '../../core/isolation/isolation.ts'
import { DAY, type Instant, plus } from '../../core/time/instant.ts'
import type { Finding } from '../../record/lookup.ts'
import { loadHolders, type PhoneHolders } from '../../record/phone-holders.ts'
import {
  freeLetters,
  type LoadedPhone,
  type Phone,
  pendingOn,
  without,
} from '../../record/phone-repository.ts'

/** How long after an isolation its letter is kept from others: our decision. */
const LETTER_RESTS = 2 * DAY

/** No letter of a phone is free. The message says what to do. */
export class PhoneFull extends Error {
  override readonly name = 'PhoneFull'
  constructor() {
    super(
      '26 people have this phone, and texts tell them apart by a letter: give another phone for some, or none, and the grid worker measures',
    )
  }
}

/** A returnee's place at a phone. */
export interface Seat {
  readonly at: LoadedPhone
  readonly letter: string
  /** Somebody else in isolation has this phone too. */
  readonly isShared: boolean
  /** The phone without the returnee, and without the former holder of the letter. */
  readonly others: Phone
}

const overSince = ({ status }: Isolation): Instant | undefined =>
  status.name === 'released' || status.name === 'ended' ? status.at : undefined

/**
 * The letter that a returnee has at a phone, or would get: an unused one; otherwise that of somebody whose isolation
 * ended long ago. That person is no longer found by the phone, so that no message counts as theirs, and the phone is
 * told the letters again.
 * @throws PhoneFull
 */
export const seatOn = (at: PhoneHolders, id: IsolationId, now: Instant): Seat => {
  const rest = without(at.phone, id)
  const mine = [...at.phone.residents, ...pendingOn(at.phone)].find(({ isolation }) => isolation === id)
  const all = rest.residents.flatMap((one) => {
    const held = at.isolations.get(one.isolation)
    return held === undefined ? [] : [{ ...one, held }]
  })
  const isShared = all.some(({ held, moved }) => isOpen(held) && moved !== true)
  const letter = mine?.member ?? freeLetters(rest)[0]
  if (letter !== undefined) return { at, letter, isShared, others: rest }
  const rested = all
    .filter(({ held }) => plus(overSince(held) ?? now, LETTER_RESTS) < now)
    .toSorted((a, b) => ((overSince(a.held) ?? now) < (overSince(b.held) ?? now) ? -1 : 1))[0]
  if (rested === undefined) throw new PhoneFull()
  const others = without(rest, rested.isolation)
  const told = (others.lettersTold ?? '').replace(rested.member, '')
  return { at, letter: rested.member, isShared, others: { ...others, lettersTold: told } }
}

const roomOn = ({ phone, isolations }: PhoneHolders, now: Instant): number =>
  freeLetters(phone).length +
  [...isolations.values()].filter((one) => plus(overSince(one) ?? now, LETTER_RESTS) < now).length

/** How many more returnees a phone can have. */
export const roomAt = async (ports: Finding, number: string): Promise<number> =>
  roomOn(await loadHolders(ports, number), ports.clock.now())

/** Whether a phone has no letter left for this returnee. */
export const isFullFor = async (ports: Finding, number: string, id: IsolationId): Promise<boolean> => {
  const at = await loadHolders(ports, number)
  const isThere = [...at.phone.residents, ...pendingOn(at.phone)].some(({ isolation }) => isolation === id)
  return !isThere && roomOn(at, ports.clock.now()) === 0
}
