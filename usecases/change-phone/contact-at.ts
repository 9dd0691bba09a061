import type { IsolationId } from '../../core/ids.ts'
import type { BySms } from '../../core/isolation/isolation.ts'
import type { Write } from '../../core/ports/store.ts'
import type { Instant } from '../../core/time/instant.ts'
import type { Finding } from '../../record/lookup.ts'
import { loadHolders, type PhoneHolders } from '../../record/phone-holders.ts'
import { livesAt, phoneWrites } from '../../record/phone-repository.ts'
import { seatOn } from './seat-at.ts'

/**
 * How a returnee is asked on a phone: with a letter if somebody else in isolation has it too. `writes` make the returnee
 * findable by it; empty if they are already.
 * @throws PhoneFull
 */
export const contactOn = (
  phone: PhoneHolders,
  id: IsolationId,
  now: Instant,
): { contact: BySms; writes: Write[] } => {
  const { letter: member, isShared, others } = seatOn(phone, id, now)
  const isThere = livesAt(phone.phone).some(({ isolation }) => isolation === id)
  return {
    contact: isShared ? { by: 'sms', member } : { by: 'sms' },
    writes: isThere
      ? []
      : phoneWrites(phone, { ...others, residents: [...others.residents, { isolation: id, member }] }),
  }
}

/** The same at a number. @throws PhoneFull */
export const contactAt = async (
  ports: Finding,
  number: string,
  id: IsolationId,
): Promise<{ contact: BySms; writes: Write[] }> =>
  contactOn(await loadHolders(ports, number), id, ports.clock.now())
