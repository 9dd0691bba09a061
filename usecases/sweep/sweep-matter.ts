import { bySubject, MatterId } from '../../core/ids.ts'
import type { IndexedItem } from '../../core/ports/store.ts'
import { isStuck, isSuspect, isYoung } from '../../core/sweep/suspect.ts'
import { dueAt } from '../../record/due-items.ts'
import { dueMatterOf, readDueMatter } from '../../record/due-summary.ts'
import { subjectOf } from '../../record/keys.ts'
import { loadMatter } from '../../record/matter-repository.ts'
import { isUnreadable } from '../../record/shape.ts'
import { restartMatter } from '../restart-execution/restart-execution.ts'
import { escalationExecution } from '../start-ladders/start-ladders.ts'
import { type Looking, leftBehind, listingOf, readOrReport } from './looking.ts'

/** An open matter must have an execution, and must not be overdue. A lost ladder goes on at its present rung. */
export const sweepMatter = async (looking: Looking, item: IndexedItem): Promise<void> => {
  const { ports, now, force, found } = looking
  const { at: due = now, ...known } = dueAt(item)
  const id = MatterId.parse(known.id)
  const shown = await readOrReport(
    looking,
    item,
    async () => readDueMatter(item) ?? dueMatterOf((await loadMatter(ports.store, id)).matter),
  )
  if (shown === undefined) return
  const { generation, openedAt, nextAt = due } = shown
  found.matters += 1
  const name = escalationExecution({ id, generation })
  const looked = { beganAt: openedAt, dueAt: nextAt }
  if (!force && isYoung(looked, now)) return
  if (!force && !isSuspect(looked, listingOf(looking, 'escalation', name), now)) return
  let isRunning = false
  try {
    const execution = await ports.executions.describe('escalation', name)
    isRunning = execution?.status === 'RUNNING'
    if (isRunning && execution !== undefined && !isStuck(looked, execution.startedAt, now)) return
    if (await restartMatter(ports, id, generation)) found.mended += 1
  } catch (error) {
    ports.log.error('sweep.restart-failed', { matter: id }, error)
    const why = isRunning ? 'owner_overdue' : 'ladder_stopped'
    leftBehind(found, {
      id,
      ...bySubject(subjectOf(id)),
      why: isUnreadable(error) ? 'record_unreadable' : why,
      since: due,
    })
  }
}
