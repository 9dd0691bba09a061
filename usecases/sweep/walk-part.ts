import { dueShard } from '../../core/ports/due-shards.ts'
import { ExecutionsThrottled, type Workflow } from '../../core/ports/executions.ts'
import { ConditionFailed, type Store } from '../../core/ports/store.ts'
import { listPart, type SweepPart, shardOf } from '../../core/sweep/sweep-part.ts'
import { HOUR, type Instant, milliseconds, plus } from '../../core/time/instant.ts'
import { runningIn } from '../../record/running-names.ts'
import {
  type Found,
  loadSweepReport,
  type SweepReport,
  saveSweepReport,
  type Walk,
} from '../../record/sweep-report.ts'
import { listRunning } from './list-running.ts'
import { foundNothing, type RunningLists, type SweepPorts } from './looking.ts'
import { walkShard } from './walk-shard.ts'

export interface Walking {
  /** Nothing is to be done if it was walked since. */
  readonly asked?: Instant
  /** The lists of running executions. Default: the last ones that were noted. */
  readonly running?: RunningLists
  readonly force?: boolean
  /** Milliseconds. Default: all the time there is. */
  readonly timeLeft?: () => number
}

export interface Walked {
  /** False: the time is nearly up, and somebody has to go on. */
  readonly isDone: boolean
  readonly found: Found
}

/** For the last item, and to note where the walk stands. */
const RESERVE = 30_000

/** A function that dies has at most so much to do again. */
const NOTE_EVERY = 30_000

/** Step Functions forgets where a list stood after a day; an old list says little. */
const LIST_IS_GOOD_FOR = 6 * HOUR

const isGood = (begunAt: Instant, now: Instant): boolean => plus(begunAt, LIST_IS_GOOD_FOR) > now

const noted = async (store: Store, workflow: Workflow, shard: number, now: Instant) => {
  const begunAt = (await loadSweepReport(store, listPart(workflow))).report?.last?.begunAt
  if (begunAt === undefined || !isGood(begunAt, now)) return {}
  return { [workflow]: await runningIn(store, workflow, dueShard(shard), begunAt) }
}

const notedLists = async (store: Store, shard: number, now: Instant): Promise<RunningLists> => ({
  ...(await noted(store, 'isolation', shard, now)),
  ...(await noted(store, 'escalation', shard, now)),
})

const listOf = (part: SweepPart): Workflow => (part === listPart('isolation') ? 'isolation' : 'escalation')

/** Where the walk stands: a new one, unless somebody has left one unfinished. */
const beginning = (part: SweepPart, report: SweepReport | undefined, now: Instant): Walk => {
  const left = report?.walk
  if (left === undefined || (shardOf(part) === undefined && !isGood(left.begunAt, now)))
    return { begunAt: now, seenAt: now, found: foundNothing() }
  return { ...left, found: { ...left.found } }
}

async function* stepsOf(
  ports: SweepPorts,
  part: SweepPart,
  walk: Walk,
  { running, force = false, isTimeUp }: Walking & { readonly isTimeUp: () => boolean },
): AsyncGenerator<string> {
  const { begunAt, after, found } = walk
  const shard = shardOf(part)
  if (shard === undefined) yield* listRunning(ports, listOf(part), { begunAt, after, found }, isTimeUp)
  else {
    const now = ports.clock.now()
    const lists = running ?? (await notedLists(ports.store, shard, now))
    yield* walkShard({ ports, now, running: lists, force, found }, shard, after)
  }
}

/**
 * Walks one part of a sweep, or goes on with it where another function has stopped or died. It notes where it stands;
 * of two that walk the same part, the one that notes second stops.
 */
export const walkPart = async (ports: SweepPorts, part: SweepPart, how: Walking = {}): Promise<Walked> => {
  const { store, clock, log } = ports
  const { asked, timeLeft = () => Number.POSITIVE_INFINITY } = how
  const isTimeUp = (): boolean => timeLeft() < RESERVE
  const { report, version } = await loadSweepReport(store, part)
  const { last } = report ?? {}
  if (asked !== undefined && report?.walk === undefined && last !== undefined && last.begunAt >= asked)
    return { isDone: true, found: last.found }
  let walk = beginning(part, report, clock.now())
  const { begunAt, found } = walk
  const base = { part, askedAt: report?.askedAt ?? begunAt, ...(last === undefined ? {} : { last }) }
  let noted = version
  try {
    for await (const after of stepsOf(ports, part, walk, { ...how, isTimeUp })) {
      const now = clock.now()
      const isOver = isTimeUp()
      if (!isOver && milliseconds(now) - milliseconds(walk.seenAt) < NOTE_EVERY) continue
      walk = { begunAt, seenAt: now, after, found }
      noted = await saveSweepReport(store, { ...base, walk }, noted)
      if (isOver) return { isDone: false, found }
    }
    const finished = { begunAt, finishedAt: clock.now(), found }
    await saveSweepReport(store, { part, askedAt: base.askedAt, last: finished }, noted)
  } catch (error) {
    // Step Functions refuses where its list stood: from a damaged place nobody ever goes on.
    const isRefused = shardOf(part) === undefined && walk.after !== undefined && noted === version
    if (isRefused && !(error instanceof ExecutionsThrottled))
      await saveSweepReport(store, base, noted).catch(() => undefined)
    if (!(error instanceof ConditionFailed)) throw error
    log.info('sweep.part-walked-elsewhere', { part })
    return { isDone: true, found }
  }
  const { offenders: _, ...counts } = found
  log.info('sweep.part-done', { part, ...counts })
  return { isDone: true, found }
}
