import type { IsolationId } from '../../core/ids.ts'
import { isOpen } from '../../core/isolation/isolation.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { handleCommand } from '../../record/isolation-repository.ts'
import { livesAt, type Phone } from '../../record/phone-repository.ts'

/** When a second returnee comes to a phone, the messages of everyone on it begin with a letter from then on. */
export const letterTheOthers = async (ports: Ports, phone: Phone, newcomer: IsolationId): Promise<void> => {
  for (const { isolation: id, member } of livesAt(phone)) {
    if (id === newcomer) continue
    await handleCommand(ports, id, ({ isolation }) => {
      const { contact } = isolation
      if (!isOpen(isolation) || contact.by !== 'sms' || contact.member !== undefined) return undefined
      return {
        by: 'workflow',
        events: [{ type: 'contact_changed', contact: { by: 'sms', member }, why: 'phone_shared' }],
      }
    })
  }
}
