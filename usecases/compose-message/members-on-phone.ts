import { isOpen } from '../../core/domain/isolation.ts'
import { findIsolation } from '../../record/isolation-record.ts'
import type { Finding } from '../../record/lookup-record.ts'
import { findPerson } from '../../record/person-record.ts'
import { livesAt, loadPhone } from '../../record/phone-record.ts'
import type { Member } from './compose-message.ts'

/** Who is in isolation on this phone, by letter. */
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
