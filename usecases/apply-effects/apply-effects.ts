import type { Ports } from '../../core/ports/ports.ts'
import type { SubjectResult } from '../../record/subject-repository.ts'
import { deliverAll } from '../deliver/deliver.ts'
import { tryEach } from '../deliver/try-each.ts'
import { startLadders } from '../start-ladders/start-ladders.ts'
import { answerTasks } from './answer-tasks.ts'

/**
 * Applies the effects of a recorded change: starts ladders, answers waiting tasks, sends messages. Each is tried even
 * when another fails; then the first failure is thrown, so that the caller is retried. What a crash leaves undone is
 * found by the retry, the waiting task's timeout or the sweeper.
 */
export const applyEffects = async (
  ports: Pick<Ports, 'outbox' | 'executions' | 'tasks'>,
  result: SubjectResult,
): Promise<void> => {
  await tryEach([
    () => startLadders(ports, result),
    () => answerTasks(ports, result),
    () => deliverAll(ports, result, result.decision?.messages ?? []),
  ])
}

/** The same for a decision after which no task goes on. */
export const applyWithoutTasks = async (
  ports: Pick<Ports, 'outbox' | 'executions'>,
  result: SubjectResult,
): Promise<void> => {
  await tryEach([
    () => startLadders(ports, result),
    () => deliverAll(ports, result, result.decision?.messages ?? []),
  ])
}
