import type { UncodedMatter } from '../../aggregate/decision.ts'
import { type HouseholdId, MatterId, type SlotId } from '../../ids.ts'
import type { Matter } from '../../matter/matter.ts'
import type { Danger, Need, Symptom } from '../../meaning.ts'
import type { PromptDelivery } from '../../message/message.ts'
import type { MatterKind, Severity } from '../../rule-book/rule-book.ts'
import { slotName } from '../calendar.ts'
import type { Loaded } from '../decision.ts'
import type { IsolationEvent } from '../events.ts'
import type { Isolation } from '../isolation.ts'

export interface NewMatter {
  readonly kind: MatterKind
  readonly slot?: SlotId
  readonly prompt?: PromptDelivery
  readonly tenths?: number
  readonly severity?: Severity
  readonly symptoms?: Symptom[]
  readonly need?: Need
  readonly danger?: Danger
  readonly inbound?: string
  readonly household?: HouseholdId
}

/** What a new matter adds to the decision that opens it. */
export interface Opened<Of extends Matter | UncodedMatter = UncodedMatter> {
  readonly matter: Of
  readonly event: Extract<IsolationEvent, { type: 'matter_opened' }>
}

/** A matter's business key: one per slot and kind, or one per ledger entry if it has no slot. */
const matterIdOf = (isolation: Isolation, { kind, slot }: NewMatter): MatterId =>
  MatterId.parse(
    [
      isolation.id,
      slot === undefined ? `entry-${isolation.entries + 1}` : slotName(isolation, slot),
      kind.replaceAll('_', '-'),
    ].join('-'),
  )

const begun = <Code extends Matter['code'] | undefined>(
  { isolation, book, now }: Loaded,
  asked: NewMatter,
  code: Code,
) => ({
  id: matterIdOf(isolation, asked),
  isolation: isolation.id,
  community: isolation.community,
  grid: isolation.grid,
  ...asked,
  code,
  ruleBook: book.version,
  ladder: book.ladders[asked.kind],
  openedAt: now,
  generation: 1,
  absenceConfirmed: false,
})

const eventOf = ({ id, kind, slot, inbound }: Matter | UncodedMatter): Opened['event'] => ({
  type: 'matter_opened',
  matter: id,
  kind,
  ...(slot === undefined ? {} : { slot }),
  ...(inbound === undefined ? {} : { inbound }),
})

/**
 * A matter on its ladder, recorded with the decision that opens it: its execution starts afterwards.
 * @param before events of the same decision after which its entry comes: one without a slot is named after that entry
 */
export const openMatter = (
  loaded: Loaded,
  asked: NewMatter,
  before: readonly IsolationEvent[] = [],
): Opened => {
  const { isolation, now } = loaded
  const then = { ...loaded, isolation: { ...isolation, entries: isolation.entries + before.length } }
  const matter: UncodedMatter = {
    ...begun(then, asked, undefined),
    state: { name: 'open', at: -1, round: 0, owners: [], since: now, dueAt: now, acknowledged: [] },
  }
  return { matter, event: eventOf(matter) }
}

/**
 * A matter about a silence that is already looked into: it is recorded, tells nobody, and has the code of the earlier
 * one.
 */
export const joinMatter = (loaded: Loaded, asked: NewMatter, { code }: Matter): Opened<Matter> => {
  const matter: Matter = {
    ...begun(loaded, asked, code),
    state: { name: 'settled', outcome: 'joined', by: 'workflow', at: loaded.now },
  }
  return { matter, event: eventOf(matter) }
}
