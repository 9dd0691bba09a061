import type { IsolationId } from '../../core/ids.ts'
import { endIsolation as decide } from '../../core/isolation/decisions/end-isolation.ts'
import type { LedgerEntry } from '../../core/isolation/events.ts'
import { type GivenEndReason, isOpen, openMatters } from '../../core/isolation/isolation.ts'
import type { CommandPorts } from '../../core/ports/ports.ts'
import { type CommandResult, handleCommand } from '../../record/isolation-repository.ts'
import { toTellHousehold } from '../answer-matter/read-for-answer.ts'
import { applyEffects } from '../apply-effects/apply-effects.ts'
import { tellHousehold } from '../tell-household/tell-household.ts'

/** A person ends an isolation other than by release: left, absconded, died, or registered by error. */
export const endIsolation = async (
  ports: CommandPorts,
  id: IsolationId,
  reason: GivenEndReason,
  by: LedgerEntry['by'],
): Promise<CommandResult> => {
  const result = await handleCommand(ports, id, async (loaded, matters) => {
    if (!isOpen(loaded.isolation)) return undefined
    const others = await matters.each(openMatters(loaded.isolation))
    const writes = reason === 'confirmed' ? await toTellHousehold(ports.store, loaded, by) : []
    return decide(loaded, { reason, others, writes }, by)
  })
  await applyEffects(ports, result)
  if (reason === 'confirmed') await tellHousehold(ports, result.isolation.household)
  return result
}
