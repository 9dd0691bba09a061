import type { UncodedMatter } from '../aggregate/decision.ts'
import {
  type CommunityId,
  type GridId,
  type HouseholdId,
  type IsolationId,
  MatterId,
  type SlotId,
  type SubjectId,
} from '../ids.ts'
import type { MatterEvent } from '../matter/events.ts'
import type { Matter, OpenState } from '../matter/matter.ts'
import type { Danger, Need, Symptom } from '../meaning.ts'
import type { PromptDelivery } from '../message/message.ts'
import type { MatterKind, RuleBook, Severity } from '../rule-book/rule-book.ts'
import type { Instant } from '../time/instant.ts'

/** Whom or what a matter is about: an isolation, or a home. */
export type AboutWhom =
  | { readonly isolation: IsolationId; readonly household?: HouseholdId }
  | { readonly household: HouseholdId }

/** What a matter takes from what it is about. */
export interface Place {
  readonly community: CommunityId
  readonly grid: GridId
}

/** Everything that is known of a matter when it begins, besides where and when. */
export interface Facts {
  readonly kind: MatterKind
  readonly slot?: SlotId
  readonly prompt?: PromptDelivery
  readonly tenths?: number
  readonly severity?: Severity
  readonly symptoms?: Symptom[]
  readonly need?: Need
  readonly danger?: Danger
  readonly inbound?: string
}

/** What a new matter adds to the decision that opens it. */
export interface Opened<Of extends Matter | UncodedMatter = UncodedMatter> {
  readonly matter: Of
  readonly event: Extract<MatterEvent, { type: 'matter_opened' }>
}

/** A matter's business key: one per slot and kind, or one per ledger entry if it has no slot. */
export const matterIdOf = (
  subject: SubjectId,
  where: string | { readonly entry: number },
  { kind }: Pick<Facts, 'kind'>,
): MatterId =>
  MatterId.parse(
    [subject, typeof where === 'string' ? where : `entry-${where.entry}`, kind.replaceAll('_', '-')].join(
      '-',
    ),
  )

export const begun = <Code extends Matter['code'] | undefined>(
  id: MatterId,
  whom: AboutWhom,
  { community, grid }: Place,
  { book, now }: { readonly book: RuleBook; readonly now: Instant },
  asked: Facts,
  code: Code,
) => ({
  id,
  ...whom,
  community,
  grid,
  ...asked,
  code,
  ruleBook: book.version,
  ladder: book.ladders[asked.kind],
  openedAt: now,
  generation: 1,
  absenceConfirmed: false,
})

/** Before its first rung. */
export const beforeLadder = (now: Instant): OpenState => ({
  name: 'open',
  at: -1,
  round: 0,
  owners: [],
  since: now,
  dueAt: now,
  acknowledged: [],
})

export const openedBy = <Of extends Matter | UncodedMatter>(matter: Of): Opened<Of> => {
  const { id, kind, slot, inbound } = matter
  return {
    matter,
    event: {
      type: 'matter_opened',
      matter: id,
      kind,
      ...(slot === undefined ? {} : { slot }),
      ...(inbound === undefined ? {} : { inbound }),
    },
  }
}
