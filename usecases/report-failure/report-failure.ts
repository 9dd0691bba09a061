import * as z from 'zod/mini'
import { openMatters } from '../../core/isolation/isolation.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Next } from '../../core/isolation/plan.ts'
import { changeIsolation } from '../../record/isolation-repository.ts'
import { carryOut } from '../apply-effects/apply-effects.ts'
import { openEscalation, startLaddersAgain } from '../open-matter/open-matter.ts'
import { overtaken, StepInput } from '../plan/plan-next-step.ts'

export const ReportFailureInput = z.extend(StepInput, { error: z.string() })
export type ReportFailureInput = z.infer<typeof ReportFailureInput>

/** A step of the workflow failed for good: a person is told, once, and looks after the returnee meanwhile. */
export const reportFailure = async (ports: Ports, input: ReportFailureInput): Promise<Next> => {
  const { isolationId, generation, error } = input
  ports.log.error('isolation.step-failed', { isolation: isolationId, generation, error })
  const changed = await changeIsolation(ports, isolationId, async (loaded) => {
    if (loaded.isolation.generation !== generation) return undefined
    if (openMatters(loaded.isolation).some(({ kind }) => kind === 'failure')) return undefined
    const opened = await openEscalation(ports, loaded, { kind: 'failure' })
    return {
      by: 'workflow',
      events: [opened.event],
      matters: [{ escalation: opened.escalation }],
      writes: [opened.write],
    }
  })
  if (changed.isolation.generation !== generation) return overtaken(changed)
  await carryOut(ports, changed)
  if (changed.change === undefined)
    await startLaddersAgain(ports, changed.isolation, ({ kind }) => kind === 'failure')
  return changed.next
}
