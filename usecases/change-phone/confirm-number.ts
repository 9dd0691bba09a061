import type { IsolationId } from '../../core/ids.ts'
import { aboutNumber, confirmNumber as decide } from '../../core/isolation/decisions/confirm-number.ts'
import { isOpen } from '../../core/isolation/isolation.ts'
import type { CommandPorts, Ports } from '../../core/ports/ports.ts'
import type { Write } from '../../core/ports/store.ts'
import { handleCommand } from '../../record/isolation-repository.ts'
import { findPerson, personWrite } from '../../record/person-repository.ts'
import { applyEffects } from '../apply-effects/apply-effects.ts'
import { deliverAgain } from '../deliver/deliver.ts'
import { settleMatter } from '../settle-matter/settle-matter.ts'
import { tellLetters } from '../tell-letters/tell-letters.ts'
import { contactAt } from './contact-at.ts'

/**
 * The owner of a new number confirms it: from the next slot on the returnee is asked there. Safe to repeat. `recorded`:
 * written in the same transaction.
 */
export const confirmNumber = async (
  ports: CommandPorts & Pick<Ports, 'lookups'>,
  id: IsolationId,
  number: string,
  inbound: string,
  recorded: readonly Write[],
): Promise<void> => {
  const key = `reply-number-confirmed-${inbound}`
  const result = await handleCommand(ports, id, async (loaded) => {
    const { isolation } = loaded
    const found = await findPerson(ports.store, isolation.person)
    if (found?.person.pendingPhone !== number || !isOpen(isolation)) return undefined
    const { pendingPhone: _, ...person } = found.person
    const { contact, writes } = await contactAt(ports, number, id)
    const confirmed = personWrite({ ...person, phone: number }, found)
    return decide(loaded, { inbound, key }, { contact, writes: [...writes, confirmed, ...recorded] })
  })
  if (result.decision === undefined) await deliverAgain(ports, result, key)
  else await applyEffects(ports, result)
  await tellLetters(ports, id)
  for (const { id: matter } of aboutNumber(result.isolation))
    await settleMatter(ports, matter, 'number_mended', 'resident')
}
