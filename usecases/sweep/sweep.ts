import type { Workflow } from '../../core/ports/executions.ts'
import { shardParts } from '../../core/sweep/sweep-part.ts'
import type { Instant } from '../../core/time/instant.ts'
import type { Running } from '../../record/running-names.ts'
import type { Found, Offender } from '../../record/sweep-report.ts'
import type { SweepPorts } from './looking.ts'
import { runningNames } from './running-names.ts'
import { walkPart } from './walk-part.ts'

export interface Sweep {
  readonly at: Instant
  readonly isolations: number
  readonly matters: number
  readonly mended: number
  readonly offenders: readonly Offender[]
}

const listNow = async (ports: SweepPorts, workflow: Workflow): Promise<Running> => {
  const begunAt = ports.clock.now()
  const names = await runningNames(ports, workflow)
  return { begunAt, has: (name) => names.has(name) }
}

/**
 * A whole sweep on one machine, one shard after the other. It compares the record with the running executions: every
 * open isolation and every open matter must have one and must not be overdue. It repairs by a new generation what it
 * can; what is left makes the line red. `force`: after a restart of a local system nothing runs, so nothing is too
 * young.
 */
export const sweep = async (
  ports: SweepPorts,
  { force = false }: { force?: boolean } = {},
): Promise<Sweep> => {
  const at = ports.clock.now()
  const running = {
    isolation: await listNow(ports, 'isolation'),
    escalation: await listNow(ports, 'escalation'),
  }
  const found: Found[] = []
  for (const part of shardParts(ports.store.dueShards))
    found.push((await walkPart(ports, part, { running, force })).found)
  const sum = (name: 'isolations' | 'matters' | 'mended'): number =>
    found.reduce((total, one) => total + one[name], 0)
  const done = { isolations: sum('isolations'), matters: sum('matters'), mended: sum('mended') }
  const offenders = found.flatMap((one) => one.offenders)
  ports.log.info('sweep.done', { ...done, offenders: offenders.length })
  return { at, ...done, offenders }
}
