import * as z from 'zod/mini'
import type { ContinuesNothing, TellsNobody } from '../../core/isolation/decision.ts'
import { reportFailure as decide } from '../../core/isolation/decisions/report-failure.ts'
import type { Next } from '../../core/isolation/plan.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { handleCommand } from '../../record/isolation-repository.ts'
import { overtaken, StepInput } from '../plan/plan-next-step.ts'
import { startLadders, startLaddersAgain } from '../start-ladders/start-ladders.ts'

export const ReportFailureInput = z.extend(StepInput, { error: z.string() })
export type ReportFailureInput = z.infer<typeof ReportFailureInput>

/** A step of the workflow failed for good: a person is told, once, and looks after the returnee meanwhile. */
export const reportFailure = async (
  ports: Pick<Ports, 'store' | 'executions' | 'clock' | 'log'>,
  input: ReportFailureInput,
): Promise<Next> => {
  const { isolationId, generation, error } = input
  ports.log.error('isolation.step-failed', { isolation: isolationId, generation, error })
  const result = await handleCommand(
    ports,
    isolationId,
    (loaded): (TellsNobody & ContinuesNothing) | undefined => decide(loaded, generation),
  )
  if (result.isolation.generation !== generation) return overtaken(result)
  await startLadders(ports, result)
  if (result.decision === undefined)
    await startLaddersAgain(ports, result.isolation, ({ kind }) => kind === 'failure')
  return result.next
}
