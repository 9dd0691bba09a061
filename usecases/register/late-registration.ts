import type { Loaded } from '../../core/isolation/decision.ts'
import { decideLateRegistration as decide } from '../../core/isolation/decisions/decide-late-registration.ts'
import type { CommandPorts } from '../../core/ports/ports.ts'
import { type CommandResult, handleCommand } from '../../record/isolation-repository.ts'
import { applyEffects } from '../apply-effects/apply-effects.ts'

/** Registered after the whole period is over: the street office decides. Safe to repeat. */
export const decideLateRegistration = async (ports: CommandPorts, loaded: Loaded): Promise<CommandResult> => {
  const result = await handleCommand(ports, loaded.isolation.id, decide, { loaded })
  await applyEffects(ports, result)
  return result
}
