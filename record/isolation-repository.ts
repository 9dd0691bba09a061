import type { Community } from '../core/community/community.ts'
import type { IsolationId } from '../core/ids.ts'
import { DECIDER_VERSION } from '../core/isolation/decider-version.ts'
import type { IsolationEvent, LedgerEntry } from '../core/isolation/events.ts'
import { type Awaiting, type Isolation, secondMeasurement } from '../core/isolation/isolation.ts'
import { awaitingOf, type Next, planNext } from '../core/isolation/plan.ts'
import { evolve } from '../core/isolation/state.ts'
import type { NextRung } from '../core/matter/ladder.ts'
import type { Matter } from '../core/matter/matter.ts'
import type { Message } from '../core/message/message.ts'
import type { Ports } from '../core/ports/ports.ts'
import { ConditionFailed, type NewItem, type Store, type Write } from '../core/ports/store.ts'
import type { RuleBook } from '../core/rule-book/rule-book.ts'
import type { Instant } from '../core/time/instant.ts'
import { localDate } from '../core/time/time-zone.ts'
import { loadRuleBook, NotFound, recentCommunity } from './community-repository.ts'
import { isolationItem, readIsolation } from './isolation-item.ts'
import { isolationKey, ledgerKey, ledgerList } from './keys.ts'
import { entryBody } from './ledger-shapes.ts'
import { matterItem } from './matter-repository.ts'
import { messageItem } from './message-repository.ts'

/** An isolation was changed by others on every try. The caller's retry will find them gone. */
export class Contended extends Error {
  override readonly name = 'Contended'
}

export interface Loaded {
  readonly isolation: Isolation
  readonly version: number
  readonly token?: string
  readonly community: Community
  readonly book: RuleBook
  readonly now: Instant
}

/** A waiting task that this decision answers, and the answer. */
export interface TaskAnswer {
  readonly token: string
  readonly next: Next | NextRung
}

/** The result of a command: the events, and everything that must be written together with them. */
export interface Decision {
  readonly by: LedgerEntry['by']
  readonly events: readonly IsolationEvent[]
  /** `keep`: it waits for the same as before. `again`: for what the plan says now. Default: keep. */
  readonly plan?: 'keep' | 'again' | Awaiting
  /** The token of the waiting task, if this decision begins a wait. */
  readonly token?: string
  /** Without a version: new. Without a token: nobody waits for an answer to it any more. */
  readonly matters?: readonly {
    readonly matter: Matter
    readonly version?: number
    readonly token?: string
  }[]
  readonly messages?: readonly Message[]
  readonly writes?: readonly Write[]
  readonly taskAnswers?: readonly TaskAnswer[]
  /** Answers the isolation's own waiting task with the new plan. */
  readonly resume?: boolean
}

export interface CommandResult extends Loaded {
  /** What was written. undefined: nothing had to change. */
  readonly decision: Decision | undefined
  /** What the workflow does next, as of now. */
  readonly next: Next
  /** The token of the task that waited until this command. */
  readonly released?: string
}

const ATTEMPTS = 12

export const ledgerItem = (entry: LedgerEntry, zone: string): NewItem => ({
  ...ledgerKey(entry.isolation, entry.entry),
  body: entryBody(entry),
  index: {
    list: {
      pk: ledgerList(entry.community, localDate(entry.at, zone)),
      sk: `${entry.at}#${entry.isolation}#${String(entry.entry).padStart(6, '0')}`,
    },
  },
})

/** The isolation alone, without its community and rule book. @throws NotFound */
export const findIsolation = async (store: Store, id: IsolationId): Promise<Isolation> => {
  const item = await store.get(isolationKey(id))
  if (item === undefined) throw new NotFound(`no isolation ${id}`)
  return readIsolation(item).isolation
}

/** The isolation that replaces a duplicate; itself, if it is no duplicate. @throws NotFound */
export const keptFor = async (store: Store, id: IsolationId): Promise<Isolation> => {
  const isolation = await findIsolation(store, id)
  const { status } = isolation
  return status.name === 'ended' && status.kept !== undefined ? keptFor(store, status.kept) : isolation
}

