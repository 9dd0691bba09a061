import { readFileSync } from 'node:fs'
import { Community } from '../../core/community/community.ts'
import { oneTimeCodesIn } from '../../core/hearing/staff/one-time-code-in-text.ts'
import { type CommunityId, type IsolationId, MatterId } from '../../core/ids.ts'
import type { LedgerEntry } from '../../core/isolation/events.ts'
import type { Isolation } from '../../core/isolation/isolation.ts'
import type { Relation } from '../../core/person/person.ts'
import { type Flags, Registration } from '../../core/person/registration.ts'
import type { Log } from '../../core/ports/log.ts'
import { defaultRuleBook } from '../../core/rule-book/default-rule-book.ts'
import { RuleBook } from '../../core/rule-book/rule-book.ts'
import { milliseconds } from '../../core/time/instant.ts'
import { LocalDate, LocalTime } from '../../core/time/local-time.ts'
import { instantAt } from '../../core/time/time-zone.ts'
import type { InboxMessage } from '../../local/sms/inbox-rows.ts'
import {
  type LocalSystem,
  openSystem,
  publishCommunity,
  type SystemOptions,
} from '../../local/system/local-system.ts'
import { loadIsolation } from '../../record/isolation-repository.ts'
import { readEntry } from '../../record/ledger-shapes.ts'
import { type LoadedMatter, loadMatter } from '../../record/matter-repository.ts'
import { register } from '../../usecases/register/register.ts'

const ZONE = 'Asia/Shanghai'

/** `2020-02-10 08:30` on the community's clocks. */
export const at = (local: string) => {
  const [date = '', time = ''] = local.split(' ')
  return instantAt(LocalDate.parse(date), LocalTime.parse(time), ZONE)
}

export const phones = {
  worker: '+8613900000001',
  administrator: '+8613900000010',
  office: '+8613900000020',
  police: '+8613900000030',
  doctor: '+8613900000040',
  hospital: '+8613900000050',
} as const

/** The default rules with everybody asked at eight sharp, where a test is not about the spread. */
export const sharpRuleBook: RuleBook = RuleBook.parse({
  ...defaultRuleBook,
  slots: { ...defaultRuleBook.slots, spreadMinutes: 0 },
})

/** Two days instead of fourteen: the same steps, and fewer of them. */
export const twoDays: RuleBook = RuleBook.parse({
  ...sharpRuleBook,
  days: 2,
  release: { ...defaultRuleBook.release, cleanHours: 8 },
})

const silentLog: Log = { info: () => {}, error: () => {} }

export const exampleCommunity = (): Community =>
  Community.parse(JSON.parse(readFileSync(new URL('../../examples/community.json', import.meta.url), 'utf8')))

export type Overrides = {
  readonly name?: string
  readonly phone?: string | null
  readonly room?: string
  /** Another saved community, with one of its grids. */
  readonly community?: CommunityId
  readonly grid?: string
  readonly arrived?: string
  readonly language?: 'zh-CN' | 'en'
  readonly baselineTenths?: number
  readonly relation?: Relation
  readonly flags?: Partial<Flags>
}

export const exampleRegistration = (overrides: Overrides = {}): Registration => {
  const {
    name = '样例·王明',
    phone = '+8613800000101',
    room = '501',
    arrived = '2020-02-10 08:30',
  } = overrides
  const [date, time] = arrived.split(' ')
  return Registration.parse({
    person: {
      name,
      language: overrides.language ?? 'zh-CN',
      ...(phone === null ? {} : { phone }),
      ...(overrides.relation === undefined ? {} : { relation: overrides.relation }),
    },
    address: { grid: overrides.grid ?? 'grid-1', building: '3', unit: '2', room },
    category: 'key_area',
    arrivedAt: { date, ...(time === undefined ? {} : { time }) },
    flags: {
      livesAlone: false,
      over70: false,
      child: false,
      chronic: false,
      pregnant: false,
      ...overrides.flags,
    },
    ...(overrides.baselineTenths === undefined ? {} : { baselineTenths: overrides.baselineTenths }),
  })
}

/** One returnee in a test: their texts, replies and state. */
export class TestReturnee {
  readonly id: IsolationId
  readonly phone: string
  readonly #sixclear: TestSystem

  constructor(sixclear: TestSystem, id: IsolationId, phone: string) {
    this.#sixclear = sixclear
    this.id = id
    this.phone = phone
  }

