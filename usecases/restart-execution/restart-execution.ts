import { restartLadder } from '../../core/escalation/restart-ladder.ts'
import type { Actor, IsolationId, MatterId } from '../../core/ids.ts'
import { restartIsolation as decideIsolation } from '../../core/isolation/decisions/restart.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { handleCommand } from '../../record/isolation-repository.ts'
import { subjectOf } from '../../record/keys.ts'
import { handleSubject, whatever } from '../../record/subject-repository.ts'
import { escalationExecution } from '../start-ladders/start-ladders.ts'
import { isolationExecution } from './isolation-execution.ts'

/** Safe to repeat, even if the old execution has stopped or the new one runs. */
export const startGeneration = async (
  ports: Pick<Ports, 'executions'>,
  id: IsolationId,
  generation: number,
): Promise<void> => {
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
  ports: Pick<Ports, 'store' | 'executions' | 'clock' | 'log'>,
  id: IsolationId,
  generation: number,
  why: string,
  by: Actor = 'sweeper',
): Promise<boolean> => {
  const result = await handleCommand(ports, id, (loaded) => decideIsolation(loaded, generation, why, by))
  if (result.decision === undefined) return false
  ports.log.info('isolation.restarted', { isolation: id, generation: generation + 1, why })
  await startGeneration(ports, id, generation + 1)
  return true
}

/** The same for the ladder of one matter: it goes on at its present rung. */
export const restartMatter = async (
  ports: Pick<Ports, 'store' | 'executions' | 'clock'>,
  id: MatterId,
  generation: number,
  by: Actor = 'sweeper',
): Promise<boolean> => {
  const result = await handleSubject(
    ports,
    subjectOf(id),
    whatever(async (_, matters) => restartLadder(await matters.one(id), generation, by)),
  )
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
