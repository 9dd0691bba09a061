import { inWords } from '../../core/in-words.ts'
import { planNext } from '../../core/isolation/plan.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { messageToResident } from '../../core/texts/recorded-message.ts'
import { localDate, localTime } from '../../core/time/time-zone.ts'
import { handleCommand } from '../../record/isolation-repository.ts'
import { settleOthers } from '../answer-matter/decisions.ts'
import { applyEffects } from '../apply-effects/apply-effects.ts'
import { deliverAgain } from '../deliver/deliver.ts'
import type { StepInput } from '../plan/plan-next-step.ts'

/** The release is not due, or no longer: the workflow has to look at the record again. */
export class PlanChanged extends Error {
  override readonly name = 'PlanChanged'
}

/**
 * Releases an approved returnee and issues the notice. Open matters end with it.
 * @throws PlanChanged when the approval no longer holds, for example after a fever
 */
export const release = async (ports: Ports, { isolationId, generation }: StepInput): Promise<void> => {
  const result = await handleCommand(ports, isolationId, async (loaded) => {
    const { isolation, book, now } = loaded
    const { status } = isolation
    const next = planNext(isolation, book, now)
    if (isolation.generation !== generation || next.do !== 'release' || next.at > now) return undefined
    if (status.name !== 'approved') return undefined
    const notice = `${localDate(now, isolation.zone).replaceAll('-', '')}-${isolation.id.slice(-6)}`
    const others = await settleOthers(ports, loaded, 'workflow')
    return {
      ...others,
      by: 'workflow',
      events: [...others.events, { type: 'released', approvedBy: status.by, notice }],
      plan: 'again',
      messages: [
        ...others.messages,
        messageToResident('released', now, 'released', {
          date: localDate(now, isolation.zone),
          time: localTime(now, isolation.zone),
          number: notice,
        }),
      ],
    }
  })
  const { name } = result.isolation.status
  if (result.decision === undefined) await deliverAgain(ports, result, 'released')
  else await applyEffects(ports, result)
  if (result.isolation.generation === generation && name !== 'released' && name !== 'ended')
    throw new PlanChanged(`${isolationId} is ${inWords(name)}`)
}
