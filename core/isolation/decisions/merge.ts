import { joined, settled } from '../../escalation/settle-matter.ts'
import { inWords } from '../../in-words.ts'
import type { Matter } from '../../matter/matter.ts'
import { NotPossible } from '../../not-possible.ts'
import type { Write } from '../../ports/store.ts'
import type { MatterKind, Severity } from '../../rule-book/rule-book.ts'
import type { Decision, Loaded } from '../decision.ts'
import type { LedgerEntry } from '../events.ts'
import { type BySms, careMatter, type Isolation, isOpen, openMatters } from '../isolation.ts'

/** They were merged before. */
export const isDuplicateOf = ({ status }: Isolation, { id }: Isolation): boolean =>
  status.name === 'ended' && status.kept === id

/** The one that began first; if both began at once, the one that was registered first. */
const inOrder = (one: Isolation, other: Isolation): readonly [kept: Isolation, duplicate: Isolation] => {
  const key = ({ dayZero, arrivedAt, registeredAt, id }: Isolation): string =>
    [dayZero, arrivedAt, registeredAt, id].join(' ')
  return key(one) <= key(other) ? [one, other] : [other, one]
}

/** Which of two isolations of one person goes on. After a merge it is the one that was kept. */
export const keptOf = (
  one: Isolation,
  other: Isolation,
): readonly [kept: Isolation, duplicate: Isolation] => {
  if (isDuplicateOf(one, other)) return [other, one]
  return isDuplicateOf(other, one) ? [one, other] : inOrder(one, other)
}

/** Matters in which somebody was promised, or has to come. */
const needsSomebody: readonly MatterKind[] = ['danger', 'request', 'no_thermometer', 'visit']

/** The severity of what a doctor has open: 0 for nothing. */
const severityOf = (isolation: Isolation): number => {
  const severities: Readonly<Record<Severity, number>> = { orange: 1, red: 2 }
  const { status } = isolation
  if (status.name === 'referred') return severities[status.severity]
  return careMatter(isolation) === undefined ? 0 : severities.orange
}

/** Whether the two can be merged, if they were not before. @throws NotPossible */
export const mustFit = (kept: Isolation, duplicate: Isolation): void => {
  if (isDuplicateOf(duplicate, kept)) return
  if (kept.id === duplicate.id) throw new NotPossible('an isolation is no duplicate of itself')
  if (kept.community !== duplicate.community)
    throw new NotPossible(`${duplicate.id} is in another community: end one of them`)
  for (const one of [kept, duplicate])
    if (!isOpen(one))
      throw new NotPossible(`${one.id} is ${inWords(one.status.name)}: only isolations that go on are merged`)
  if (severityOf(duplicate) > severityOf(kept))
    throw new NotPossible(
      `a doctor has an open matter about ${duplicate.id}: answer it first, so that no fever is lost`,
    )
  const isHeld = (wanted: MatterKind): boolean =>
    // Another request may be about something else.
    wanted !== 'request' && openMatters(kept).some(({ kind }) => kind === wanted)
  const lost = openMatters(duplicate).find(({ kind }) => needsSomebody.includes(kind) && !isHeld(kind))
  if (lost !== undefined)
    throw new NotPossible(
      `a matter of ${duplicate.id} is open (${inWords(lost.kind)}): answer it first, so that nobody waits in vain`,
    )
}

/** The duplicate ends, and its matters with it. `open`: its open matters. */
export const endDuplicate = (
  { now }: Loaded,
  kept: Isolation,
  by: LedgerEntry['by'],
  { open, writes }: { readonly open: readonly Matter[]; readonly writes: readonly Write[] },
): Decision => {
  const parts = joined(open.map((matter) => settled(matter, 'joined', by, now)))
  return {
    ...parts,
    by,
    events: [...parts.events, { type: 'ended', reason: 'duplicate', kept: kept.id }],
    writes,
    plan: 'again',
    effects: [...parts.effects, { effect: 'isolation_goes_on' }],
  }
}

/**
 * The other one goes on.
 * @param contact the duplicate's phone, if it is asked there from now on
 */
export const goOnFor = (
  duplicate: Isolation,
  by: LedgerEntry['by'],
  { contact, writes }: { readonly contact: BySms | undefined; readonly writes: readonly Write[] },
): Decision => ({
  by,
  events: [
    { type: 'merged', isolation: duplicate.id },
    ...(contact === undefined ? [] : [{ type: 'contact_changed', contact, why: 'merged' } as const]),
  ],
  writes,
})
