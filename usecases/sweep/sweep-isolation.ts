import { IsolationId } from '../../core/ids.ts'
import type { IndexedItem } from '../../core/ports/store.ts'
import { isStuck, isSuspect, isYoung } from '../../core/sweep/suspect.ts'
import { dueAt } from '../../record/due-items.ts'
import { dueIsolationOf, readDueIsolation } from '../../record/due-summary.ts'
import { findIsolation } from '../../record/isolation-repository.ts'
import { isUnreadable } from '../../record/shape.ts'
import { followUpNumber } from '../change-phone/follow-up-number.ts'
import { isolationExecution } from '../restart-execution/isolation-execution.ts'
import { restartIsolation } from '../restart-execution/restart-execution.ts'
import { type Looking, leftBehind, listingOf, readOrReport } from './looking.ts'

const sweepNewNumber = async ({ ports, found, now }: Looking, id: IsolationId): Promise<void> => {
  try {
    if (await followUpNumber(ports, id)) found.mended += 1
  } catch (error) {
    ports.log.error('sweep.number-failed', { isolation: id }, error)
    leftBehind(found, { id, isolation: id, why: 'message_not_sent', since: now })
  }
}

/** An open isolation must have an execution, and must not be overdue. What is lost gets a new generation. */
export const sweepIsolation = async (looking: Looking, item: IndexedItem): Promise<void> => {
  const { ports, now, force, found } = looking
  const { at: due, ...known } = dueAt(item)
  const id = IsolationId.parse(known.id)
  const shown = await readOrReport(
    looking,
    item,
    async () => readDueIsolation(item) ?? dueIsolationOf(await findIsolation(ports.store, id)),
  )
  if (shown === undefined) return
  const { generation, registeredAt, asksWhoseNumber, hasFever = false } = shown
  found.isolations += 1
  if (asksWhoseNumber === true) await sweepNewNumber(looking, id)
  const name = isolationExecution(id, generation)
  const looked = { beganAt: registeredAt, dueAt: due, hasFever }
  if (!force && isYoung(looked, now)) return
  if (!force && !isSuspect(looked, listingOf(looking, 'isolation', name), now)) return
  let isRunning = false
  try {
    const execution = await ports.executions.describe('isolation', name)
    isRunning = execution?.status === 'RUNNING'
    if (isRunning && execution !== undefined && !isStuck(looked, execution.startedAt, now)) return
    const why = isRunning ? 'overdue' : 'no_execution'
    if (await restartIsolation(ports, id, generation, why)) found.mended += 1
  } catch (error) {
    ports.log.error('sweep.restart-failed', { isolation: id }, error)
    const why = isRunning ? 'wait_overdue' : 'no_execution'
    leftBehind(found, {
      id,
      isolation: id,
      why: isUnreadable(error) ? 'record_unreadable' : why,
      since: due ?? now,
    })
  }
}
