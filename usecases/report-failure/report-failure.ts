import * as z from 'zod/mini'
import { isHeldUp, overdueSince, waitAfterFailure } from '../../core/isolation/held-up.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { loadIsolation } from '../../record/isolation-repository.ts'
import { openDisruption } from '../follow-disruption/open-disruption.ts'
import { StepInput } from '../plan/plan-next-step.ts'

export const ReportFailureInput = z.extend(StepInput, { error: z.string() })
export type ReportFailureInput = z.infer<typeof ReportFailureInput>

/** When the workflow looks at the record again. */
export interface LookAgain {
  readonly seconds: number
}

/**
 * A step of the workflow has failed for a while. If somebody waits for it, the community's disruption gets them on its
 * list, once; the watch takes them off when the step has succeeded. The workflow tries again later.
 */
export const reportFailure = async (
  ports: Pick<Ports, 'store' | 'clock' | 'log'>,
  { isolationId, generation, error }: ReportFailureInput,
): Promise<LookAgain> => {
  ports.log.error('isolation.step-failed', { isolation: isolationId, generation, error })
  const { isolation, now } = await loadIsolation(ports, isolationId)
  const since = overdueSince(isolation, now) ?? now
  if (isolation.generation === generation && isHeldUp(since, now))
    await openDisruption(ports, isolation.community, 'workflow_failing', {
      isolation: isolationId,
      grid: isolation.grid,
      since,
    })
  return { seconds: waitAfterFailure(since, now) }
}
