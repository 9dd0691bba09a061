import type { IsolationId } from '../../core/ids.ts'
import { isOpen, openMatters } from '../../core/isolation/isolation.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { messageToResident } from '../../core/texts/recorded-message.ts'
import type { CommandResult } from '../../record/isolation-repository.ts'
import { loadMatter } from '../../record/matter-repository.ts'
import { wereNotAsked } from '../judge-silence/were-not-asked.ts'
import { contactByWorker } from '../open-matter/contact-by-worker.ts'
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
    beside: async (loaded) => {
      if (loaded.isolation.contact.by === 'worker' || !isOpen(loaded.isolation))
        return { events: [], writes: [] }
      const { contact, writes } = await contactByWorker(ports, loaded, 'wrong_number')
      const open = openMatters(loaded.isolation)
      const matters = await Promise.all(open.map(({ id }) => loadMatter(ports.store, id)))
      const silences = wereNotAsked(matters)
      return {
        events: [{ type: 'contact_changed', contact, why: 'wrong_number' }, ...silences.events],
        matters: silences.matters,
        writes,
        code: contact.code,
      }
    },
  })
