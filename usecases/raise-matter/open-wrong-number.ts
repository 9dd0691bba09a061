import type { IsolationId } from '../../core/ids.ts'
import { wereNotAsked } from '../../core/isolation/decisions/were-not-asked.ts'
import { isOpen, openMatters } from '../../core/isolation/isolation.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { messageToResident } from '../../core/texts/recorded-message.ts'
import type { CommandResult } from '../../record/isolation-repository.ts'
import { contactByWorker } from '../contact-by-worker/contact-by-worker.ts'
import { openOrRaise, type RaisedBy } from './open-or-raise.ts'

/**
 * The owner of this phone is not the returnee: it is not asked any more, and the worker measures and has to find the
 * right number.
 */
export const openWrongNumber = (ports: Ports, id: IsolationId, brought: RaisedBy): Promise<CommandResult> =>
  openOrRaise(ports, id, {
    ...brought,
    matter: { kind: 'wrong_number' },
    reply: ({ now }, key) => messageToResident(key, now, 'sorry_wrong_number', {}),
    beside: async (loaded, matters) => {
      if (loaded.isolation.contact.by === 'worker' || !isOpen(loaded.isolation))
        return { events: [], writes: [] }
      const { contact, writes } = await contactByWorker(ports, loaded, 'wrong_number')
      const silences = wereNotAsked(await matters.each(openMatters(loaded.isolation)))
      return {
        events: [{ type: 'contact_changed', contact, why: 'wrong_number' }, ...silences.events],
        matters: silences.matters,
        writes,
      }
    },
  })
