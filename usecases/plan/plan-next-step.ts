import * as z from 'zod/mini'
import { IsolationId } from '../../core/ids.ts'
import { type Next, planNext } from '../../core/isolation/plan.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Instant } from '../../core/time/instant.ts'
import { loadIsolation } from '../../record/isolation-repository.ts'

/** The input of every step of the isolation workflow. */
export const StepInput = z.object({ isolationId: IsolationId, generation: z.int() })
export type StepInput = z.infer<typeof StepInput>

/** An execution of an older generation has been replaced: it ends, whatever its next step was. */
export const overtaken = ({ now }: { readonly now: Instant }): Next => ({ do: 'end', at: now })

/** Looks at the record and returns the next step. */
export const plan = async (
  ports: Pick<Ports, 'store' | 'clock'>,
  { isolationId, generation }: StepInput,
): Promise<Next> => {
  const loaded = await loadIsolation(ports, isolationId)
  if (loaded.isolation.generation !== generation) return overtaken(loaded)
  return planNext(loaded.isolation, loaded.book, loaded.now)
}
