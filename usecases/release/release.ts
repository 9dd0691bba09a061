import { inWords } from '../../core/in-words.ts'
import { release as decide, isReleaseDue } from '../../core/isolation/decisions/release.ts'
import { openMatters } from '../../core/isolation/isolation.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { handleCommand } from '../../record/isolation-repository.ts'
import { applyEffects } from '../apply-effects/apply-effects.ts'
import { deliverAgain } from '../deliver/deliver.ts'
import type { StepInput } from '../plan/plan-next-step.ts'

/** The release is not due, or no longer: the workflow has to look at the record again. */
export class PlanChanged extends Error {
  override readonly name = 'PlanChanged'
}

/**
 * Releases an approved returnee and issues the notice. Open matters end with it.
 * @throws PlanChanged when the approval no longer holds, for example after a fever
 */
export const release = async (ports: Ports, { isolationId, generation }: StepInput): Promise<void> => {
  const result = await handleCommand(ports, isolationId, async (loaded, matters) =>
    isReleaseDue(loaded, generation)
      ? decide(loaded, await matters.each(openMatters(loaded.isolation)))
      : undefined,
  )
  const { name } = result.isolation.status
  if (result.decision === undefined) await deliverAgain(ports, result, 'released')
  else await applyEffects(ports, result)
  if (result.isolation.generation === generation && name !== 'released' && name !== 'ended')
    throw new PlanChanged(`${isolationId} is ${inWords(name)}`)
}
