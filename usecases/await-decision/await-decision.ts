import * as z from 'zod/mini'
import { awaitDecision as decide } from '../../core/isolation/decisions/await-decision.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { toBody } from '../../core/to-body.ts'
import { handleCommand } from '../../record/isolation-repository.ts'
import { overtaken, StepInput } from '../plan/plan-next-step.ts'

export const AwaitDecisionInput = z.extend(StepInput, { token: z.string() })
export type AwaitDecisionInput = z.infer<typeof AwaitDecisionInput>

/** Lets the workflow wait for a person: the doctor's outcome, the approval, the office's decision. */
export const awaitDecision = async (
  ports: Pick<Ports, 'store' | 'tasks' | 'clock'>,
  input: AwaitDecisionInput,
): Promise<void> => {
  const result = await handleCommand(ports, input.isolationId, (loaded) => decide(loaded, input))
  if (result.token === input.token) return
  const next = result.isolation.generation === input.generation ? result.next : overtaken(result)
  await ports.tasks.succeed(input.token, toBody(next))
}
