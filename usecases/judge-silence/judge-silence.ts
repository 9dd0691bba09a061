import type { TellsNobody } from '../../core/isolation/decision.ts'
import { mattersOfSilence } from '../../core/isolation/decisions/delivery-known.ts'
import {
  judgeSilence as decide,
  missedSlot,
  slotToJudge,
} from '../../core/isolation/decisions/judge-silence.ts'
import type { Next } from '../../core/isolation/plan.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { handleCommand } from '../../record/isolation-repository.ts'
import { answerTasks } from '../apply-effects/answer-tasks.ts'
import { tryEach } from '../deliver/try-each.ts'
import { overtaken, type StepInput } from '../plan/plan-next-step.ts'
import { startLadders, startLaddersAgain } from '../start-ladders/start-ladders.ts'
import { askedByMessage } from './asked-by-message.ts'

/**
 * Nobody answered in time. While the slot is open the plan says when to remind; once it has closed it is missed, and
 * the matter that follows it up is opened by the same decision. Always returns the next step.
 */
export const judgeSilence = async (
  ports: Pick<Ports, 'store' | 'executions' | 'tasks' | 'clock'>,
  { isolationId, generation }: StepInput,
): Promise<Next> => {
  for (;;) {
    const result = await handleCommand(
      ports,
      isolationId,
      async (loaded, matters): Promise<TellsNobody | undefined> => {
        const { isolation } = loaded
        const slot = slotToJudge(loaded, generation)
        if (slot === undefined) return undefined
        const missed = missedSlot(loaded, slot, await askedByMessage(ports.store, isolation, slot))
        const { earlier, prompt } = missed
        const joins = earlier === undefined ? undefined : await matters.one(earlier.id)
        const open = prompt === undefined ? [] : await matters.each(mattersOfSilence(isolation, slot))
        return decide(loaded, missed, joins, open)
      },
    )
    if (result.isolation.generation !== generation) return overtaken(result)
    await tryEach([() => startLadders(ports, result), () => answerTasks(ports, result)])
    if (result.next.do === 'judge_the_silence') continue
    if (result.decision === undefined)
      await startLaddersAgain(ports, result.isolation, ({ slot }) => slot !== undefined)
    return result.next
  }
}
