import type { Community } from '../../../core/community/community.ts'
import type { IsolationId } from '../../../core/ids.ts'
import type { LedgerEntry } from '../../../core/isolation/events.ts'
import type { Isolation } from '../../../core/isolation/isolation.ts'
import type { Matter } from '../../../core/matter/matter.ts'
import type { Executions } from '../../../core/ports/executions.ts'
import type { Log } from '../../../core/ports/log.ts'
import type { Sms } from '../../../core/ports/messages.ts'
import type { Ports } from '../../../core/ports/ports.ts'
import type { Tasks } from '../../../core/ports/tasks.ts'
import type { RuleBook } from '../../../core/rule-book/rule-book.ts'
import { type Instant, milliseconds } from '../../../core/time/instant.ts'
import { LocalDate, LocalTime } from '../../../core/time/local-time.ts'
import { instantAt } from '../../../core/time/time-zone.ts'
import { findIsolation } from '../../../record/isolation-repository.ts'
import { isolationKey, ledgerKey } from '../../../record/keys.ts'
import { readEntry } from '../../../record/ledger-shapes.ts'
import { mattersOf } from '../../../record/matter-repository.ts'
import { receiveMessage } from '../../../usecases/receive-sms/receive-message.ts'
import { seededIds } from '../../random/seeded-ids.ts'
import { Database } from '../../sqlite/database.ts'
import { SqliteStore } from '../../sqlite/sqlite-store.ts'
import { type LocalSystem, openSystem, publishCommunity } from '../../system/local-system.ts'
import { sendingAtOnce } from '../../system/outbox-at-once.ts'
import type { Who } from '../corpus/labelled-lines.ts'

const silentLog: Log = { info: () => {}, error: () => {} }

export interface Member {
  readonly who: Who
  readonly id: IsolationId
}

/** What one text has changed for one returnee. */
export interface Changes {
  readonly who: Who
  readonly before: Isolation
  readonly after: Isolation
  /** New in the ledger, in order. */
  readonly entries: readonly LedgerEntry[]
  readonly mattersBefore: readonly Matter[]
  readonly matters: readonly Matter[]
}

/** All that one text has led to. */
export interface Heard {
  readonly now: Instant
  readonly from: string
  readonly book: RuleBook
  readonly people: readonly Changes[]
  readonly sent: readonly Sms[]
  /** The text was not handled: what was thrown. */
  readonly failed?: string
}

/** Workflows do not go on after a text: its outcome is read from the record. */
const idleExecutions: Executions = {
  start: async () => 'started',
  stop: async () => {},
  describe: async () => undefined,
  list: async () => ({ executions: [] }),
  history: async () => undefined,
  link: () => undefined,
}

const idleTasks: Tasks = { succeed: async () => 'taken', fail: async () => 'taken' }

const ledgerAfter = async ({ store }: Pick<Ports, 'store'>, id: IsolationId, entry: number) => {
  const from = ledgerKey(id, entry + 1).sk
  const entries: LedgerEntry[] = []
  let cursor: string | undefined
  do {
    const page = await store.query({
      pk: isolationKey(id).pk,
      sk: { from, to: 'LEDGER#999999' },
      ...(cursor === undefined ? {} : { cursor }),
    })
    entries.push(...page.items.map((item) => readEntry(item)))
    cursor = page.cursor
  } while (cursor !== undefined)
  return entries
}

/**
 * A system in memory that is brought to a moment once and then reads texts one by one. Before every text the record
 * is reset to what it was at {@link keep}.
 */
export class World {
  readonly system: LocalSystem
  readonly community: Community
  readonly book: RuleBook
  readonly #database: Database
  readonly #people: Member[] = []
  #before: readonly Omit<Changes, 'after' | 'entries' | 'matters'>[] = []
  #isTouched = false

  private constructor(system: LocalSystem, database: Database, community: Community, book: RuleBook) {
    this.system = system
    this.#database = database
    this.community = community
    this.book = book
  }

  /** `local`: `2020-02-10 08:30` on the community's clocks. */
  static async open(community: Community, book: RuleBook, local: string): Promise<World> {
    const database = new Database(':memory:')
    const system = openSystem({
      path: ':memory:',
      startAt: momentIn(community, local),
      seed: 'hearing',
      log: silentLog,
      // One shard of the due index: every sweep of fourteen days reads each.
      store: (clock) => new SqliteStore(database, clock, 1),
    })
    // What a text means by the minute is told from eight o'clock on, whoever wrote it.
    const sharp = { ...book, slots: { ...book.slots, spreadMinutes: 0 } }
    await publishCommunity(system.ports, community, sharp)
    return new World(system, database, community, sharp)
  }

  get ports(): Ports {
    return this.system.ports
  }

  get people(): readonly Member[] {
    return this.#people
  }

  add(who: Who, id: IsolationId): void {
    this.#people.push({ who, id })
  }

  async until(local: string): Promise<void> {
    await this.system.timeline.runUntil(milliseconds(momentIn(this.community, local)))
  }

  /** Runs everything that is due now. */
  async settle(): Promise<void> {
    await this.system.timeline.runUntil(this.system.timeline.now())
  }

  /** Every later text starts from this moment. */
  async keep(): Promise<void> {
    this.#database.execute('CREATE TABLE kept AS SELECT * FROM items')
    this.#before = await Promise.all(
      this.#people.map(async ({ who, id }) => ({
        who,
        before: await findIsolation(this.ports.store, id),
        mattersBefore: await mattersOf(this.ports.store, id),
      })),
    )
  }

  /** `key`: the seed of the ids. */
  async hear(from: string, text: string, key: string): Promise<Heard> {
    this.#restore()
    const sent: Sms[] = []
    const ports = sendingAtOnce({
      ...this.ports,
      executions: idleExecutions,
      tasks: idleTasks,
      ids: seededIds(`hearing ${key}`),
      messages: {
        send: async (sms) => ({ providerId: `sms-${sent.push(sms)}` }),
      },
      alerts: { publish: async () => {} },
    })
    let failed: string | undefined
    try {
      await receiveMessage(ports, { id: `heard-${key}`, from, text })
    } catch (error) {
      failed = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    }
    const people = await Promise.all(
      this.#before.map(async (known) => ({
        ...known,
        after: await findIsolation(ports.store, known.before.id),
        entries: await ledgerAfter(ports, known.before.id, known.before.entries),
        matters: await mattersOf(ports.store, known.before.id),
      })),
    )
    return {
      now: ports.clock.now(),
      from,
      book: this.book,
      people,
      sent,
      ...(failed === undefined ? {} : { failed }),
    }
  }

  close(): void {
    this.system.close()
    this.#database.close()
  }

  #restore(): void {
    if (this.#isTouched)
      this.#database.transaction(() => {
        this.#database.statement('DELETE FROM items').run()
        this.#database.statement('INSERT INTO items SELECT * FROM kept').run()
      })
    this.#isTouched = true
  }
}

const momentIn = ({ zone }: Community, local: string): Instant => {
  const [date = '', time = ''] = local.split(' ')
  return instantAt(LocalDate.parse(date), LocalTime.parse(time), zone)
}
