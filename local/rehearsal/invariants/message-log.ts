import { IsolationId } from '../../../core/ids.ts'
import type { InboxMessage } from '../../sms/inbox-rows.ts'
import type { LocalSystem } from '../../system/local-system.ts'

/** Every text that went out or came in, as the phones have it and whatever the record says. */
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

  /** The text from a phone that has this id. undefined: no phone sent it. */
  written(inbound: string | undefined): InboxMessage | undefined {
    return inbound === undefined ? undefined : this.#written.get(inbound)
  }

  /** Texts to whomsoever about this isolation, oldest first. */
  about(isolation: IsolationId): readonly InboxMessage[] {
    return this.#about.get(isolation) ?? []
  }
}
