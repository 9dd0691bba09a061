import type { Ports } from '../../core/ports/ports.ts'
import { toBody } from '../../core/to-body.ts'
import type { CommandResult } from '../../record/isolation-repository.ts'
import { deliver } from '../deliver/deliver.ts'
import { tryEach } from '../deliver/try-each.ts'
import { startLadders } from '../start-ladders/start-ladders.ts'

/**
 * Applies the effects of a recorded change: starts ladders, answers waiting tasks, sends messages. Each is tried even
 * when another fails; then the first failure is thrown, so that the caller is retried. What a crash leaves undone is
 * found by the retry, the waiting task's timeout or the sweeper.
 */
export const applyEffects = async (ports: Ports, result: CommandResult): Promise<void> => {
  const { decision, answers } = result
  await tryEach([
    () => startLadders(ports, result),
    ...answers.map(
      ({ token, next }) =>
        () =>
          ports.tasks.succeed(token, toBody(next)),
    ),
    ...(decision?.messages ?? []).map((message) => () => deliver(ports, result, message)),
  ])
}
