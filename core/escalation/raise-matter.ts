import type { Decision } from '../aggregate/decision.ts'
import type { MatterEvent } from '../matter/events.ts'
import type { Matter, Owner } from '../matter/matter.ts'
import type { Findings } from '../matter/worse-news.ts'
import type { Danger, Need } from '../meaning.ts'
import type { MatterKind } from '../rule-book/rule-book.ts'
import { messageToStaff, quoting } from '../texts/recorded-message.ts'
import type { Instant } from '../time/instant.ts'

/** What was reported now, besides what is known. */
export interface Heard extends Findings {
  readonly danger?: Danger
  readonly need?: Need
}

/** Everyone who has been told of a matter so far. */
export const toldOf = ({ state }: Pick<Matter, 'state'>): readonly Owner[] =>
  state.name === 'settled' ? (state.told ?? []) : (state.told ?? state.owners)

export const raisedKey = (kind: MatterKind, once: string, { staff }: Owner): string =>
  `raised-${kind.replaceAll('_', '-')}-${once}-${staff}`

/**
 * What worse findings, or more words, of an open matter add to a decision. Everybody told so far is told; later owners
 * get it with the matter itself. `once`: tells apart two pieces of news in one text.
 */
export const raised = (
  matter: Matter,
  known: Partial<Matter>,
  heard: Heard,
  inbound: string,
  now: Instant,
  once = inbound,
): Required<Pick<Decision<MatterEvent>, 'events' | 'messages'>> & { readonly matters: readonly Matter[] } => {
  const { id, code, kind, state } = matter
  return {
    events: [{ type: 'matter_raised', matter: id, inbound, ...heard }],
    matters: [{ ...matter, ...known }],
    messages:
      state.name === 'settled'
        ? []
        : toldOf(matter).map((owner) =>
            messageToStaff(
              owner,
              raisedKey(kind, once, owner),
              now,
              'matter_raised',
              { kind, code, ...heard, ...quoting(kind, [inbound]) },
              id,
            ),
          ),
  }
}