  async isolation(): Promise<Isolation> {
    return (await loadIsolation(this.#sixclear.system.ports, this.id)).isolation
  }

  async status(): Promise<Isolation['status']['name']> {
    return (await this.isolation()).status.name
  }

  async slot(id: string): Promise<string | undefined> {
    const slots: Readonly<Record<string, { readonly state: string }>> = (await this.isolation()).slots
    return slots[id]?.state
  }

  async ledger(): Promise<LedgerEntry[]> {
    const { store } = this.#sixclear.system.ports
    const entries: LedgerEntry[] = []
    let cursor: string | undefined
    do {
      const page = await store.query({
        pk: `ISOLATION#${this.id}`,
        sk: { prefix: 'LEDGER#' },
        ...(cursor === undefined ? {} : { cursor }),
      })
      entries.push(...page.items.map((item) => readEntry(item)))
      cursor = page.cursor
    } while (cursor !== undefined)
    return entries
  }

  /** What happened, in order, as words. */
  async events(): Promise<string[]> {
    return (await this.ledger()).map(({ event }) => event.type)
  }

  texts(template?: string): InboxMessage[] {
    return this.#sixclear.messagesTo(this.phone, template)
  }

  /** Sends a text and lets it be handled. */
  async says(text: string): Promise<void> {
    await this.#sixclear.text(this.phone, text)
  }

  async matters(): Promise<LoadedMatter[]> {
    const ledger = await this.ledger()
    const ids = ledger.flatMap(({ event }) =>
      event.type === 'matter_opened' ? [MatterId.parse(event.matter)] : [],
    )
    return Promise.all(ids.map((id) => loadMatter(this.#sixclear.system.ports.store, id)))
  }

  async matter(kind: string): Promise<LoadedMatter['matter']> {
    const found = (await this.matters()).findLast(({ matter }) => matter.kind === kind)
    if (found === undefined) throw new Error(`no matter of kind ${kind} was ever opened`)
    return found.matter
  }
}

/** A whole system in memory, with a clock that the test moves. */
export class TestSystem {
  readonly system: LocalSystem
  readonly #registering: typeof register

  constructor(system: LocalSystem, registering = register) {
    this.system = system
    this.#registering = registering
  }

  async register(overrides: Overrides = {}): Promise<TestReturnee> {
    const registration = exampleRegistration(overrides)
    const answer = await this.#registering(
      this.system.ports,
      overrides.community ?? exampleCommunity().id,
      registration,
      'staff:administrator',
    )
    if (!('isolation' in answer)) throw new Error(JSON.stringify(answer))
    await this.settle()
    return new TestReturnee(this, answer.isolation, registration.person.phone ?? 'no_phone')
  }

  /** Runs everything that is due now. */
  async settle(): Promise<void> {
    await this.system.timeline.runUntil(this.system.timeline.now())
  }

  async until(local: string): Promise<void> {
    await this.system.timeline.runUntil(milliseconds(at(local)))
  }

  async text(phone: string, text: string): Promise<void> {
    await this.system.inbox.reply(phone, text)
    await this.settle()
  }

  /** The one-time code in the newest echo on this phone. */
  oneTimeOn(phone: string): string {
    const [code] = oneTimeCodesIn(this.messagesTo(phone, 'echo').at(-1)?.text ?? '')
    if (code === undefined) throw new Error(`no echo on ${phone}`)
    return code
  }

  /** Sends a grave answer, and its one-time code back when it is asked for. */
  async confirmed(phone: string, text: string): Promise<void> {
    const before = this.messagesTo(phone, 'echo').length
    await this.text(phone, text)
    if (this.messagesTo(phone, 'echo').length > before) await this.text(phone, this.oneTimeOn(phone))
  }

  conversation(phone: string): InboxMessage[] {
    const messages: InboxMessage[] = []
    let cursor: string | undefined
    do {
      const page = this.system.inbox.received(phone, cursor === undefined ? {} : { cursor })
      messages.push(...page.messages)
      cursor = page.cursor
    } while (cursor !== undefined)
    return messages
  }

  messagesTo(phone: string, template?: string): InboxMessage[] {
    return this.conversation(phone).filter(
      ({ direction, sent }) =>
        direction === 'to_phone' && (template === undefined || sent?.template === template),
    )
  }

  /** The code in the newest text about a matter on this phone. */
  codeOn(phone: string): string {
    const code = /\b\d{4,5}\b/.exec(this.messagesTo(phone, 'matter').at(-1)?.text ?? '')?.[0]
    if (code === undefined) throw new Error(`no text with a code on ${phone}`)
    return code
  }

  /** Answers every prompt and reminder of these returnees with a healthy temperature, until then. */
  async healthyUntil(local: string, ...returnees: readonly TestReturnee[]): Promise<void> {
    const end = milliseconds(at(local))
    for (;;) {
      const next = this.system.timeline.nextAt()
      if (next === undefined || next > end) break
      await this.system.timeline.step()
      for (const returnee of returnees) {
        const { messages } = this.system.inbox.newest(returnee.phone, { limit: 1 })
        if (messages[0]?.sent?.template === 'prompt') await this.system.inbox.reply(returnee.phone, '36.5')
      }
    }
    await this.until(local)
  }
}

export const openTestSystem = async (
  options: Partial<SystemOptions> & {
    readonly now?: string
    readonly book?: RuleBook
    /** The code by which people are registered. */
    readonly registering?: typeof register
  } = {},
): Promise<TestSystem> => {
  const { now = '2020-02-10 10:00', book = sharpRuleBook, registering, ...rest } = options
  const system = openSystem({
    path: ':memory:',
    startAt: at(now),
    seed: 'test',
    log: silentLog,
    // Each is read at each sweep, which is a third of the time of a life.
    dueShards: 2,
    ...rest,
  })
  await publishCommunity(system.ports, exampleCommunity(), book)
  return new TestSystem(system, registering)
}
