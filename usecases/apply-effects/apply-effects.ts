import type { Ports } from '../../core/ports/ports.ts'
import { toBody } from '../../core/to-body.ts'
import type { CommandResult } from '../../record/isolation-repository.ts'
import { deliver } from '../deliver/deliver.ts'
import { tryEach } from '../deliver/try-each.ts'
import { startLadders } from '../open-matter/open-matter.ts'

/**
 * Applies the effects of a recorded change: starts ladders, answers waiting tasks, sends messages. Each is tried even
 * when another fails; then the first failure is thrown, so that the caller is retried. What a crash leaves undone is
 * found by the retry, the waiting task's timeout or the sweeper.
 */
export const applyEffects = async (ports: Ports, result: CommandResult): Promise<void> => {
  const { decision, released, next } = result
  await tryEach([
    () => startLadders(ports, result),
    ...(released === undefined ? [] : [() => ports.executions.succeed(released, toBody(next))]),
    ...(decision?.taskAnswers ?? []).map(
      (answer) => () => ports.executions.succeed(answer.token, toBody(answer.next)),
    ),
    ...(decision?.messages ?? []).map((message) => () => deliver(ports, result, message)),
  ])
}
