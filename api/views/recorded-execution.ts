import type { GridId, IsolationId } from '../../core/ids.ts'
import { type Isolation, isOpen } from '../../core/isolation/isolation.ts'
import { waitsForTheDay } from '../../core/matter/ladder.ts'
import type { Matter } from '../../core/matter/matter.ts'
import type { ExecutionStatus, Workflow } from '../../core/ports/executions.ts'
import type { RuleBook, RungName } from '../../core/rule-book/rule-book.ts'
import { GRACE } from '../../core/sweep/suspect.ts'
import { type Instant, plus } from '../../core/time/instant.ts'
import { isolationExecution } from '../../usecases/restart-execution/isolation-execution.ts'
import { escalationExecution } from '../../usecases/start-ladders/start-ladders.ts'
import { type Deadline, dueOf, nextOf } from './deadline-view.ts'

/** An execution according to the record, without asking the workflow. */
export interface Recorded {
  readonly workflow: Workflow
  readonly name: string
  readonly id: string
  /** Absent: it is about a home. */
  readonly isolation?: IsolationId
  readonly grid: GridId
  readonly generation: number
  /** The workflow's state, according to the record. */
  readonly state: string
  readonly next: Deadline | null
  readonly open: boolean
  readonly beganAt: Instant
}

const stateOfIsolation = (isolation: Isolation, now: Instant): string => {
  const { awaiting, status, welcomed } = isolation
  if (awaiting === undefined || !isOpen(isolation)) return 'Isolation ended'
  if (awaiting.for === 'welcome') return 'Wait for the morning'
  if (!welcomed) return 'Welcome the returnee'
  switch (awaiting.for) {
    case 'slot':
      return 'Wait for the slot'
    case 'report':
      return awaiting.attempt === 0 ? 'Ask for the temperature' : 'Remind the resident'
    case 'review':
      return awaiting.at > now ? 'Wait for the worker' : 'Review the isolation'
    case 'second_measurement':
      return 'Wait for the second measurement'
    case 'person':
      return status.name === 'under_review' ? 'Wait for the decision' : 'Wait for the doctor'
    case 'release':
      return 'Wait for the release'
  }
}

const TELLS: Readonly<Record<RungName, string>> = {
  grid_worker: 'Tell the grid worker',
  community: 'Tell the community',
  street_office: 'Tell the street office',
  police_station: 'Tell the police station',
  worker_and_doctor: 'Tell the worker and the doctor',
  community_and_doctor: 'Tell the community and the doctor',
  hospital: 'Tell the hospital',
}

const stateOfMatter = (matter: Matter): string => {
  const { state } = matter
  if (state.name === 'settled') return 'Matter settled'
  if (waitsForTheDay(matter)) return 'Wait for the day'
  return state.rung === undefined ? 'Begin at the first rung' : TELLS[state.rung]
}

export const ofIsolation = (isolation: Isolation, book: RuleBook, now: Instant): Recorded => {
  const { id, grid, generation, registeredAt } = isolation
  return {
    workflow: 'isolation',
    name: isolationExecution(id, generation),
    id,
    isolation: id,
    grid,
    generation,
    state: stateOfIsolation(isolation, now),
    next: nextOf(isolation, book),
    open: isOpen(isolation),
    beganAt: registeredAt,
  }
}

export const ofMatter = (matter: Matter, zone: string): Recorded => {
  const { id, isolation, grid, generation, openedAt, state } = matter
  return {
    workflow: 'escalation',
    name: escalationExecution(matter),
    id,
    ...(isolation === undefined ? {} : { isolation }),
    grid,
    generation,
    state: stateOfMatter(matter),
    next: dueOf(matter, zone),
    open: state.name === 'open',
    beganAt: openedAt,
  }
}

/** It is overdue for longer than the sweeper's grace. */
export const isOverdue = ({ open, next }: Recorded, now: Instant): boolean =>
  open && (next === null || plus(next.at, GRACE) < now)

/** Just begun: its execution may not be visible yet. */
export const isYoung = ({ beganAt }: Recorded, now: Instant): boolean => plus(beganAt, GRACE) > now

const ENDED_EARLY: Readonly<Record<Exclude<ExecutionStatus, 'RUNNING'>, string>> = {
  FAILED: 'execution_failed',
  TIMED_OUT: 'execution_timed_out',
  ABORTED: 'execution_stopped',
  SUCCEEDED: 'execution_ended_early',
}

/** Why it needs attention. null: it does not. */
export const stuckWords = (
  recorded: Recorded,
  status: ExecutionStatus | 'not_known' | 'not_asked',
  now: Instant,
): string | null => {
  if (!recorded.open) return null
  if (status === 'not_known') return isYoung(recorded, now) ? null : 'no_execution'
  if (status !== 'RUNNING' && status !== 'not_asked') return ENDED_EARLY[status]
  if (!isOverdue(recorded, now)) return null
  return recorded.workflow === 'isolation' ? 'wait_overdue' : 'owner_overdue'
}
