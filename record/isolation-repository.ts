import type { IsolationId, MatterId } from '../core/ids.ts'
import { type Decision, fold, type Loaded, type TaskAnswer } from '../core/isolation/decision.ts'
import type { LedgerEntry } from '../core/isolation/events.ts'
import type { Isolation } from '../core/isolation/isolation.ts'
import { type Next, planNext } from '../core/isolation/plan.ts'
import type { JsonObject } from '../core/json.ts'
import type { Matter } from '../core/matter/matter.ts'
import type { Ports } from '../core/ports/ports.ts'
import {
  ConditionFailed,
  type Item,
  type Key,
  type NewItem,
  type Store,
  type Write,
} from '../core/ports/store.ts'
import { DAY, type Instant, plus } from '../core/time/instant.ts'
import { localDate } from '../core/time/time-zone.ts'
import { loadRuleBook, NotFound, recentCommunity } from './community-repository.ts'
import { isolationItem, readIsolation } from './isolation-item.ts'
import { isolationKey, isolationOf, ledgerKey, ledgerList, matterKey } from './keys.ts'
import { entryBody } from './ledger-entry-body.ts'
import { loadedMatter, matterItem } from './matter-repository.ts'
import { Matters } from './matters.ts'
import { messageItem } from './message-repository.ts'
import { takeCode } from './short-code-repository.ts'

/** An isolation was changed by others on every try. The caller's retry will find them gone. */
export class Contended extends Error {
  override readonly name = 'Contended'
}

/** What the caller of a command has read already. If somebody else was faster, it is read again. */
export interface AlreadyRead {
  readonly loaded?: Loaded | undefined
  readonly matters?: Matters
}

interface Given extends AlreadyRead {
  /** Written with the decision: if it is there already, the command was carried out before. */
  readonly once?: Key
}

export interface CommandResult extends Loaded {
  /** What was written. undefined: nothing had to change. */
  readonly decision: Decision | undefined
  /** What the workflow does next, as of now. */
  readonly next: Next
  /** New matters, as they were written. */
  readonly opened: readonly Matter[]
  /** Tasks that waited until this command. */
  readonly answers: readonly TaskAnswer[]
}

const ATTEMPTS = 12

