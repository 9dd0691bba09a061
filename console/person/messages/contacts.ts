import type { Happening, LedgerEntry } from '../../../core/domain/ledger.ts'
import type { MessageView } from '../../../functions/api/message-view.ts'

/** One text out, or one word that came back: by text, on the phone or at the door. */
export type Contact =
  | { readonly is: 'sent'; readonly at: string; readonly message: MessageView }
  | { readonly is: 'received'; readonly at: string; readonly entry: LedgerEntry }

const isWord = (happening: Happening): boolean => {
  switch (happening.what) {
    case 'reported':
    case 'asked to confirm':
    case 'reply not understood':
    case 'text received':
    case 'matter answered':
      return true
    default:
      return false
  }
}

/** Every text, call and visit, oldest first. What came in at the moment of an answer stands before it. */
export const contactsOf = (messages: readonly MessageView[], ledger: readonly LedgerEntry[]): Contact[] => {
  const received = ledger
    .filter(({ happening }) => isWord(happening))
    .map((entry): Contact => ({ is: 'received', at: entry.at, entry }))
  const sent = messages.map((message): Contact => ({ is: 'sent', at: message.at, message }))
  return [...received, ...sent].sort((a, b) => a.at.localeCompare(b.at))
}
