import type { ContinuesNothing } from '../../core/isolation/decision.ts'
import { reviewRelease as decide } from '../../core/isolation/decisions/review-release.ts'
import type { Next } from '../../core/isolation/plan.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { handleCommand } from '../../record/isolation-repository.ts'
import { applyWithoutTasks } from '../apply-effects/apply-effects.ts'
import { overtaken, type StepInput } from '../plan/plan-next-step.ts'
import { startLaddersAgain } from '../start-ladders/start-ladders.ts'

/** The slots are done: proposes the release to a person, holds for a day, or hands the decision to the office. */
export const reviewRelease = async (
  ports: Pick<Ports, 'store' | 'outbox' | 'executions' | 'clock'>,
  { isolationId, generation }: StepInput,
): Promise<Next> => {
  const result = await handleCommand(ports, isolationId, (loaded): ContinuesNothing | undefined =>
    decide(loaded, generation),
  )
  if (result.isolation.generation !== generation) return overtaken(result)
  await applyWithoutTasks(ports, result)
  const { status } = result.isolation
  if (result.decision === undefined && status.name === 'under_review')
    await startLaddersAgain(ports, result.isolation, ({ id }) => id === status.matter)
  return result.next
}
