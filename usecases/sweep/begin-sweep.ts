import type { Ports } from '../../core/ports/ports.ts'
import { ConditionFailed, type Store } from '../../core/ports/store.ts'
import type { SweepQueue } from '../../core/ports/sweep-queue.ts'
import { isToBeSwept, listPart, type SweepPart, shardParts, sweptParts } from '../../core/sweep/sweep-part.ts'
import {
  type Found,
  loadSweepReport,
  partSeen,
  type SweepReport,
  saveSweepReport,
  sweepReports,
} from '../../record/sweep-report.ts'

export interface SweepSoFar {
  readonly isolations: number
  readonly matters: number
  readonly offenders: number
  readonly handed: number
  readonly late: number
}

const everyPart = (shards: number): SweepPart[] => [
  listPart('isolation'),
  listPart('escalation'),
  ...shardParts(shards),
]

/** In place of one that cannot be read, if there is one. */
const note = async (store: Store, report: SweepReport): Promise<void> => {
  const { version } = await loadSweepReport(store, report.part)
  try {
    await saveSweepReport(store, report, version)
  } catch (error) {
    // Another run has just done so.
    if (!(error instanceof ConditionFailed)) throw error
  }
}

/**
 * Hands over every part of the sweep that is due, and tells what all parts have found when they were last walked. A part
 * that was never walked is noted, so that its age counts from now on.
 */
export const beginSweep = async (
  ports: Pick<Ports, 'store' | 'clock' | 'log'> & { readonly sweepQueue: SweepQueue },
): Promise<SweepSoFar> => {
  const { store, clock, log, sweepQueue } = ports
  const now = clock.now()
  const known = new Map((await sweepReports(store)).map((report) => [report.part, report]))
  const reports: SweepReport[] = []
  for (const part of everyPart(store.dueShards)) {
    const report = known.get(part) ?? { part, askedAt: now }
    if (!known.has(part)) await note(store, report)
    reports.push(report)
  }
  const due = reports.map(partSeen).filter((part) => isToBeSwept(part, now))
  await sweepQueue.hand(
    due.map(({ part }) => part),
    now,
  )
  const sum = (count: (found: Found) => number): number =>
    reports.reduce((total, { last }) => total + (last === undefined ? 0 : count(last.found)), 0)
  const soFar = {
    isolations: sum(({ isolations }) => isolations),
    matters: sum(({ matters }) => matters),
    offenders: sum(({ left }) => left),
    handed: due.length,
    late: sweptParts(reports.map(partSeen), now).late.length,
  }
  log.info('sweep.begun', { ...soFar })
  return soFar
}
