import type { IsolationId } from '../../core/ids.ts'
import { type GivenEndReason, isOpen } from '../../core/isolation/isolation.ts'
import type { LedgerEntry } from '../../core/isolation/ledger.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { type Changed, changeIsolation } from '../../record/isolation-repository.ts'
import { end } from '../answer-matter/decisions.ts'
import { tellHousehold } from '../tell-household/tell-household.ts'
import { carryOut } from '../apply-effects/apply-effects.ts'

/** A person ends an isolation otherwise than by release: left, absconded, died, or registered by error. */
export const endIsolation = async (
  ports: Ports,
  id: IsolationId,
  reason: GivenEndReason,
  by: LedgerEntry['by'],
): Promise<Changed> => {
  const changed = await changeIsolation(ports, id, async (loaded) => {
    if (!isOpen(loaded.isolation)) return undefined
    const change = await end(ports, loaded, reason, by)
    return { ...change, by, events: change.events ?? [] }
  })
  await carryOut(ports, changed)
  if (reason === 'confirmed') await tellHousehold(ports, changed.isolation.household)
  return changed
}
