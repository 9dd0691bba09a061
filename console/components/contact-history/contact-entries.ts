import type { ShownEntry, ShownEvent } from '../../../api/views/ledger-view.ts'
import type { MessageView } from '../../../api/views/message-view.ts'
import type { ReceivedMessage } from '../../../api/views/received-message.ts'

/** One message to a person, or one answer by message, on the phone or at the door. */
export type ContactEntry =
  | { readonly is: 'sent'; readonly at: string; readonly message: MessageView }
  | {
      readonly is: 'received'
      readonly at: string
      readonly by: string
      /** The text, if it was a message that is kept and may be shown. */
      readonly text?: string
      /** Its meaning, in the order of the ledger. Never empty. */
      readonly entries: readonly ShownEntry[]
    }

const isWord = (event: ShownEvent): boolean => {
  switch (event.type) {
    case 'reported':
    case 'asked_to_confirm':
    case 'reply_not_understood':
    case 'message_received':
    case 'words_kept':
    case 'matter_raised':
    case 'matter_answered':
      return true
    default:
      return false
  }
}

const inboundOf = ({ event }: ShownEntry): string | undefined =>
  'inbound' in event ? event.inbound : undefined

/** One message may lead to several entries: an answer to a matter may contain a temperature. */
const together = (ledger: readonly ShownEntry[]): ShownEntry[][] => {
  const groups = new Map<string | number, ShownEntry[]>()
  for (const entry of ledger) {
    if (!isWord(entry.event)) continue
    const name = inboundOf(entry) ?? entry.entry
    groups.set(name, [...(groups.get(name) ?? []), entry])
  }
  return [...groups.values()]
}

/** Every message, call and visit, oldest first. A message stands before the answer to it, even at the same instant. */
export const contactEntries = (
  messages: readonly MessageView[],
  ledger: readonly ShownEntry[],
  received: readonly ReceivedMessage[],
): ContactEntry[] => {
  const texts = new Map(received.map((text) => [text.inbound, text.text]))
  const came = together(ledger).flatMap((entries): ContactEntry[] => {
    const [first] = entries
    if (first === undefined) return []
    const { at, by } = first
    const text = texts.get(inboundOf(first) ?? '')
    return [{ is: 'received', at, by, entries, ...(text === undefined ? {} : { text }) }]
  })
  const sent = messages.map((message): ContactEntry => ({ is: 'sent', at: message.at, message }))
  return [...came, ...sent].sort((a, b) => a.at.localeCompare(b.at))
}
