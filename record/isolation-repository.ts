import type { IsolationId, MatterId } from '../core/ids.ts'
import { type Decision, fold, type Loaded, type TaskAnswer } from '../core/isolation/decision.ts'
import type { LedgerEntry } from '../core/isolation/events.ts'
import type { Isolation } from '../core/isolation/isolation.ts'
import { type Next, planNext } from '../core/isolation/plan.ts'
import type { Matter } from '../core/matter/matter.ts'
import type { Ports } from '../core/ports/ports.ts'
import type { Item, NewItem, Store, Write } from '../core/ports/store.ts'
import { loadRuleBook, NotFound, recentCommunity } from './community-repository.ts'
import * as handling from './handle-command.ts'
import { isolationItem, readIsolation } from './isolation-item.ts'
import { isolationKey, matterKey } from './keys.ts'
import { entryBody } from './ledger-entry-body.ts'
import { ledgerItem as itemOf } from './ledger-item.ts'
import { loadedMatter } from './matter-repository.ts'
import { Matters } from './matters.ts'

/** What the caller of a command has read already. If somebody else was faster, it is read again. */
export type AlreadyRead = handling.AlreadyRead<Loaded>

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

export const ledgerItem = (entry: LedgerEntry, zone: string): NewItem =>
  itemOf(entry.isolation, entry, zone, entryBody(entry))

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
  id: IsolationId,
  matter: MatterId,
): Promise<{ readonly loaded: Loaded; readonly matters: Matters }> => {
  const { store } = ports
  const [isolation, found] = await store.getAll([isolationKey(id), matterKey(matter)])
  const loaded = await loadedFrom(ports, id, isolation)
  return { loaded, matters: new Matters(store, [loadedMatter(matter, found)]) }
}

/** Its own task goes on, with the new plan. */
const goesOn = (
  { isolation: { id }, token }: Loaded,
  decision: Decision | undefined,
  next: Next,
): TaskAnswer[] =>
  token !== undefined && decision?.effects?.some(({ effect }) => effect === 'isolation_goes_on') === true
    ? [{ of: id, token, next }]
    : []

const change = (loaded: Loaded, decision: Decision) => {
  const { isolation, entries } = fold(loaded, decision)
  const replanned = decision.plan !== undefined && decision.plan !== 'keep'
  const token = decision.token ?? (replanned ? undefined : loaded.token)
  const { token: _, ...rest } = loaded
  return {
    after: {
      ...rest,
      isolation,
      version: loaded.version + 1,
      ...(token === undefined ? {} : { token }),
    },
    writes: [
      { put: isolationItem(isolation, token), expect: { version: loaded.version } },
      ...entries.map((entry): Write => ({ put: ledgerItem(entry, isolation.zone), expect: 'absent' })),
    ],
  }
}

/** The only way to change an isolation: see handle-command.ts. @throws NotFound, Contended */
export const handleCommand = async (
  ports: Pick<Ports, 'store' | 'clock'>,
  id: IsolationId,
  decide: (loaded: Loaded, matters: Matters) => Decision | undefined | Promise<Decision | undefined>,
  given: handling.Given<Loaded> = {},
): Promise<CommandResult> => {
  const isolations = { load: loadIsolation, subject: ({ isolation }: Loaded) => isolation, change }
  const { before, after, decision, opened, answers } = await handling.handleCommandOn(
    isolations,
    ports,
    id,
    decide,
    given,
  )
  const next = planNext(after.isolation, after.book, after.now)
  return { ...after, decision, next, opened, answers: [...goesOn(before, decision, next), ...answers] }
}
