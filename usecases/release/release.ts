import { inWords } from '../../core/in-words.ts'
import type { OpensNothing } from '../../core/isolation/decision.ts'
import { release as decide, isReleaseDue } from '../../core/isolation/decisions/release.ts'
import { openMatters } from '../../core/isolation/isolation.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { handleCommand } from '../../record/isolation-repository.ts'
import { answerTasks } from '../apply-effects/answer-tasks.ts'
import { deliverAgain, deliverAll } from '../deliver/deliver.ts'
import { tryEach } from '../deliver/try-each.ts'
import type { StepInput } from '../plan/plan-next-step.ts'

/** The release is not due, or no longer: the workflow has to look at the record again. */
export class PlanChanged extends Error {
  override readonly name = 'PlanChanged'
}

/**
 * Releases an approved returnee and issues the notice. Open matters end with it.
 * @throws PlanChanged when the approval no longer holds, for example after a fever
 */
export const release = async (
  ports: Pick<Ports, 'store' | 'outbox' | 'tasks' | 'clock'>,
  { isolationId, generation }: StepInput,
): Promise<void> => {
  const result = await handleCommand(
    ports,
    isolationId,
    async (loaded, matters): Promise<OpensNothing | undefined> =>
      isReleaseDue(loaded, generation)
        ? decide(loaded, await matters.each(openMatters(loaded.isolation)))
        : undefined,
  )
  const { name } = result.isolation.status
  if (result.decision === undefined) await deliverAgain(ports, result, 'released')
  else
    await tryEach([
      () => answerTasks(ports, result),
      () => deliverAll(ports, result, result.decision?.messages ?? []),
    ])
  if (result.isolation.generation === generation && name !== 'released' && name !== 'ended')
    throw new PlanChanged(`${isolationId} is ${inWords(name)}`)
}
