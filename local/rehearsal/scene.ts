import { IsolationId } from '../../core/domain/ids.ts'
import type { RuleBook } from '../../core/domain/rule-book.ts'
import type { Instant } from '../../core/instant.ts'
import type { Workflow } from '../../core/ports/runs.ts'
import type { InboxMessage } from '../inbox.ts'
import type { LocalSystem } from '../system.ts'
import type { History } from './histories.ts'

/** What must hold of every system at every moment between two events. */
export type Invariant =
  | 'the stored isolation is the fold of its ledger'
  | 'the matters are those of the ledger'
  | 'every slot due is reported, late, missed or excused'
  | 'every missed slot has exactly one matter'
  | 'no prompt is sent twice'
  | 'nobody is disturbed at night'
  | 'nobody is released too early'
  | 'nobody is released with an open matter'
  | 'everyone registered is open, released or ended'
  | 'everyone open is looked after'
  | 'every open matter has an owner or a time'
  | 'every fever or symptom has a matter'
  | 'no grave act by one text'
  | 'every fever or symptom is told in words'
  | 'words left over reach a person'
  | 'nothing is recorded from a stale yes'

export interface Violation {
  readonly invariant: Invariant
  readonly isolation?: IsolationId
  /** What is wrong, in words, ids only. */
  readonly what: string
}

/** Every text that went out or came in, as the phones have it and whatever the record says. */
export class Phones {
  readonly all: readonly InboxMessage[]
  readonly #written = new Map<string, InboxMessage>()
  readonly #about = new Map<string, InboxMessage[]>()

  constructor({ inbox }: Pick<LocalSystem, 'inbox'>) {
    const all: InboxMessage[] = []
    let cursor: string | undefined
    do {
      const page = inbox.messages(cursor === undefined ? {} : { cursor })
      all.push(...page.messages)
      cursor = page.cursor
    } while (cursor !== undefined)
    this.all = all
    for (const message of all) {
      if (message.sent === undefined) this.#written.set(message.id, message)
      const about = message.sent?.key.split('/')[0]
      if (about === undefined || !IsolationId.safeParse(about).success) continue
      const texts = this.#about.get(about) ?? []
      this.#about.set(about, texts)
      texts.push(message)
    }
  }

  /** The text from a phone that has this id. undefined: no phone sent it. */
  written(inbound: string | undefined): InboxMessage | undefined {
    return inbound === undefined ? undefined : this.#written.get(inbound)
  }

  /** Texts to whomsoever about this isolation, oldest first. */
  about(isolation: IsolationId): readonly InboxMessage[] {
    return this.#about.get(isolation) ?? []
  }
}

/** One isolation, and all by which it is judged. */
export interface Scene {
  readonly history: History
  readonly book: RuleBook
  readonly now: Instant
  /** How long the work of an instant may take, in milliseconds. */
  readonly grace: number
  /** How late somebody may have been told. */
  readonly patience: number
  readonly running: Readonly<Record<Workflow, ReadonlySet<string>>>
  readonly phones: Phones
}

export type Check = (scene: Scene) => Iterable<Omit<Violation, 'isolation'>>
