import type { IsolationId } from '../../core/domain/ids.ts'
import { type Contact, isOpen } from '../../core/domain/isolation.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Write } from '../../core/ports/store.ts'
import { loadIsolation } from '../../record/isolation-record.ts'
import { freeLetter, loadPhone, phoneWrites } from '../../record/phone-record.ts'

type BySms = Extract<Contact, { by: 'sms' }>

/**
 * How a returnee is asked at a number: with a letter where somebody else in isolation has the same phone. `writes` make
 * the returnee findable by it; none when that is so already.
 */
export const contactAt = async (
  ports: Ports,
  number: string,
  id: IsolationId,
): Promise<{ contact: BySms; writes: Write[] }> => {
  const at = await loadPhone(ports, number)
  const { residents } = at.phone
  const mine = residents.find(({ isolation }) => isolation === id)
  const others = await Promise.all(
    residents.filter((one) => one !== mine).map(({ isolation }) => loadIsolation(ports, isolation)),
  )
  const member = mine?.member ?? freeLetter(at.phone)
  const isShared = others.some(({ isolation }) => isOpen(isolation))
  return {
    contact: isShared ? { by: 'sms', member } : { by: 'sms' },
    writes:
      mine === undefined
        ? phoneWrites(at, { ...at.phone, residents: [...residents, { isolation: id, member }] })
        : [],
  }
}
