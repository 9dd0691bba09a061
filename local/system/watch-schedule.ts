import type { Scheduled, Timeline } from 'local-step-functions/timeline'
import type { Log } from '../../core/ports/log.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { HOUR, MINUTE, milliseconds } from '../../core/time/instant.ts'
import { nextWatch } from '../../usecases/keep-watch/keep-watch.ts'

export interface WatchSchedule {
  /** Schedules the first run in an hour. */
  begin(): void
  /** Something may be due earlier now. */
  reschedule(): Promise<void>
}

/** On AWS the watch runs every few minutes; here it sleeps until something is due. */
export const watchSchedule = (options: {
  readonly ports: Ports
  readonly timeline: Timeline
  readonly log: Log
  readonly run: () => Promise<void>
  /** Milliseconds between two runs at most. Default: until something is due, and an hour if nothing is. */
  readonly longest?: number
}): WatchSchedule => {
  const { ports, timeline, log, run, longest } = options
  let next: Scheduled | undefined
  const at = (time: number): void => {
    next?.cancel()
    next = timeline.at(time, async () => {
      try {
        await run()
      } catch (error) {
        log.error('watch.failed', {}, error)
      }
      await look(true)
    })
  }
  const look = async (isOver = false): Promise<void> => {
    let due: number | undefined
    try {
      const known = await nextWatch(ports)
      due = known === undefined ? undefined : milliseconds(known)
    } catch (error) {
      log.error('watch.failed', {}, error)
    }
    const now = timeline.now()
    // What is still due is tried again after five minutes, as on AWS.
    const time = Math.min(
      now + (longest ?? Number.POSITIVE_INFINITY),
      due === undefined ? now + HOUR : Math.max(due, isOver ? now + 5 * MINUTE : now),
    )
    if (isOver || next === undefined || time < next.at) at(time)
  }
  return { begin: () => at(timeline.now() + (longest ?? HOUR)), reschedule: () => look() }
}
