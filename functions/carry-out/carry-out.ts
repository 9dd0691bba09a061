import type { Ports } from '../../core/ports/ports.ts'
import type { Changed } from '../../record/isolation-record.ts'
import { toBody } from '../../record/to-body.ts'
import { deliver } from '../deliver/deliver.ts'
import { startLadders } from '../open-escalation/open-escalation.ts'

/**
 * The effects of a recorded change: ladders begin, waiting tasks are answered, texts go out. Each is tried even when
 * another fails; then the first failure is thrown, so that the caller is run again. What a crash leaves undone is found
 * by that next run, by the waiting task's own timeout, or by the sweeper.
 */
export const carryOut = async (ports: Ports, changed: Changed): Promise<void> => {
  const failures: unknown[] = []
  const attempt = async (effect: () => Promise<unknown>): Promise<void> => {
    try {
      await effect()
    } catch (error) {
      failures.push(error)
    }
  }
  const { change, released, next } = changed
  await attempt(() => startLadders(ports, changed))
  if (released !== undefined) await attempt(() => ports.runs.succeed(released, toBody(next)))
  for (const wake of change?.wake ?? [])
    await attempt(() => ports.runs.succeed(wake.token, toBody(wake.next)))
  for (const message of change?.messages ?? []) await attempt(() => deliver(ports, changed, message))
  if (failures.length > 0) throw failures[0]
}
