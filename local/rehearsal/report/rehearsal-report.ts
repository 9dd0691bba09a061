import { postsOf } from '../../../core/community/community.ts'
import { IsolationId } from '../../../core/ids.ts'
import { loadRuleBook } from '../../../record/community-repository.ts'
import type { InboxMessage } from '../../sms/inbox-rows.ts'
import { histories } from '../history/isolation-histories.ts'
import { inspector, type Violation } from '../invariants/check-invariants.ts'
import type { RehearsalResult } from '../run/rehearse.ts'
import {
  addEntry,
  addMatter,
  addMessage,
  ledgerTable,
  mattersTable,
  messagesTable,
  type Table,
} from './csv-tables.ts'
import { type LineMinutes, LineOverTime } from './line-over-time.ts'
import { matterHistories } from './matter-history.ts'
import { Figures } from './rehearsal-figures.ts'
import { type Line, type Texts, timelinePage } from './timeline-page.ts'

export interface Report {
  readonly figures: Figures
  readonly line: LineMinutes
  readonly violations: readonly Violation[]
  /** By file name. */
  readonly tables: ReadonlyMap<string, Table>
  /** A page for each returnee, by isolation. */
  readonly pages: ReadonlyMap<IsolationId, string>
}

const isolationOf = ({ sent }: InboxMessage): IsolationId | undefined => {
  const id = IsolationId.safeParse(sent?.key.split('/')[0])
  return id.success ? id.data : undefined
}

class Phones {
  readonly #byIsolation = new Map<IsolationId, Line[]>()
  readonly #inbound = new Map<string, Line>()

  add(message: InboxMessage, isolation: IsolationId | undefined, whose: string): void {
    if (message.direction === 'from_phone')
      this.#inbound.set(message.id, { at: message.at, words: `Text from ${whose}: ${message.text}` })
    if (isolation === undefined) return
    const texts = this.#byIsolation.get(isolation) ?? []
    this.#byIsolation.set(isolation, texts)
    texts.push({ at: message.at, words: `Text to ${whose}: ${message.text}` })
  }

  /** All texts about this returnee, and those from everybody whom its ledger names. */
  about(isolation: IsolationId, inbound: readonly string[]): Texts {
    const written = [...new Set(inbound)].flatMap((id) => this.#inbound.get(id) ?? [])
    return { written, sent: this.#byIsolation.get(isolation) ?? [] }
  }
}

/** Reads the record and the phones of a finished rehearsal once, and makes everything for its files. */
export const makeReport = async ({
  system,
  registered,
  from,
  until,
  community,
}: RehearsalResult): Promise<Report> => {
  const { store } = system.ports
  const { zone } = community
  const figures = new Figures(until)
  const line = new LineOverTime(from, until)
  const [ledger, messages, matterRows] = [ledgerTable(), messagesTable(), mattersTable()]
  const posts = new Map(postsOf(community).map(({ staff }) => [staff.phone, staff.name]))
  const phones = new Phones()
  let position = 0
  let cursor: string | undefined
  do {
    const page = system.inbox.messages(cursor === undefined ? {} : { cursor })
    for (const message of page.messages) {
      const isolation = isolationOf(message)
      position += 1
      addMessage(messages, position, message, isolation, zone)
      figures.addMessage(message)
      phones.add(message, isolation, posts.get(message.phone) ?? 'the resident')
    }
    cursor = page.cursor
  } while (cursor !== undefined)

  const { inspect, rest } = await inspector(system, { registered: [...registered.keys()] })
  const violations: Violation[] = []
  const pages = new Map<IsolationId, string>()
  for await (const history of histories(store)) {
    const { isolation, matters } = history
    const book = await loadRuleBook(store, isolation.ruleBook)
    violations.push(...(await inspect(history)))
    figures.addHistory(history, book)
    line.add(history)
    for (const entry of history.ledger) addEntry(ledger, entry, zone)
    for (const story of matterHistories(matters, history.ledger)) addMatter(matterRows, story, zone)
    const newcomer = registered.get(isolation.id)
    if (newcomer === undefined) continue
    const inbound = history.ledger.flatMap(({ event }) =>
      'inbound' in event && event.inbound !== undefined ? [event.inbound] : [],
    )
    pages.set(isolation.id, timelinePage(history, book, newcomer, phones.about(isolation.id, inbound), until))
  }
  return {
    figures,
    line: line.minutes(),
    violations: [...violations, ...rest()],
    tables: new Map([
      ['ledger.csv', ledger],
      ['messages.csv', messages],
      ['matters.csv', matterRows],
    ]),
    pages,
  }
}
