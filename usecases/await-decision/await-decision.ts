import * as z from 'zod/mini'
import { planNext } from '../../core/isolation/plan.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { toBody } from '../../core/to-body.ts'
import { handleCommand } from '../../record/isolation-repository.ts'
import { overtaken, StepInput } from '../plan/plan-next-step.ts'

export const AwaitDecisionInput = z.extend(StepInput, { token: z.string() })
export type AwaitDecisionInput = z.infer<typeof AwaitDecisionInput>

/** Lets the workflow wait for a person: the doctor's outcome, the approval, the office's decision. */
export const awaitDecision = async (ports: Ports, input: AwaitDecisionInput): Promise<void> => {
  const result = await handleCommand(ports, input.isolationId, ({ isolation, book, now, token }) => {
    const next = planNext(isolation, book, now)
    if (isolation.generation !== input.generation || token === input.token) return undefined
    if (next.do !== 'await_the_doctor' && next.do !== 'await_the_decision') return undefined
    return {
      by: 'workflow',
      events: [{ type: 'waiting_for_person', matter: next.matter }],
      plan: 'again',
      token: input.token,
    }
  })
  if (result.token === input.token) return
  const next = result.isolation.generation === input.generation ? result.next : overtaken(result)
  await ports.executions.succeed(input.token, toBody(next))
}
