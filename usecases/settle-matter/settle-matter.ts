import type { MatterId } from '../../core/ids.ts'
import { settleMatter as decide } from '../../core/isolation/decisions/settle-matter.ts'
import type { LedgerEntry } from '../../core/isolation/events.ts'
import type { Outcome } from '../../core/matter/matter.ts'
import type { CommandPorts } from '../../core/ports/ports.ts'
import { type AlreadyRead, type CommandResult, handleCommand } from '../../record/isolation-repository.ts'
import { isolationOf } from '../../record/keys.ts'
import { applyEffects } from '../apply-effects/apply-effects.ts'

/** Settles one matter in a decision of its own; a settled matter stays as it is. */
export const settleMatter = async (
  ports: CommandPorts,
  id: MatterId,
  outcome: Outcome,
  by: LedgerEntry['by'],
  read: AlreadyRead = {},
): Promise<CommandResult> => {
  const result = await handleCommand(
    ports,
    isolationOf(id),
    async (loaded, matters) => decide(loaded, await matters.one(id), outcome, by),
    read,
  )
  await applyEffects(ports, result)
  return result
}
