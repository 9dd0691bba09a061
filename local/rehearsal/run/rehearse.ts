import type { Community } from '../../../core/community/community.ts'
import type { IsolationId } from '../../../core/ids.ts'
import type { JsonValue } from '../../../core/json.ts'
import type { Problem } from '../../../core/person/problem.ts'
import type { Registration } from '../../../core/person/registration.ts'
import type { Workflow } from '../../../core/ports/executions.ts'
import type { RuleBook } from '../../../core/rule-book/rule-book.ts'
import { DAY, HOUR, type Instant, instant, milliseconds } from '../../../core/time/instant.ts'
import { register } from '../../../usecases/register/register.ts'
import type { Line } from '../../hearing/corpus/labelled-lines.ts'
import { simulatePeople } from '../../simulation/simulate-people.ts'
import { carriers, seededCarrier } from '../../simulation/simulated-carrier.ts'
import { type LocalSystem, openSystem, publishCommunity } from '../../system/local-system.ts'
import { type Arrival, firstMidnight, planArrival } from './arrivals.ts'
import { countedStore, type StoreUnits } from './counted-store.ts'

/** How long after the last registration a rehearsal waits for the end. */
const HORIZON = 60 * DAY

/** How long after the last registration people write labelled texts. */
const LABELLED_TEXTS_FOR = 14 * DAY

/** Time between two checks whether anybody is still in isolation. */
const STEP = 6 * HOUR

/** Nothing crashes in a rehearsal, so the sweeper runs less often than every hour. */
const SWEEP_EVERY_MINUTES = 12 * 60

export interface RehearsalOptions {
  readonly seed: string
  readonly community: Community
  readonly book: RuleBook
  /** Those who arrive; the number is the row of a roster. */
  readonly arrivals: readonly { readonly row: number; readonly registration: Registration }[]
  readonly onProgress?: (progress: Progress) => void
  /** Labelled texts that people write too, for two weeks after the last registration. */
  readonly lines?: readonly Line[]
}

export interface Progress {
  readonly at: Instant
  readonly registered: number
  readonly toCome: number
  readonly open: number
}

export interface RefusedArrival {
  readonly row: number
  readonly problems: readonly Problem[]
}

export interface LogLine {
  readonly event: string
  readonly ids: { readonly [id: string]: JsonValue }
  readonly error: unknown
}

/** The result of a rehearsal; the record is in the system. */
export interface RehearsalResult {
  readonly system: LocalSystem
  readonly community: Community
  readonly from: Instant
  readonly until: Instant
  readonly registered: ReadonlyMap<IsolationId, Arrival>
  readonly refused: readonly RefusedArrival[]
  /** Errors that the functions have logged. */
  readonly errors: readonly LogLine[]
  readonly units: StoreUnits
  /** Calls of functions: by the workflows, with texts from phones, and of the sweeper. */
  readonly invocations: number
}

const running = async ({ ports }: LocalSystem, workflow: Workflow): Promise<number> => {
  let count = 0
  let cursor: string | undefined
  do {
    const page = await ports.executions.list(workflow, {
      status: 'RUNNING',
      ...(cursor === undefined ? {} : { cursor }),
    })
    count += page.executions.length
    cursor = page.cursor
  } while (cursor !== undefined)
  return count
}

/** Registers everyone at their moment and lets the clock run until the last isolation and the last matter are over. */
export const rehearse = async (options: RehearsalOptions): Promise<RehearsalResult> => {
  const { seed, community, book, onProgress, lines = [] } = options
  const { zone } = community
  const arrivals = options.arrivals
    .map(({ row, registration }) => planArrival(seed, community, row, registration))
    .sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : a.row - b.row))
  const from = firstMidnight(
    arrivals.map(({ registration }) => registration),
    zone,
  )
  const errors: LogLine[] = []
  const units: StoreUnits = { requests: 0, read: 0, write: 0 }
  let invocations = 0
  const system = openSystem({
    path: ':memory:',
    startAt: from,
    seed: `rehearsal ${seed}`,
    sweepEveryMinutes: SWEEP_EVERY_MINUTES,
    carrier: seededCarrier(seed, carriers.ordinary),
    log: { info: () => {}, error: (event, ids, error) => void errors.push({ event, ids, error }) },
    wrap: (ports) => ({ ...ports, store: countedStore(ports.store, units) }),
    wrapInvocation: (ports) => {
      invocations += 1
      return ports
    },
  })
  await publishCommunity(system.ports, community, book)
  const people = simulatePeople(system, { seed, communities: [community], lines })
  const registered = new Map<IsolationId, Arrival>()
  const refused: RefusedArrival[] = []
  let toCome = arrivals.length
  for (const arrival of arrivals)
    system.timeline.at(milliseconds(arrival.at), async () => {
      toCome -= 1
      const { row, registration, who } = arrival
      const answer = await register(
        system.ports,
        community.id,
        registration,
        `staff:${community.administrator.id}`,
      )
      if (answer.result === 'rejected') refused.push({ row, problems: answer.problems })
      else if (answer.result === 'conflict')
        refused.push({
          row,
          problems: answer.clashes.map(({ type, isolation }) => ({
            field: type === 'same_phone' ? 'phone' : 'documentNumber',
            reason: `clashes with row ${registered.get(isolation)?.row ?? 'before'}`,
          })),
        })
      else if (answer.result !== 'registered') {
        const first = registered.get(answer.isolation)
        refused.push({
          row,
          problems: [{ field: 'name', reason: `the same person as row ${first?.row ?? 'before'}` }],
        })
      } else {
        registered.set(answer.isolation, arrival)
        people.nameReturnee(answer.isolation, who)
      }
    })
  const last = milliseconds(arrivals.at(-1)?.at ?? from)
  system.timeline.at(last + LABELLED_TEXTS_FOR, () => people.stopLabelledTexts())
  for (let until = milliseconds(from) + STEP; until <= last + HORIZON; until += STEP) {
    await system.timeline.runUntil(until)
    const open = await running(system, 'isolation')
    onProgress?.({ at: instant(until), registered: registered.size, toCome, open })
    if (toCome > 0 || open > 0 || system.inbound.pending() > 0) continue
    if ((await running(system, 'escalation')) === 0) break
  }
  people.stop()
  refused.sort((a, b) => a.row - b.row)
  return {
    system,
    community,
    from,
    until: system.ports.clock.now(),
    registered,
    refused,
    errors,
    units,
    invocations,
  }
}
