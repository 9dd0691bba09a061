import type { IsolationId } from '../../core/ids.ts'
import type { Contact } from '../../core/isolation/isolation.ts'
import type { Write } from '../../core/ports/store.ts'
import type { Finding } from '../../record/lookup.ts'
import { livesAt, phoneWrites } from '../../record/phone-repository.ts'
import { seatAt } from './seat-at.ts'

type BySms = Extract<Contact, { by: 'sms' }>

/**
 * How a returnee is asked at a number: with a letter if somebody else in isolation has the same phone. `writes` make
 * the returnee findable by it; empty if they are already.
 * @throws PhoneFull
 */
export const contactAt = async (
  ports: Finding,
  number: string,
  id: IsolationId,
): Promise<{ contact: BySms; writes: Write[] }> => {
  const { at, letter: member, isShared, others } = await seatAt(ports, number, id)
  const isThere = livesAt(at.phone).some(({ isolation }) => isolation === id)
  return {
    contact: isShared ? { by: 'sms', member } : { by: 'sms' },
    writes: isThere
      ? []
      : phoneWrites(at, { ...others, residents: [...others.residents, { isolation: id, member }] }),
  }
}
