import type { IsolationId } from '../../core/ids.ts'
import { notAskedThere } from '../../core/isolation/decisions/not-asked-there.ts'
import { getsMessages } from '../../core/isolation/decisions/opt-out.ts'
import { openMatters } from '../../core/isolation/isolation.ts'
import type { AnswerPorts } from '../../core/ports/ports.ts'
import { messageToResident } from '../../core/texts/recorded-message.ts'
import type { AlreadyRead, CommandResult } from '../../record/isolation-repository.ts'
import { contactByWorker } from '../contact-by-worker/contact-by-worker.ts'
import { openOrRaise, type RaisedBy } from './open-or-raise.ts'

/**
 * The owner of this phone is not the returnee: it is not asked any more, and the worker measures and has to find the
 * right number.
 */
export const openWrongNumber = (
  ports: AnswerPorts,
  id: IsolationId,
  brought: RaisedBy,
  read: AlreadyRead = {},
): Promise<CommandResult> =>
  openOrRaise(
    ports,
    id,
    {
      ...brought,
      matter: { kind: 'wrong_number' },
      reply: ({ now }, key) => messageToResident(key, now, 'sorry_wrong_number', {}),
      beside: async (loaded, matters) => {
        if (!getsMessages(loaded)) return undefined
        const { contact, writes } = await contactByWorker(ports, loaded, 'wrong_number')
        return notAskedThere(contact, await matters.each(openMatters(loaded.isolation)), writes)
      },
    },
    read,
  )