/** @throws NotFound */
export const loadIsolation = async (ports: Ports, id: IsolationId): Promise<Loaded> => {
  const item = await ports.store.get(isolationKey(id))
  if (item === undefined) throw new NotFound(`no isolation ${id}`)
  const { isolation, token } = readIsolation(item)
  const [community, book] = await Promise.all([
    recentCommunity(ports, isolation.community),
    loadRuleBook(ports.store, isolation.ruleBook),
  ])
  return {
    isolation,
    version: item.version,
    ...(token === undefined ? {} : { token }),
    community,
    book,
    now: ports.clock.now(),
  }
}

/** It waited to ask for a second reading, which has come. */
const isStale = (isolation: Isolation): boolean =>
  isolation.awaiting?.for === 'second_measurement' && secondMeasurement(isolation) === undefined

/** The isolation after this decision, with the entries; the last entry says what it waits for from then on. */
export const fold = (
  loaded: Loaded,
  decision: Decision,
): { isolation: Isolation; entries: LedgerEntry[] } => {
  const { now: at, book } = loaded
  let isolation = loaded.isolation
  const entries: LedgerEntry[] = []
  const last = decision.events.length - 1
  decision.events.forEach((event, index) => {
    const entry: LedgerEntry = {
      isolation: isolation.id,
      entry: isolation.entries + 1,
      at,
      by: decision.by,
      community: isolation.community,
      grid: isolation.grid,
      ruleBook: isolation.ruleBook,
      decider: DECIDER_VERSION,
      event,
    }
    const after = evolve(isolation, entry)
    const asked = decision.plan ?? 'keep'
    const plan = asked === 'keep' && isStale(after) ? 'again' : asked
    if (index === last && plan !== 'keep') {
      const awaiting = plan === 'again' ? awaitingOf(planNext(after, book, at)) : plan
      const decided = { ...entry, awaiting }
      isolation = evolve(isolation, decided)
      entries.push(decided)
    } else {
      isolation = after
      entries.push(entry)
    }
  })
  return { isolation, entries }
}

/**
 * The only way to change an isolation: reads it, lets `decide` return the events, writes everything in one transaction,
 * and starts again if somebody else was faster. `decide` may run several times and must have no effects.
 * @throws NotFound, Contended
 */
export const handleCommand = async (
  ports: Ports,
  id: IsolationId,
  decide: (loaded: Loaded) => Decision | undefined | Promise<Decision | undefined>,
): Promise<CommandResult> => {
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const loaded = await loadIsolation(ports, id)
    const decision = await decide(loaded)
    if (decision === undefined)
      return { ...loaded, decision: undefined, next: planNext(loaded.isolation, loaded.book, loaded.now) }
    const { isolation, entries } = fold(loaded, decision)
    const replanned = decision.plan !== undefined && decision.plan !== 'keep'
    const token = decision.token ?? (replanned ? undefined : loaded.token)
    try {
      await ports.store.transact([
        { put: isolationItem(isolation, token), expect: { version: loaded.version } },
        ...entries.map((entry): Write => ({ put: ledgerItem(entry, isolation.zone), expect: 'absent' })),
        ...(decision.matters ?? []).map(
          ({ matter, version, token: waiting }): Write => ({
            put: matterItem(matter, waiting),
            expect: version === undefined ? 'absent' : { version },
          }),
        ),
        ...(decision.messages ?? []).map(
          (message): Write => ({ put: messageItem(isolation, message), expect: 'absent' }),
        ),
        ...(decision.writes ?? []),
      ])
    } catch (error) {
      if (error instanceof ConditionFailed) continue
      throw error
    }
    const { token: before, ...rest } = loaded
    return {
      ...rest,
      isolation,
      version: loaded.version + 1,
      ...(token === undefined ? {} : { token }),
      decision,
      next: planNext(isolation, loaded.book, loaded.now),
      ...(decision.resume === true && before !== undefined ? { released: before } : {}),
    }
  }
  throw new Contended(`${ATTEMPTS} tries to change ${id} met other writers`)
}
