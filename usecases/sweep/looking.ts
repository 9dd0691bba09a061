import { bySubject } from '../../core/ids.ts'
import type { Workflow } from '../../core/ports/executions.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Key } from '../../core/ports/store.ts'
import type { Listing } from '../../core/sweep/suspect.ts'
import type { Instant } from '../../core/time/instant.ts'
import { subjectIn } from '../../record/keys.ts'
import type { Running } from '../../record/running-names.ts'
import { isUnreadable } from '../../record/shape.ts'
import type { Found, Offender } from '../../record/sweep-report.ts'

export type SweepPorts = Pick<Ports, 'store' | 'outbox' | 'executions' | 'clock' | 'log'>

/** The last complete lists of running executions. */
export type RunningLists = Readonly<Partial<Record<Workflow, Running>>>

/** One look along a shard. */
export interface Looking {
  readonly ports: SweepPorts
  readonly now: Instant
  readonly running: RunningLists
  /** Nothing runs, so nothing is too young. */
  readonly force: boolean
  /** Grows. */
  readonly found: Found
}

export const foundNothing = (): Found => ({
  looked: 0,
  isolations: 0,
  matters: 0,
  mended: 0,
  unreadable: 0,
  left: 0,
  offenders: [],
})

/** How many offenders a report names: all shards together fill a few pages of the console, and no more is read. */
const NAMED = 50

export const leftBehind = (found: Found, offender: Offender): void => {
  found.left += 1
  if (found.offenders.length < NAMED) found.offenders = [...found.offenders, offender]
}

export const listingOf = ({ running }: Looking, workflow: Workflow, name: string): Listing | undefined => {
  const list = running[workflow]
  return list === undefined ? undefined : { begunAt: list.begunAt, hasIt: list.has(name) }
}

/** One item that cannot be read, such as one of a newer release, does not keep the sweep from the others. */
export const readOrReport = async <Read>(
  { ports, found, now }: Looking,
  item: Key,
  read: () => Read | Promise<Read>,
): Promise<Read | undefined> => {
  try {
    return await read()
  } catch (error) {
    if (!isUnreadable(error)) throw error
    const subject = subjectIn(item)
    ports.log.error('sweep.item-unreadable', { subject: subject ?? item.pk, key: item.sk }, error)
    found.unreadable += 1
    leftBehind(found, {
      id: subject ?? item.pk,
      ...(subject === undefined ? {} : bySubject(subject)),
      why: 'record_unreadable',
      since: now,
    })
    return undefined
  }
}
