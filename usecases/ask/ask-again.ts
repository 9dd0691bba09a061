import { careMatter, secondMeasurement } from '../../core/isolation/isolation.ts'
import type { Next } from '../../core/isolation/plan.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { messageToResident } from '../../core/texts/recorded-message.ts'
import { handleCommand } from '../../record/isolation-repository.ts'
import { applyEffects } from '../apply-effects/apply-effects.ts'
import { deliverAgain } from '../deliver/deliver.ts'
import { overtaken, type StepInput } from '../plan/plan-next-step.ts'

/**
 * Asks a returnee with a fever for a second reading, once. The doctor has been told already and does not wait for it.
 */
export const askAgain = async (ports: Ports, { isolationId, generation }: StepInput): Promise<Next> => {
  const result = await handleCommand(ports, isolationId, ({ isolation, now }) => {
    const due = secondMeasurement(isolation)
    if (isolation.generation !== generation || due === undefined || now < due.at) return undefined
    return {
      by: 'workflow',
      events: [{ type: 'asked_to_measure_again' }],
      plan: 'again',
      messages:
        isolation.contact.by === 'sms'
          ? [messageToResident(`measure-again-${due.matter}`, now, 'measure_prompt', {})]
          : [],
    }
  })
  if (result.isolation.generation !== generation) return overtaken(result)
  await applyEffects(ports, result)
  const matter = careMatter(result.isolation)
  if (result.decision === undefined && matter !== undefined)
    await deliverAgain(ports, result, `measure-again-${matter}`)
  return result.next
}
