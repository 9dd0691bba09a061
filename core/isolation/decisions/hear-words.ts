import { raised } from '../../escalation/raise-matter.ts'
import type { Matter } from '../../matter/matter.ts'
import { worseOfBoth } from '../../matter/worse-news.ts'
import type { Message } from '../../message/message.ts'
import { repeatedTellings } from '../../message/reply-budgets.ts'
import type { Decision, Loaded, Unpaid } from '../decision.ts'
import type { LedgerEntry } from '../events.ts'
import { answers } from './answers.ts'
import { type NewMatter, openMatter } from './open-matter.ts'

/** Words that need somebody. */
export interface Words {
  /** The key of the message that brought them. */
  readonly inbound: string
  readonly by: LedgerEntry['by']
  readonly matter: Omit<NewMatter, 'inbound' | 'slot'>
  /** The reply to the returnee. Absent: somebody else wrote. */
  readonly reply?: (loaded: Loaded, key: string) => Message
}

/** What changes with them, whether the matter is new or not. */
export type Beside = Pick<Decision, 'events' | 'matters' | 'writes'>

export interface WordsFacts {
  /** An open matter of the same kind and need. */
  readonly known: Matter | undefined
  readonly beside?: Beside
}

export const wordsReplyKey = ({ matter: { kind }, inbound }: Words): string =>
  `reply-${kind.replaceAll('_', '-')}-${inbound}`

/** At most this many later messages are quoted with a matter. */
const LIMIT = 20

const added = (known: Matter, { matter, inbound }: Words): Partial<Matter> => ({
  ...worseOfBoth(known, matter),
  ...(matter.danger === undefined ? {} : { danger: matter.danger }),
  more: [...(known.more ?? []), inbound].slice(-LIMIT),
})

/**
 * Words that need somebody open a matter, or are added to an open one of the same kind and need, and everybody on it is
 * told again: for danger each time, otherwise as often as the rule book allows. During and after isolation.
 */
export const hearWords = (
  loaded: Loaded,
  words: Words,
  { known, beside = { events: [] } }: WordsFacts,
): Unpaid => {
  const { matter, inbound, by } = words
  const { isolation, book, now } = loaded
  const said = by === 'resident' ? words.reply?.(loaded, wordsReplyKey(words)) : undefined
  const replies = answers(said === undefined ? [] : [{ ...said, answers: inbound }])
  const { writes = [] } = beside
  if (known !== undefined) {
    const { kind, ...heard } = matter
    const more = raised(known, added(known, words), heard, inbound, now)
    return {
      by,
      events: [...beside.events, ...more.events],
      matters: [...(beside.matters ?? []), ...more.matters],
      messages: [
        ...replies,
        ...(kind === 'danger'
          ? more.messages
          : [{ paidFrom: repeatedTellings(isolation.id, kind, book), messages: more.messages }]),
      ],
      writes,
    }
  }
  const opened = openMatter(loaded, { ...matter, inbound }, beside.events)
  return {
    by,
    events: [...beside.events, opened.event],
    matters: [...(beside.matters ?? []), opened.matter],
    messages: replies,
    writes,
  }
}
