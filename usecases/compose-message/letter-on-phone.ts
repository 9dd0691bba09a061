import type { IsolationId } from '../../core/ids.ts'
import { isOpen } from '../../core/isolation/isolation.ts'
import { findIsolation } from '../../record/isolation-repository.ts'
import type { Finding } from '../../record/lookup.ts'
import { livesAt, loadPhone, pendingOn, without } from '../../record/phone-repository.ts'

/** The letter of somebody whose new number this may be. undefined: nobody else is concerned at this phone. */
export const letterOn = async (
  ports: Finding,
  number: string,
  id: IsolationId,
): Promise<string | undefined> => {
  const { phone } = await loadPhone(ports, number)
  const mine = pendingOn(phone).find(({ isolation }) => isolation === id)
  const others = without(phone, id)
  if (pendingOn(others).length > 0) return mine?.member
  const residents = await Promise.all(
    livesAt(others).map(({ isolation }) => findIsolation(ports.store, isolation)),
  )
  return residents.some(isOpen) ? mine?.member : undefined
}
