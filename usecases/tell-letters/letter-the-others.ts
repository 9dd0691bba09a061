import type { IsolationId } from '../../core/ids.ts'
import { shareLetter } from '../../core/isolation/decisions/share-phone.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { handleCommand } from '../../record/isolation-repository.ts'
import { livesAt, type Phone } from '../../record/phone-repository.ts'

/** When a second returnee comes to a phone, the messages of everyone on it begin with a letter from then on. */
export const letterTheOthers = async (
  ports: Pick<Ports, 'store' | 'clock'>,
  phone: Phone,
  newcomer: IsolationId,
): Promise<void> => {
  for (const { isolation: id, member } of livesAt(phone))
    if (id !== newcomer) await handleCommand(ports, id, (loaded) => shareLetter(loaded, member))
}