export const ledgerItem = (entry: LedgerEntry, zone: string): NewItem => ({
  ...ledgerKey(entry.isolation, entry.entry),
  body: entryBody(entry),
  index: {
    list: {
      pk: ledgerList(entry.community, localDate(entry.at, zone)),
      sk: `${entry.at}#${entry.isolation}#${String(entry.entry).padStart(6, '0')}`,
      summary: 'body',
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

const loadedFrom = async (
  ports: Pick<Ports, 'store' | 'clock'>,
  id: IsolationId,
  item: Item | undefined,
): Promise<Loaded> => {
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

/** @throws NotFound */
export const loadIsolation = async (
  ports: Pick<Ports, 'store' | 'clock'>,
  id: IsolationId,
): Promise<Loaded> => loadedFrom(ports, id, await ports.store.get(isolationKey(id)))

/** An isolation and one of its matters, read in one call. @throws NotFound */
export const loadWithMatter = async (
  ports: Pick<Ports, 'store' | 'clock'>,
  matter: MatterId,
): Promise<{ readonly loaded: Loaded; readonly matters: Matters }> => {
  const { store } = ports
  const id = isolationOf(matter)
  const [isolation, found] = await store.getAll([isolationKey(id), matterKey(id, matter)])
  const loaded = await loadedFrom(ports, id, isolation)
  return { loaded, matters: new Matters(store, [loadedMatter(matter, found)]) }
}

/** New matters get their codes; each takes one that is free in the same transaction. */
const withCodes = async (
  store: Store,
  { isolation, now }: Loaded,
  { matters = [], writes = [] }: Decision,
): Promise<{ readonly matters: readonly Matter[]; readonly writes: readonly Write[] }> => {
  const coded: Matter[] = []
  const all = [...writes]
  for (const matter of matters) {
    if (matter.code === undefined) {
      const named = { isolation: isolation.id, matter: matter.id }
      const { code, write } = await takeCode(store, isolation.community, named, now, all)
      all.push(write)
      coded.push({ ...matter, code })
    } else coded.push(matter)
  }
  return { matters: coded, writes: all }
}

/** The tasks that go on because of a decision: the isolation's first. */
const answersOf = (
  { isolation: { id }, token }: Loaded,
  { effects = [] }: Decision,
  matters: Matters,
  next: Next,
): TaskAnswer[] => {
  const goesOn = effects.some(({ effect }) => effect === 'isolation_goes_on')
  const ladders = effects.flatMap((one): TaskAnswer[] => {
    if (one.effect === 'isolation_goes_on') return []
    const waiting = matters.asRead(one.matter)?.token
    return waiting === undefined ? [] : [{ of: one.matter, token: waiting, next: one.next }]
  })
  return [...(goesOn && token !== undefined ? [{ of: id, token, next }] : []), ...ladders]
}

const matterWrite = (matter: Matter, { ladder, effects = [] }: Decision, matters: Matters): Write => {
  const { id } = matter
  const read = matters.asRead(id)
  const goesOn = effects.some((one) => one.effect === 'ladder_goes_on' && one.matter === id)
  const token = ladder?.matter === id ? ladder.token : goesOn ? undefined : read?.token
  return {
    put: matterItem(matter, token),
    expect: read === undefined ? 'absent' : { version: read.version },
  }
}

const unchanged = (loaded: Loaded): CommandResult => ({
  ...loaded,
  decision: undefined,
  next: planNext(loaded.isolation, loaded.book, loaded.now),
  opened: [],
  answers: [],
})

/**
 * How long it is known that a command was carried out. A received text can be handled again as long as it waits: four days
 * in its queue and fourteen among the dead letters.
 */
const ONCE_KEPT = 20 * DAY

/** Written with a decision that must not be made again for the same message or request. */
export const onceWrite = (key: Key, now: Instant, body: JsonObject = {}): Write => ({
  put: { ...key, body: { v: 1, ...body }, expiresAt: plus(now, ONCE_KEPT) },
  expect: 'absent',
})

const isRepeated = ({ once }: Given, { keys }: ConditionFailed): boolean =>
  once !== undefined && keys.some(({ pk, sk }) => pk === once.pk && sk === once.sk)

/**
 * The only way to change an isolation: a command reads it, lets `decide` return the decision, writes everything in one
 * transaction, and starts again if somebody else was faster. `decide` may run several times and must have no effects;
 * matters that it changes it reads from `matters`. Where it decides that nothing has to change, nothing is written, and
 * nobody notices that what the caller gave was out of date.
 * @throws NotFound, Contended
 */
export const handleCommand = async (
  ports: Pick<Ports, 'store' | 'clock'>,
  id: IsolationId,
  decide: (loaded: Loaded, matters: Matters) => Decision | undefined | Promise<Decision | undefined>,
  given: Given = {},
): Promise<CommandResult> => {
  const { store } = ports
  let known = given
  for (let attempt = 0; attempt < ATTEMPTS; attempt += 1) {
    const { loaded = await loadIsolation(ports, id), matters = new Matters(store) } = known
    known = {}
    const decision = await decide(loaded, matters)
    if (decision === undefined) return unchanged(loaded)
    const { isolation, entries } = fold(loaded, decision)
    const replanned = decision.plan !== undefined && decision.plan !== 'keep'
    const token = decision.token ?? (replanned ? undefined : loaded.token)
    const coded = await withCodes(store, loaded, decision)
    try {
      await store.transact([
        { put: isolationItem(isolation, token), expect: { version: loaded.version } },
        ...entries.map((entry): Write => ({ put: ledgerItem(entry, isolation.zone), expect: 'absent' })),
        ...coded.matters.map((matter) => matterWrite(matter, decision, matters)),
        ...(decision.messages ?? []).map(
          (message): Write => ({ put: messageItem(isolation, message), expect: 'absent' }),
        ),
        ...coded.writes,
        ...(given.once === undefined ? [] : [onceWrite(given.once, loaded.now)]),
      ])
    } catch (error) {
      if (!(error instanceof ConditionFailed)) throw error
      if (isRepeated(given, error)) return unchanged(await loadIsolation(ports, id))
      continue
    }
    const { token: _, ...rest } = loaded
    const next = planNext(isolation, loaded.book, loaded.now)
    return {
      ...rest,
      isolation,
      version: loaded.version + 1,
      ...(token === undefined ? {} : { token }),
      decision,
      next,
      opened: coded.matters.filter((matter) => matters.asRead(matter.id) === undefined),
      answers: answersOf(loaded, decision, matters, next),
    }
  }
  throw new Contended(`${ATTEMPTS} tries to change ${id} met other writers`)
}
