import { api } from '../../api/api.ts'
import type { ApiEvent } from '../../api/http/route.ts'
import { Community, postsOf, type Role } from '../../core/community/community.ts'
import { oneTimeCodesIn } from '../../core/hearing/staff/one-time-code-in-text.ts'
import type { IsolationId, MatterId } from '../../core/ids.ts'
import { openMatter } from '../../core/isolation/decisions/open-matter.ts'
import type { LedgerEntry } from '../../core/isolation/events.ts'
import type { Answer, Matter } from '../../core/matter/matter.ts'
import type { Executions } from '../../core/ports/executions.ts'
import type { Sms } from '../../core/ports/messages.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Tasks } from '../../core/ports/tasks.ts'
import { MatterKind, RuleBook } from '../../core/rule-book/rule-book.ts'
import { MINUTE } from '../../core/time/instant.ts'
import { Database } from '../../local/sqlite/database.ts'
import { SqliteStore } from '../../local/sqlite/sqlite-store.ts'
import { openSystem, publishCommunity } from '../../local/system/local-system.ts'
import { sendingAtOnce } from '../../local/system/outbox-at-once.ts'
import { findIsolation, handleCommand } from '../../record/isolation-repository.ts'
import { isolationKey, ledgerKey } from '../../record/keys.ts'
import { readEntry } from '../../record/ledger-shapes.ts'
import { mattersOf } from '../../record/matter-repository.ts'
import { applyEffects } from '../../usecases/apply-effects/apply-effects.ts'
import { receiveMessage } from '../../usecases/receive-sms/receive-message.ts'
import { register } from '../../usecases/register/register.ts'
import { settleMatter } from '../../usecases/settle-matter/settle-matter.ts'
import { apiEvent } from '../aws/api-event.ts'
import { at, exampleCommunity, exampleRegistration, sharpRuleBook } from '../workflow/test-system.ts'

/** Every kind climbs through everybody, one rung after the other. */
const RUNGS = [
  'grid_worker',
  'community',
  'street_office',
  'police_station',
  'worker_and_doctor',
  'hospital',
] as const

const DUE_MINUTES = 20

/** How far a matter has come when somebody says something to it. */
export const stages = [
  'with the worker',
  'with the police',
  'with the hospital',
  'settled early',
  'settled late',
] as const
export type Stage = (typeof stages)[number]

const RUNG_OF: Readonly<Record<Exclude<Stage, 'settled early' | 'settled late'>, number>> = {
  'with the worker': 0,
  'with the police': 3,
  'with the hospital': 5,
}

export interface Post {
  readonly who: string
  readonly role: Role
  readonly staff: string
  readonly phone: string
}

/** What both channels can be told. */
export type Said =
  | { readonly answer: Answer; readonly phone?: string; readonly text: string }
  | { readonly temperature: number; readonly text: string }
  | { readonly symptom: 'dry_cough'; readonly text: string }

/** The state of a person and their matters. */
interface Standing {
  readonly status: object
  readonly contact: object
  readonly matters: readonly { readonly of: MatterKind }[]
}

/** The result. `standing`: the state of the person and their matters afterwards. */
export interface Led {
  readonly result: 'done' | 'refused'
  readonly standing: Standing
  /** New in the ledger. */
  readonly what: readonly string[]
  readonly sent: readonly Sms[]
}

/** Workflows do not go on afterwards: only the effect of the answer is compared. */
const stillRuns: Executions = {
  start: async () => 'started',
  stop: async () => {},
  describe: async () => undefined,
  list: async () => ({ executions: [] }),
  history: async () => undefined,
  link: () => undefined,
}

const taken: Tasks = { succeed: async () => 'taken', fail: async () => 'taken' }

const book = RuleBook.parse({
  ...sharpRuleBook,
  ladders: {
    ...sharpRuleBook.ladders,
    ...Object.fromEntries(
      MatterKind.options.map((kind) => [kind, RUNGS.map((rung) => ({ rung, dueMinutes: DUE_MINUTES }))]),
    ),
  },
})

const linyuan = (): Community =>
  Community.parse(
    JSON.parse(
      JSON.stringify(exampleCommunity())
        .replaceAll('qinghe', 'linyuan')
        .replaceAll(
          /"id":"((?:worker|administrator|street|police|doctor|hospital)[^"]*)"/g,
          '"id":"linyuan-$1"',
        )
        .replaceAll('+86139000', '+86139001'),
    ),
  )

