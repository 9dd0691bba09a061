import type { ContinuesNothing, OpensNothing } from '../../core/isolation/decision.ts'
import { askAgain as decide } from '../../core/isolation/decisions/ask.ts'
import { careMatter } from '../../core/isolation/isolation.ts'
import type { Next } from '../../core/isolation/plan.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { handleCommand } from '../../record/isolation-repository.ts'
import { deliverAgain, deliverAll } from '../deliver/deliver.ts'
import { overtaken, type StepInput } from '../plan/plan-next-step.ts'

/**
 * Asks a returnee with a fever for a second reading, once. The doctor has been told already and does not wait for it.
 */
export const askAgain = async (
  ports: Pick<Ports, 'store' | 'outbox' | 'clock'>,
  { isolationId, generation }: StepInput,
): Promise<Next> => {
  const result = await handleCommand(
    ports,
    isolationId,
    (loaded): (OpensNothing & ContinuesNothing) | undefined => decide(loaded, generation),
  )
  if (result.isolation.generation !== generation) return overtaken(result)
  await deliverAll(ports, result, result.decision?.messages ?? [])
  const matter = careMatter(result.isolation)
  if (result.decision === undefined && matter !== undefined)
    await deliverAgain(ports, result, `measure-again-${matter}`)
  return result.next
}
