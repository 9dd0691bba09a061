import type { IsolationId } from '../../core/ids.ts'
import type { LedgerEntry } from '../../core/isolation/events.ts'
import { type GivenEndReason, isOpen } from '../../core/isolation/isolation.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { type CommandResult, handleCommand } from '../../record/isolation-repository.ts'
import { end } from '../answer-matter/decisions.ts'
import { applyEffects } from '../apply-effects/apply-effects.ts'
import { tellHousehold } from '../tell-household/tell-household.ts'

/** A person ends an isolation other than by release: left, absconded, died, or registered by error. */
export const endIsolation = async (
  ports: Ports,
  id: IsolationId,
  reason: GivenEndReason,
  by: LedgerEntry['by'],
): Promise<CommandResult> => {
  const result = await handleCommand(ports, id, async (loaded) => {
    if (!isOpen(loaded.isolation)) return undefined
    const decision = await end(ports, loaded, reason, by)
    return { ...decision, by, events: decision.events ?? [] }
  })
  await applyEffects(ports, result)
  if (reason === 'confirmed') await tellHousehold(ports, result.isolation.household)
  return result
}
