import type { Matter, Owner } from '../../core/matter/matter.ts'
import type { Findings } from '../../core/matter/worse-news.ts'
import type { Danger, Need } from '../../core/meaning.ts'
import type { MatterKind } from '../../core/rule-book/rule-book.ts'
import { messageToStaff, quoting } from '../../core/texts/recorded-message.ts'
import type { Instant } from '../../core/time/instant.ts'
import type { Decision } from '../../record/isolation-repository.ts'
import type { LoadedMatter } from '../../record/matter-repository.ts'

/** What was reported now, besides what is known. */
export interface Heard extends Findings {
  readonly danger?: Danger
  readonly need?: Need
}

/** Everyone who has been told of a matter so far. */
export const toldOf = ({ state }: Matter): readonly Owner[] =>
  state.name === 'settled' ? (state.told ?? []) : (state.told ?? state.owners)

export const raisedKey = (kind: MatterKind, once: string, { staff }: Owner): string =>
  `raised-${kind.replaceAll('_', '-')}-${once}-${staff}`

/**
 * What worse findings, or more words, of an open matter add to a decision. Everybody told so far is told; later owners
 * get it with the matter itself. `once`: tells apart two pieces of news in one text.
 */
export const raised = (
  { matter, version, token }: LoadedMatter,
  known: Partial<Matter>,
  heard: Heard,
  inbound: string,
  now: Instant,
  once = inbound,
): Required<Pick<Decision, 'events' | 'matters' | 'messages'>> => {
  const { id, code, kind, state } = matter
  return {
    events: [{ type: 'matter_raised', matter: id, inbound, ...heard }],
    matters: [{ matter: { ...matter, ...known }, version, ...(token === undefined ? {} : { token }) }],
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
