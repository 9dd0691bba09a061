import type { ContinuesNothing, OpensNothing } from '../../core/isolation/decision.ts'
import { welcome as decide, welcomeKeys } from '../../core/isolation/decisions/welcome.ts'
import type { Next } from '../../core/isolation/plan.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { handleCommand } from '../../record/isolation-repository.ts'
import { deliverAgain, deliverAll } from '../deliver/deliver.ts'
import { overtaken, type StepInput } from '../plan/plan-next-step.ts'
import { tellLetters } from '../tell-letters/tell-letters.ts'

/**
 * The first step of every execution: welcomes the returnee, once over all generations, and returns the next step; in
 * the quiet hours that is the welcome by day.
 */
export const welcome = async (
  ports: Pick<Ports, 'store' | 'lookups' | 'outbox' | 'clock'>,
  { isolationId, generation }: StepInput,
): Promise<Next> => {
  const result = await handleCommand(
    ports,
    isolationId,
    (loaded): (OpensNothing & ContinuesNothing) | undefined => decide(loaded, generation),
  )
  if (result.isolation.generation !== generation) return overtaken(result)
  if (result.decision === undefined) for (const key of welcomeKeys) await deliverAgain(ports, result, key)
  else await deliverAll(ports, result, result.decision.messages ?? [])
  await tellLetters(ports, isolationId)
  return result.next
}
