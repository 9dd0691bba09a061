import type { SlotId } from '../../core/ids.ts'
import { timesOf } from '../../core/isolation/calendar.ts'
import type { Loaded, TellsNobody } from '../../core/isolation/decision.ts'
import { mattersOfSilence } from '../../core/isolation/decisions/delivery-known.ts'
import {
  judgeSilence as decide,
  excuseSlot,
  missedSlot,
  slotToJudge,
  wasNotAsked,
} from '../../core/isolation/decisions/judge-silence.ts'
import type { Next } from '../../core/isolation/plan.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { handleCommand } from '../../record/isolation-repository.ts'
import { answerTasks } from '../apply-effects/answer-tasks.ts'
import { tryEach } from '../deliver/try-each.ts'
import { openDisruption } from '../follow-disruption/open-disruption.ts'
import { overtaken, type StepInput } from '../plan/plan-next-step.ts'
import { startLadders, startLaddersAgain } from '../start-ladders/start-ladders.ts'
import { askedByMessage } from './asked-by-message.ts'

const listAsNotAsked = (
  ports: Pick<Ports, 'store' | 'clock' | 'log'>,
  { isolation, book }: Loaded,
  slot: SlotId,
): Promise<void> =>
  openDisruption(ports, isolation.community, 'not_asked', {
    isolation: isolation.id,
    grid: isolation.grid,
    since: timesOf(isolation, book, slot).opensAt,
  })

/**
 * Nobody answered in time. While the slot is open the plan says when to remind; once it has closed it is missed, and
 * the matter that follows it up is opened by the same decision. If nobody was asked, because the system or its provider
 * failed, the community's disruption has the person on its list instead. Always returns the next step.
 */
export const judgeSilence = async (
  ports: Pick<Ports, 'store' | 'executions' | 'tasks' | 'clock' | 'log'>,
  { isolationId, generation }: StepInput,
): Promise<Next> => {
  let listed: SlotId | undefined
  for (;;) {
    let notAsked: SlotId | undefined
    const result = await handleCommand(
      ports,
      isolationId,
      async (loaded, matters): Promise<TellsNobody | undefined> => {
        const { isolation } = loaded
        const slot = slotToJudge(loaded, generation)
        if (slot === undefined) return undefined
        const asked = await askedByMessage(ports.store, isolation, slot)
        if (wasNotAsked(loaded, slot, asked)) {
          notAsked = slot
          // On the list first: a crash in between leaves nobody out.
          return listed === slot ? excuseSlot(slot) : undefined
        }
        const missed = missedSlot(loaded, slot, asked)
        const { earlier, prompt } = missed
        const joins = earlier === undefined ? undefined : await matters.one(earlier.id)
        const open = prompt === undefined ? [] : await matters.each(mattersOfSilence(isolation, slot))
        return decide(loaded, missed, joins, open)
      },
    )
    if (result.isolation.generation !== generation) return overtaken(result)
    if (notAsked !== undefined && listed !== notAsked) {
      await listAsNotAsked(ports, result, notAsked)
      listed = notAsked
      continue
    }
    await tryEach([() => startLadders(ports, result), () => answerTasks(ports, result)])
    if (result.next.do === 'judge_the_silence') continue
    if (result.decision === undefined)
      await startLaddersAgain(ports, result.isolation, ({ slot }) => slot !== undefined)
    return result.next
  }
}
