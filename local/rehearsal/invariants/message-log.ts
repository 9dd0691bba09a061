import { IsolationId } from '../../../core/ids.ts'
import type { InboxMessage } from '../../sms/inbox-rows.ts'
import type { LocalSystem } from '../../system/local-system.ts'

/** Every message that was sent or received, by the phones and not by the record. */
export class MessageLog {
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

  /** The message from a phone with this id. undefined: no phone sent it. */
  written(inbound: string | undefined): InboxMessage | undefined {
    return inbound === undefined ? undefined : this.#written.get(inbound)
  }

  /** Messages to anybody about this isolation, oldest first. */
  about(isolation: IsolationId): readonly InboxMessage[] {
    return this.#about.get(isolation) ?? []
  }
}
