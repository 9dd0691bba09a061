import type { ContinuesNothing, Loaded, TellsNobody } from '../decision.ts'
import { openMatters } from '../isolation.ts'
import { openMatter } from './open-matter.ts'

/** A step of the workflow failed for good: a person is told, once, and looks after the returnee meanwhile. */
export const reportFailure = (
  loaded: Loaded,
  generation: number,
): (TellsNobody & ContinuesNothing) | undefined => {
  const { isolation } = loaded
  if (isolation.generation !== generation) return undefined
  if (openMatters(isolation).some(({ kind }) => kind === 'failure')) return undefined
  const { matter, event } = openMatter(loaded, { kind: 'failure' })
  return { by: 'workflow', events: [event], matters: [matter] }
}
