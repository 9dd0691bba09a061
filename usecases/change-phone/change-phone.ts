import type { IsolationId } from '../../core/ids.ts'
import { changePhone as decide, isAnotherNumber } from '../../core/isolation/decisions/change-phone.ts'
import type { LedgerEntry } from '../../core/isolation/events.ts'
import { openMatters } from '../../core/isolation/isolation.ts'
import type { CommandPorts, Ports } from '../../core/ports/ports.ts'
import { newIdentityWrites } from '../../record/identity-repository.ts'
import { handleCommand } from '../../record/isolation-repository.ts'
import { heardKey } from '../../record/keys.ts'
import { findPerson, personWrite } from '../../record/person-repository.ts'
import { applyEffects } from '../apply-effects/apply-effects.ts'
import { deliverAgain } from '../deliver/deliver.ts'
import { numberChange } from './number-change.ts'

/**
 * Gives a returnee a new number. The old one stops counting at once; the new one counts once its owner confirms it, and
 * until then the worker measures. Once for each `inbound`.
 * @throws PhoneFull
 */
export const changePhone = async (
  ports: CommandPorts & Pick<Ports, 'lookups'>,
  id: IsolationId,
  number: string,
  by: LedgerEntry['by'],
  inbound: string,
): Promise<void> => {
  const once = heardKey(id, 'number_mended', inbound)
  const key = `confirm-number-${inbound}`
  const result = await handleCommand(
    ports,
    id,
    async (loaded, matters) => {
      // Their letter may have been given to somebody else since: a repetition changes nothing.
      if ((await ports.store.get(once)) !== undefined) return undefined
      const { isolation } = loaded
      const found = await findPerson(ports.store, isolation.person)
      if (found === undefined || !isAnotherNumber(loaded, found.person, number)) return undefined
      const { measured, writes } = await numberChange(ports, loaded, found.person, number)
      const open = await matters.each(openMatters(isolation))
      const facts = { person: found.person, measured, open }
      const { person, change, ...decision } = decide(loaded, { number, by, key }, facts)
      return {
        ...decision,
        writes: [
          ...writes,
          ...(await newIdentityWrites(ports, isolation.community, { ...person, phone: number }, person.id)),
          personWrite(person, found, { change }),
        ],
      }
    },
    { once },
  )
  if (result.decision === undefined) await deliverAgain(ports, result, key)
  else await applyEffects(ports, result)
}
