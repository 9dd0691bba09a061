import type { IsolationId } from '../../core/ids.ts'
import { wereNotAsked } from '../../core/isolation/decisions/were-not-asked.ts'
import type { LedgerEntry } from '../../core/isolation/events.ts'
import { isOpen, openMatters } from '../../core/isolation/isolation.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { DAY, plus } from '../../core/time/instant.ts'
import { newIdentityWrites } from '../../record/identity-repository.ts'
import { handleCommand } from '../../record/isolation-repository.ts'
import { heardKey } from '../../record/keys.ts'
import { findPerson, personWrite } from '../../record/person-repository.ts'
import { applyEffects } from '../apply-effects/apply-effects.ts'
import { deliverAgain } from '../deliver/deliver.ts'
import { newNumber } from './new-number.ts'

/**
 * Gives a returnee a new number. The old one stops counting at once; the new one counts once its owner confirms it, and
 * until then the worker measures. Once for each `inbound`.
 * @throws PhoneFull
 */
export const changePhone = async (
  ports: Ports,
  id: IsolationId,
  number: string,
  by: LedgerEntry['by'],
  inbound: string,
): Promise<void> => {
  const once = heardKey(id, 'number_mended', inbound)
  const key = `confirm-number-${inbound}`
  const result = await handleCommand(ports, id, async (loaded, matters) => {
    if ((await ports.store.get(once)) !== undefined) return undefined
    const { isolation, now } = loaded
    const found = await findPerson(ports.store, isolation.person)
    if (found === undefined || !isOpen(isolation)) return undefined
    const { person: before } = found
    if (before.phone === number && isolation.contact.by === 'sms') return undefined
    const { person, writes, ...parts } = await newNumber(ports, loaded, before, number, key)
    const silences = wereNotAsked(await matters.each(openMatters(isolation)))
    return {
      ...parts,
      by,
      events: [...parts.events, ...silences.events],
      matters: silences.matters,
      writes: [
        ...writes,
        ...(await newIdentityWrites(ports, isolation.community, { ...person, phone: number }, person.id)),
        personWrite(person, found, {
          change: {
            at: now,
            by,
            reason: 'new_information',
            isolation: id,
            entry: isolation.entries + 1,
            changes: [{ field: 'phone', from: before.phone ?? before.pendingPhone ?? null, to: number }],
          },
        }),
        { put: { ...once, body: {}, expiresAt: plus(now, DAY) }, expect: 'absent' },
      ],
    }
  })
  if (result.decision === undefined) await deliverAgain(ports, result, key)
  else await applyEffects(ports, result)
}
