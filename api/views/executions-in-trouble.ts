import type { Community } from '../../core/community/community.ts'
import { type GridId, IsolationId, MatterId } from '../../core/ids.ts'
import type { Executions, Workflow } from '../../core/ports/executions.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { GRACE } from '../../core/sweep/suspect.ts'
import { type Instant, plus } from '../../core/time/instant.ts'
import { loadRuleBook, NotFound } from '../../record/community-repository.ts'
import { fewAtOnce } from '../../record/few-at-once.ts'
import { findIsolation } from '../../record/isolation-repository.ts'
import type { IsolationSummary } from '../../record/isolation-summary.ts'
import { loadMatter } from '../../record/matter-repository.ts'
import type { MatterSummary } from '../../record/matter-summary.ts'
import { openIsolationsIn, openMattersIn } from '../../record/open-lists.ts'
import { isolationExecution } from '../../usecases/restart-execution/isolation-execution.ts'
import { escalationExecution } from '../../usecases/start-ladders/start-ladders.ts'
import { isOverdue, isYoung, ofIsolation, ofMatter, type Recorded } from './recorded-execution.ts'

/** The part of the record that is looked at, and how. */
export interface ListedPart {
  readonly community: Community
  readonly grids: readonly GridId[]
  readonly workflow: Workflow
}

/** Reads no more pages of running executions than this: the sweeper reads all of them every hour. */
const PAGE_LIMIT = 2

const LOOKED_UP_AT_ONCE = 20

/** undefined: too many to list. */
const runningNames = async (
  executions: Executions,
  workflow: Workflow,
): Promise<ReadonlySet<string> | undefined> => {
  const names = new Set<string>()
  let cursor: string | undefined
  for (let page = 0; page < PAGE_LIMIT; page += 1) {
    const found = await executions.list(workflow, {
      status: 'RUNNING',
      ...(cursor === undefined ? {} : { cursor }),
    })
    for (const { name } of found.executions) names.add(name)
    cursor = found.cursor
    if (cursor === undefined) return names
  }
  return undefined
}

/** The open part of the record, or some of it. */
interface Which {
  /** Only what is due by then. */
  readonly until?: Instant
  /** By the name of its execution and when it is due. */
  readonly isWanted?: (execution: Pick<Recorded, 'name'> & { readonly dueAt?: Instant }) => boolean
}

/** Everything open in these grids, or some of it. */
export async function* openIn(
  ports: Pick<Ports, 'store' | 'clock'>,
  { community, grids, workflow }: ListedPart,
  { until, isWanted = () => true }: Which = {},
): AsyncGenerator<Recorded> {
  const { store, clock } = ports
  const matters = {
    until,
    isWanted: (one: MatterSummary) => isWanted({ name: escalationExecution(one), dueAt: one.at }),
  }
  const isolations = {
    until,
    isWanted: ({ id, generation, ...due }: IsolationSummary) =>
      isWanted({ ...due, name: isolationExecution(id, generation) }),
  }
  for (const grid of grids) {
    const where = { community: community.id, grid }
    if (workflow === 'escalation')
      for await (const matter of openMattersIn(store, where, matters)) yield ofMatter(matter, community.zone)
    else
      for await (const isolation of openIsolationsIn(store, where, isolations))
        yield ofIsolation(isolation, await loadRuleBook(store, isolation.ruleBook), clock.now())
  }
}

const lookUp = async (
  ports: Pick<Ports, 'store' | 'clock'>,
  look: ListedPart,
  id: string,
): Promise<Recorded | undefined> => {
  const { store, clock } = ports
  try {
    if (look.workflow === 'escalation') {
      const { matter } = await loadMatter(store, MatterId.parse(id))
      return matter.community === look.community.id ? ofMatter(matter, look.community.zone) : undefined
    }
    const isolation = await findIsolation(store, IsolationId.parse(id))
    if (isolation.community !== look.community.id) return undefined
    return ofIsolation(isolation, await loadRuleBook(store, isolation.ruleBook), clock.now())
  } catch (error) {
    if (error instanceof NotFound) return undefined
    throw error
  }
}

/** The newest failed executions that the record still waits for. */
const endedBadly = async (
  ports: Pick<Ports, 'store' | 'executions' | 'clock'>,
  look: ListedPart,
): Promise<Recorded[]> => {
  const pages = await Promise.all(
    (['FAILED', 'TIMED_OUT', 'ABORTED'] as const).map((status) =>
      ports.executions.list(look.workflow, { status }),
    ),
  )
  const names = new Set(pages.flatMap(({ executions }) => executions.map(({ name }) => name)))
  const ids = new Set([...names].map((name) => name.replace(/-\d+$/, '')))
  const found = await fewAtOnce([...ids], LOOKED_UP_AT_ONCE, (id) => lookUp(ports, look, id))
  return found
    .filter((one) => one !== undefined)
    .filter(({ open, name, grid }) => open && names.has(name) && look.grids.includes(grid))
}

/** What may need attention, and its position in the order of urgency. */
export interface Urgent {
  readonly place: string
  readonly recorded: Recorded
}

/**
 * What may need a person's attention, worst first: executions that do not run although the record waits for them, then
 * what is overdue beyond the sweeper's grace, longest first. A step in progress can look stuck: check its execution
 * before reporting it.
 */
export const needAttention = async (
  ports: Pick<Ports, 'store' | 'executions' | 'clock'>,
  look: ListedPart,
): Promise<Urgent[]> => {
  const now = ports.clock.now()
  const running = await runningNames(ports.executions, look.workflow)
  const urgent = new Map<string, Urgent>()
  const put = (rank: 'does_not_run' | 'overdue', recorded: Recorded): void => {
    if (urgent.has(recorded.id)) return
    urgent.set(recorded.id, { place: `${rank}#${recorded.next?.at ?? ''}#${recorded.id}`, recorded })
  }
  if (running === undefined) for (const one of await endedBadly(ports, look)) put('does_not_run', one)
  const until = plus(now, -GRACE)
  const which: Which =
    running === undefined
      ? { until }
      : { isWanted: ({ name, dueAt }) => !running.has(name) || dueAt === undefined || dueAt < until }
  for await (const one of openIn(ports, look, which)) {
    if (running !== undefined && !running.has(one.name) && !isYoung(one, now)) put('does_not_run', one)
    else if (isOverdue(one, now)) put('overdue', one)
  }
  return [...urgent.values()].sort((a, b) => (a.place < b.place ? -1 : 1))
}
