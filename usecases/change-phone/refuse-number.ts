import type { IsolationId } from '../../core/ids.ts'
import { notAskedThere } from '../../core/isolation/decisions/not-asked-there.ts'
import type { AnswerPorts } from '../../core/ports/ports.ts'
import type { Write } from '../../core/ports/store.ts'
import { findPerson, personWrite } from '../../record/person-repository.ts'
import { loadPhone, phoneWrites, without } from '../../record/phone-repository.ts'
import { contactByWorker } from '../contact-by-worker/contact-by-worker.ts'
import { openOrRaise } from '../raise-matter/open-or-raise.ts'

/**
 * The owner of the new number says no: it is dropped, the worker has to find the right one and gets the words. Safe to
 * repeat.
 */
export const refuseNumber = async (
  ports: AnswerPorts,
  id: IsolationId,
  number: string,
  inbound: string,
  recorded: readonly Write[],
): Promise<void> => {
  await openOrRaise(ports, id, {
    inbound,
    from: number,
    by: 'resident',
    matter: { kind: 'wrong_number' },
    writes: recorded,
    beside: async (loaded) => {
      const found = await findPerson(ports.store, loaded.isolation.person)
      if (found?.person.pendingPhone !== number) return undefined
      const { pendingPhone: _, ...person } = found.person
      const at = await loadPhone(ports, number)
      const { contact, writes } = await contactByWorker(ports, loaded, 'wrong_number')
      return notAskedThere(
        contact,
        [],
        [...writes, personWrite(person, found), ...phoneWrites(at, without(at.phone, id))],
      )
    },
  })
}
