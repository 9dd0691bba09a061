import * as z from 'zod/mini'
import { openMatters } from '../../core/isolation/isolation.ts'
import type { Next } from '../../core/isolation/plan.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { handleCommand } from '../../record/isolation-repository.ts'
import { applyEffects } from '../apply-effects/apply-effects.ts'
import { openMatter, startLaddersAgain } from '../open-matter/open-matter.ts'
import { overtaken, StepInput } from '../plan/plan-next-step.ts'

export const ReportFailureInput = z.extend(StepInput, { error: z.string() })
export type ReportFailureInput = z.infer<typeof ReportFailureInput>

/** A step of the workflow failed for good: a person is told, once, and looks after the returnee meanwhile. */
export const reportFailure = async (ports: Ports, input: ReportFailureInput): Promise<Next> => {
  const { isolationId, generation, error } = input
  ports.log.error('isolation.step-failed', { isolation: isolationId, generation, error })
  const result = await handleCommand(ports, isolationId, async (loaded) => {
    if (loaded.isolation.generation !== generation) return undefined
    if (openMatters(loaded.isolation).some(({ kind }) => kind === 'failure')) return undefined
    const opened = await openMatter(ports, loaded, { kind: 'failure' })
    return {
      by: 'workflow',
      events: [opened.event],
      matters: [{ matter: opened.matter }],
      writes: [opened.write],
    }
  })
  if (result.isolation.generation !== generation) return overtaken(result)
  await applyEffects(ports, result)
  if (result.decision === undefined)
    await startLaddersAgain(ports, result.isolation, ({ kind }) => kind === 'failure')
  return result.next
}
