import * as z from 'zod/mini'
import { SlotId } from '../../core/ids.ts'
import { slotName } from '../../core/isolation/calendar.ts'
import type { ContinuesNothing, OpensNothing } from '../../core/isolation/decision.ts'
import { ask as decide } from '../../core/isolation/decisions/ask.ts'
import type { Isolation } from '../../core/isolation/isolation.ts'
import { promptKey } from '../../core/isolation/resend.ts'
import type { Message } from '../../core/message/message.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Store } from '../../core/ports/store.ts'
import { toBody } from '../../core/to-body.ts'
import { addHeldUp, findDisruption } from '../../record/disruption-repository.ts'
import { handleCommand } from '../../record/isolation-repository.ts'
import { recordedMessages } from '../../record/message-repository.ts'
import { deliverAgain, deliverAll } from '../deliver/deliver.ts'
import { overtaken, StepInput } from '../plan/plan-next-step.ts'

export const AskInput = z.extend(StepInput, {
  slot: SlotId,
  attempt: z.int(),
  token: z.string(),
})
export type AskInput = z.infer<typeof AskInput>

/** While no provider works, whoever has not been asked when the reminder is due is to be rung or visited. */
const listAsNotAsked = async (
  { store }: Pick<Ports, 'store'>,
  { id, community, grid }: Isolation,
  { at }: Message,
): Promise<void> => {
  const known = await findDisruption(store, community, 'messages_failing')
  if (known?.disruption.state.name !== 'open') return
  await addHeldUp(store, { community, kind: 'messages_failing', isolation: id, grid, since: at })
}

/** The texts of the slot before this attempt, newest first. */
const earlierTexts = (
  store: Store,
  isolation: Isolation,
  { slot, attempt }: Pick<AskInput, 'slot' | 'attempt'>,
): Promise<Message[]> => {
  const name = slotName(isolation, slot)
  const attempts = Array.from({ length: attempt }, (_, before) => attempt - 1 - before)
  return recordedMessages(
    store,
    isolation.id,
    attempts.map((before) => promptKey(name, before)),
  )
}

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
    async (loaded): Promise<(OpensNothing & ContinuesNothing) | undefined> =>
      decide(loaded, input, await earlierTexts(ports.store, loaded.isolation, input)),
  )
  if (result.isolation.generation !== input.generation) {
    await ports.tasks.succeed(input.token, toBody(overtaken(result)))
    return
  }
  if (result.token !== input.token) {
    await ports.tasks.succeed(input.token, toBody(result.next))
    return
  }
  if (result.decision?.messages !== undefined) {
    await deliverAll(ports, result, result.decision.messages)
    return
  }
  // Handed over again if it still waits: its place may have been lost, and being queued twice does no harm.
  const [newest] = await earlierTexts(ports.store, result.isolation, {
    ...input,
    attempt: input.attempt + 1,
  })
  if (newest === undefined) return
  await deliverAgain(ports, result, newest.key)
  if (newest.state === 'waiting') await listAsNotAsked(ports, result.isolation, newest)
}
