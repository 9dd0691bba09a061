import type { IsolationEvent } from '../../core/isolation/events.ts'
import { openMatters } from '../../core/isolation/isolation.ts'
import { type Next, planNext } from '../../core/isolation/plan.ts'
import { promptOf } from '../../core/isolation/prompt-delivery.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { handleCommand } from '../../record/isolation-repository.ts'
import { loadMatter } from '../../record/matter-repository.ts'
import { applyEffects } from '../apply-effects/apply-effects.ts'
import {
  joinMatter,
  type NewMatter,
  type Opened,
  openMatter,
  startLaddersAgain,
} from '../open-matter/open-matter.ts'
import { overtaken, type StepInput } from '../plan/plan-next-step.ts'
import { askedByMessage } from './asked-by-message.ts'
import { applyPromptDelivery } from './delivery-known.ts'

/**
 * Nobody answered in time. While the slot is open the plan says when to remind; once it has closed it is missed, and
 * the matter that follows it up is opened by the same decision. Always returns the next step.
 */
export const judgeSilence = async (ports: Ports, { isolationId, generation }: StepInput): Promise<Next> => {
  for (;;) {
    const result = await handleCommand(ports, isolationId, async (loaded) => {
      const { isolation, book, now } = loaded
      const next = planNext(isolation, book, now)
      if (isolation.generation !== generation || next.do !== 'judge_the_silence') return undefined
      const prompt = promptOf(
        isolation,
        book,
        next.slot,
        await askedByMessage(ports.store, isolation, next.slot),
      )
      const kind = prompt === undefined || prompt === 'not_delivered' ? 'unreachable' : 'silence'
      const asked = isolation.toConfirm
      const asks: NewMatter = {
        kind,
        slot: next.slot,
        ...(prompt === undefined ? {} : { prompt }),
        // The visitor is told what was asked and not answered.
        ...(asked === undefined || kind !== 'silence' ? {} : { tenths: asked.tenths }),
      }
      const earlier = openMatters(isolation).find((one) => one.kind === kind)
      const opened: Omit<Opened, 'write'> & Partial<Opened> =
        earlier === undefined
          ? await openMatter(ports, loaded, asks)
          : joinMatter(loaded, asks, (await loadMatter(ports.store, earlier.id)).matter)
      const { matter, write } = opened
      const missed: IsolationEvent = {
        type: 'missed',
        slot: next.slot,
        matter: matter.id,
        ...(prompt === undefined ? {} : { prompt }),
      }
      const newer =
        prompt === undefined
          ? { events: [], matters: [], taskAnswers: [] }
          : await applyPromptDelivery(ports.store, loaded, next.slot, prompt)
      const joins: IsolationEvent = { type: 'matter_settled', matter: matter.id, outcome: 'joined' }
      return {
        by: 'workflow',
        events: [missed, opened.event, ...(earlier === undefined ? [] : [joins]), ...newer.events],
        plan: 'again',
        matters: [{ matter }, ...newer.matters],
        writes: write === undefined ? [] : [write],
        taskAnswers: newer.taskAnswers,
      }
    })
    if (result.isolation.generation !== generation) return overtaken(result)
    await applyEffects(ports, result)
    if (result.next.do === 'judge_the_silence') continue
    if (result.decision === undefined)
      await startLaddersAgain(ports, result.isolation, ({ slot }) => slot !== undefined)
    return result.next
  }
}
