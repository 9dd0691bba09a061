import * as z from 'zod/mini'
import { SlotId } from '../../core/ids.ts'
import { slotName } from '../../core/isolation/calendar.ts'
import type { ContinuesNothing, OpensNothing } from '../../core/isolation/decision.ts'
import { ask as decide } from '../../core/isolation/decisions/ask.ts'
import { promptKey } from '../../core/isolation/resend.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { toBody } from '../../core/to-body.ts'
import { handleCommand } from '../../record/isolation-repository.ts'
import { deliverAgain, deliverAll } from '../deliver/deliver.ts'
import { overtaken, StepInput } from '../plan/plan-next-step.ts'

export const AskInput = z.extend(StepInput, {
  slot: SlotId,
  attempt: z.int(),
  token: z.string(),
})
export type AskInput = z.infer<typeof AskInput>

/**
 * Asks for a slot's temperature, or reminds; the workflow waits with the token. If there is nothing to ask any more
 * (reported early, ended, with the doctor), the token is answered at once with the next step. A second call for the
 * same attempt replaces the token and does not send again what may have been sent.
 */
export const ask = async (
  ports: Pick<Ports, 'store' | 'outbox' | 'tasks' | 'clock'>,
  input: AskInput,
): Promise<void> => {
  const result = await handleCommand(
    ports,
    input.isolationId,
    (loaded): (OpensNothing & ContinuesNothing) | undefined => decide(loaded, input),
  )
  if (result.isolation.generation !== input.generation) {
    await ports.tasks.succeed(input.token, toBody(overtaken(result)))
    return
  }
  if (result.token !== input.token) {
    await ports.tasks.succeed(input.token, toBody(result.next))
    return
  }
  if (result.decision?.messages === undefined)
    await deliverAgain(ports, result, promptKey(slotName(result.isolation, input.slot), input.attempt))
  else await deliverAll(ports, result, result.decision.messages)
}
