import { isOpen } from '../../core/isolation/isolation.ts'
import { findIsolation } from '../../record/isolation-repository.ts'
import type { Finding } from '../../record/lookup.ts'
import { findPerson } from '../../record/person-repository.ts'
import { livesAt, loadPhone } from '../../record/phone-repository.ts'
import type { Member } from './compose-message.ts'

/** The people in isolation on this phone, by letter. */
export const membersOn = async (ports: Finding, number: string): Promise<Member[]> => {
  const { phone } = await loadPhone(ports, number)
  const members = await Promise.all(
    livesAt(phone).map(async ({ isolation: id, member: letter }): Promise<Member[]> => {
      const isolation = await findIsolation(ports.store, id)
      const person = isOpen(isolation) ? (await findPerson(ports.store, isolation.person))?.person : undefined
      if (person === undefined) return []
      const { name, relation } = person
      return [{ letter, name, ...(relation === undefined ? {} : { relation }) }]
    }),
  )
  return members.flat().sort((a, b) => (a.letter < b.letter ? -1 : 1))
}
