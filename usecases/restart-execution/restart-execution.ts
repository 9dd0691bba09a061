import type { Actor, IsolationId, MatterId } from '../../core/ids.ts'
import { isOpen } from '../../core/isolation/isolation.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { handleCommand } from '../../record/isolation-repository.ts'
import { isolationOf } from '../../record/keys.ts'
import { loadMatter } from '../../record/matter-repository.ts'
import { escalationExecution } from '../open-matter/open-matter.ts'
import { isolationExecution } from './isolation-execution.ts'

/** Safe to repeat, even if the old execution has stopped or the new one runs. */
export const startGeneration = async (ports: Ports, id: IsolationId, generation: number): Promise<void> => {
  await ports.executions.stop(
    'isolation',
    isolationExecution(id, generation - 1),
    `replaced by generation ${generation}`,
  )
  await ports.executions.start('isolation', isolationExecution(id, generation), {
    isolationId: id,
    generation,
  })
}

/**
 * Begins a new generation of an isolation at its next open slot. The old execution is stopped first, and its tokens are
 * refused from then on. False: somebody else has done so, or it has ended.
 */
export const restartIsolation = async (
  ports: Ports,
  id: IsolationId,
  generation: number,
  why: string,
  by: Actor = 'sweeper',
): Promise<boolean> => {
  const result = await handleCommand(ports, id, ({ isolation }) =>
    !isOpen(isolation) || isolation.generation !== generation
      ? undefined
      : {
          by,
          events: [{ type: 'restarted', generation: generation + 1, why }],
          plan: 'again',
        },
  )
  if (result.decision === undefined) return false
  ports.log.info('isolation.restarted', { isolation: id, generation: generation + 1, why })
  await startGeneration(ports, id, generation + 1)
  return true
}

/** The same for the ladder of one matter: it goes on at its present rung. */
export const restartMatter = async (
  ports: Ports,
  id: MatterId,
  generation: number,
  by: Actor = 'sweeper',
): Promise<boolean> => {
  const result = await handleCommand(ports, isolationOf(id), async () => {
    const current = await loadMatter(ports.store, id)
    if (current.matter.state.name === 'settled' || current.matter.generation !== generation) return undefined
    return {
      by,
      events: [{ type: 'ladder_restarted', matter: id, generation: generation + 1 }],
      matters: [{ matter: { ...current.matter, generation: generation + 1 }, version: current.version }],
    }
  })
  if (result.decision === undefined) return false
  await ports.executions.stop(
    'escalation',
    escalationExecution({ id, generation }),
    `replaced by generation ${generation + 1}`,
  )
  await ports.executions.start('escalation', escalationExecution({ id, generation: generation + 1 }), {
    matterId: id,
    generation: generation + 1,
  })
  return true
}
