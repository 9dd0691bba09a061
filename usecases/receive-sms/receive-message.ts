import type { AnswerPorts, Ports } from '../../core/ports/ports.ts'
import type { Instant } from '../../core/time/instant.ts'
import { keepInbound } from '../../record/inbound-repository.ts'
import { livesAt, loadPhone } from '../../record/phone-repository.ts'
import { takeDisruptionByMessage } from '../follow-disruption/take-disruption.ts'
import { answerAlert } from '../stranger-in-danger/answer-alert.ts'
import { answerNewNumber } from './answer-new-number.ts'
import { answerResidents } from './answer-residents.ts'
import { answerStaff } from './answer-staff.ts'
import { answerStranger } from './answer-stranger.ts'
import { authorsAt } from './who-writes.ts'

export interface ReceivedSms {
  /** The provider's id: the same for a message that is delivered twice. */
  readonly id: string
  readonly from: string
  readonly text: string
  /** When the provider published it, the same at each delivery. Absent: now. */
  readonly at?: Instant
}

/** One message from one phone: kept first, then handled by who sent it. Delivered twice, it is handled once. */
export const receiveMessage = async (
  ports: AnswerPorts & Pick<Ports, 'messages' | 'ids' | 'settings'>,
  text: ReceivedSms,
): Promise<void> => {
  const kept = await keepInbound(ports.store, { at: ports.clock.now(), ...text })
  if (await answerAlert(ports, kept)) return
  if (await takeDisruptionByMessage(ports, kept)) return
  const { phone } = await loadPhone(ports, text.from)
  const [author, ...others] = await authorsAt(ports, text.from, phone)
  if (await answerNewNumber(ports, kept, phone, author !== undefined)) return
  if (author !== undefined && (await answerStaff(ports, kept, phone, [author, ...others]))) return
  if (livesAt(phone).length > 0) await answerResidents(ports, kept, phone)
  else if (author === undefined) await answerStranger(ports, kept)
}
