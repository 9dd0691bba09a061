import { MessageRefused, type Sms } from '../../core/ports/messages.ts'
import type { Ports } from '../../core/ports/ports.ts'

/**
 * An answer that belongs to no isolation. Whoever calls has recorded the text as handled, so it is not repeated;
 * a failure costs the answer and nothing else.
 */
export const sendOnce = async (ports: Ports, inbound: string, sms: Omit<Sms, 'key'>): Promise<void> => {
  try {
    await ports.messages.send({ ...sms, key: `reply-${inbound}` })
  } catch (error) {
    ports.log.error('sms.answer-not-sent', { inbound }, error instanceof MessageRefused ? undefined : error)
  }
}