/** One of each post; the worker of another grid; and all of another community. */
export const writers = (): Post[] => {
  const of = (community: Community, place: string): Post[] =>
    postsOf(community).map(({ role, staff }) => {
      const grid = community.grids.findIndex(({ worker }) => worker.id === staff.id)
      const where = grid > 0 ? 'of another grid' : place
      return { who: `the ${role} ${where}`.trim(), role, staff: staff.id, phone: staff.phone }
    })
  return [...of(exampleCommunity(), ''), ...of(linyuan(), 'of another community')]
}

/** One system on which the same answer is given by text and over HTTP, each time from the same state. */
export class BothChannels {
  readonly #database: Database
  readonly #ports: Ports
  readonly #people: ReadonlyMap<MatterKind, IsolationId>
  readonly #close: () => void
  #sent: Sms[] = []
  #said = 0

  private constructor(
    database: Database,
    ports: Ports,
    people: ReadonlyMap<MatterKind, IsolationId>,
    close: () => void,
  ) {
    this.#database = database
    this.#people = people
    this.#close = close
    this.#ports = sendingAtOnce({
      ...ports,
      executions: stillRuns,
      tasks: taken,
      messages: {
        send: async (sms) => ({ providerId: `sms-${this.#sent.push(sms)}` }),
      },
      alerts: { publish: async () => {} },
    })
  }

  static async open(kinds: readonly MatterKind[]): Promise<BothChannels> {
    const database = new Database(':memory:')
    const system = openSystem({
      path: ':memory:',
      startAt: at('2020-02-10 10:00'),
      seed: 'both channels',
      log: { info: () => {}, error: () => {} },
      store: (clock) => new SqliteStore(database, clock),
    })
    const { ports, timeline } = system
    await publishCommunity(ports, linyuan(), book)
    await publishCommunity(ports, exampleCommunity(), book)
    const people = new Map<MatterKind, IsolationId>()
    for (const [index, kind] of kinds.entries()) {
      const registration = exampleRegistration({ phone: `+861380000050${index}`, room: String(index) })
      const registered = await register(ports, exampleCommunity().id, registration, 'staff:administrator')
      if (!('isolation' in registered)) throw new Error(JSON.stringify(registered))
      people.set(kind, registered.isolation)
      const result = await handleCommand(ports, registered.isolation, (loaded) => {
        const opened = openMatter(loaded, { kind })
        return {
          by: 'workflow',
          events: [opened.event],
          matters: [opened.matter],
        }
      })
      await applyEffects(ports, result)
    }
    await timeline.runUntil(timeline.now())
    const both = new BothChannels(database, ports, people, () => system.close())
    for (let rung = 0; rung < RUNGS.length; rung += 1) {
      const stage = stages.find((name) => name in RUNG_OF && RUNG_OF[name as keyof typeof RUNG_OF] === rung)
      if (stage !== undefined) both.#keep(stage)
      if (rung === 0) await both.#keepSettled('settled early', 'with the worker')
      await timeline.runUntil(timeline.now() + DUE_MINUTES * MINUTE)
    }
    await both.#keepSettled('settled late', 'with the hospital')
    return both
  }

  close(): void {
    this.#close()
    this.#database.close()
  }

  #table(stage: Stage): string {
    return `kept_${stage.replaceAll(' ', '_')}`
  }

  #keep(stage: Stage): void {
    this.#database.execute(`CREATE TABLE ${this.#table(stage)} AS SELECT * FROM items`)
  }

  #restore(stage: Stage): void {
    this.#database.transaction(() => {
      this.#database.execute('DELETE FROM items')
      this.#database.execute(`INSERT INTO items SELECT * FROM ${this.#table(stage)}`)
    })
  }

  /** The state is restored afterwards. */
  async #keepSettled(stage: Stage, from: Stage): Promise<void> {
    this.#restore(from)
    for (const kind of this.#people.keys())
      await settleMatter(this.#ports, (await this.#matter(kind)).id, 'handled', 'workflow')
    this.#keep(stage)
    this.#restore(from)
  }

  #isolation(kind: MatterKind): IsolationId {
    const id = this.#people.get(kind)
    if (id === undefined) throw new Error(`nobody has a matter of kind ${kind}`)
    return id
  }

  async #matter(kind: MatterKind): Promise<Matter> {
    const [matter] = await mattersOf(this.#ports.store, this.#isolation(kind))
    if (matter === undefined) throw new Error(`no matter of kind ${kind}`)
    return matter
  }

  async #ledgerAfter(kind: MatterKind, entry: number): Promise<LedgerEntry[]> {
    const id = this.#isolation(kind)
    const { items } = await this.#ports.store.query({
      pk: isolationKey(id).pk,
      sk: { from: ledgerKey(id, entry + 1).sk, to: 'LEDGER#999999' },
    })
    return items.map((item) => readEntry(item))
  }

  async #standing(kind: MatterKind): Promise<Standing> {
    const id = this.#isolation(kind)
    const { status, contact } = await findIsolation(this.#ports.store, id)
    const matters = await mattersOf(this.#ports.store, id)
    const { name } = status
    return {
      status: name === 'ended' ? { name, reason: status.reason } : { name },
      contact,
      matters: matters
        .sort((a, b) => (a.kind < b.kind ? -1 : 1))
        .map(({ kind: of, absenceConfirmed, state }) => ({
          of,
          absenceConfirmed,
          ...(state.name === 'open'
            ? { rung: state.rung, dueAt: state.dueAt, acknowledged: state.acknowledged }
            : { outcome: state.outcome, by: state.by }),
        })),
    }
  }

  async #led(
    stage: Stage,
    kind: MatterKind,
    say: (matter: Matter) => Promise<'done' | 'refused' | undefined>,
    isDone: (entry: LedgerEntry) => boolean,
  ): Promise<Led> {
    this.#restore(stage)
    this.#sent = []
    this.#said += 1
    const { entries } = await findIsolation(this.#ports.store, this.#isolation(kind))
    const told = await say(await this.#matter(kind))
    const ledger = await this.#ledgerAfter(kind, entries)
    return {
      result: told ?? (ledger.some(isDone) ? 'done' : 'refused'),
      standing: await this.#standing(kind),
      what: ledger.map(({ event }) => event.type),
      sent: this.#sent,
    }
  }

  async overHttp(stage: Stage, kind: MatterKind, post: Post, said: Said): Promise<Led> {
    const ask = async ({ id }: { readonly id: MatterId }): Promise<'done' | 'refused'> => {
      const request =
        'answer' in said
          ? apiEvent('POST', `/matters/${id}/answers`, {
              answer: said.answer,
              ...(said.phone === undefined ? {} : { phone: said.phone }),
            })
          : apiEvent('POST', `/isolations/${this.#isolation(kind)}/reports`, {
              source: 'worker',
              ...('temperature' in said ? { temperature: said.temperature } : { symptoms: [said.symptom] }),
            })
      const { statusCode = 0 } = await api(this.#ports)(signedIn(request, post.staff))
      if (statusCode >= 500) throw new Error(`HTTP answered ${statusCode}`)
      return statusCode < 300 ? 'done' : 'refused'
    }
    return this.#led(stage, kind, ask, () => false)
  }

  async byText(stage: Stage, kind: MatterKind, post: Post, said: Said): Promise<Led> {
    const write = async ({ code }: Matter): Promise<'done' | undefined> => {
      await this.#write(post.phone, `${code} ${said.text}`)
      const echo = this.#sent.find(({ to, template }) => to === post.phone && template === 'echo')
      const [oneTime] = oneTimeCodesIn(echo?.text ?? '')
      if (oneTime !== undefined) await this.#write(post.phone, oneTime)
      // As HTTP says "settled already".
      const settled = this.#sent.some(
        ({ to, template }) => to === post.phone && template === 'matter_settled',
      )
      return settled && stage.startsWith('settled') ? 'done' : undefined
    }
    return this.#led(stage, kind, write, ({ by, event }) =>
      by !== `staff:${post.staff}`
        ? false
        : 'answer' in said
          ? event.type === 'matter_answered' && event.answer === said.answer
          : event.type === 'reported',
    )
  }

  /** A text of danger with the code of this matter: what it opens or raises. */
  async dangerByText(stage: Stage, kind: MatterKind, post: Post): Promise<Led> {
    const write = async ({ code }: Matter): Promise<undefined> => {
      await this.#write(post.phone, `${code} 他晕倒在家里`)
      return undefined
    }
    return this.#led(
      stage,
      kind,
      write,
      ({ event }) =>
        (event.type === 'matter_opened' && event.kind === 'danger') ||
        (event.type === 'matter_raised' && event.danger !== undefined),
    )
  }

  async #write(from: string, text: string): Promise<void> {
    const id = `text-${this.#said}-${text.length}-${this.#sent.length}`
    await receiveMessage(this.#ports, { id, from, text })
  }
}

const signedIn = (event: ApiEvent, sub: string): ApiEvent => ({
  ...event,
  requestContext: {
    ...event.requestContext,
    authorizer: { ...event.requestContext.authorizer, jwt: { claims: { sub }, scopes: [] } },
  },
})
