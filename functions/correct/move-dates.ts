import { staffFor } from '../../core/domain/community.ts'
import type { LedgerEntry } from '../../core/domain/ledger.ts'
import { type Isolation, isOpen, openMatters } from '../../core/domain/isolation.ts'
import type { Message } from '../../core/domain/message.ts'
import type { SlotId } from '../../core/domain/ids.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { dayOf, slotName, slotNamed, slotsOf } from '../../core/rules/calendar.ts'
import { isWithdrawn, toExcuse } from '../../core/rules/move-calendar.ts'
import { addDays } from '../../core/zone.ts'
import { type LoadedEscalation, loadMatters } from '../../record/escalation-record.ts'
import type { Change, Loaded } from '../../record/isolation-record.ts'
import { textToResident, textToStaff } from '../deliver/text.ts'
import { type Settled, settled } from '../settle-escalation/settle-escalation.ts'

type Parts = Settled

const joined = (parts: readonly Partial<Settled>[]): Parts => ({
  happenings: parts.flatMap(({ happenings = [] }) => happenings),
  matters: parts.flatMap(({ matters = [] }) => matters),
  messages: parts.flatMap(({ messages = [] }) => messages),
  wake: parts.flatMap(({ wake = [] }) => wake),
})

const isAboutSilence = ({ escalation: { kind } }: LoadedEscalation): boolean =>
  kind === 'silence' || kind === 'unreachable'

/** The slot under which a matter stands in the moved calendar. undefined: it lies before day 1. */
const slotNow = (
  before: Isolation,
  after: Isolation,
  { escalation }: LoadedEscalation,
): SlotId | undefined =>
  escalation.slot === undefined ? undefined : slotNamed(after, slotName(before, escalation.slot))

/** A later slot was missed while this matter was open and went with it, and that slot still counts. */
const standsForAnother = (
  matter: LoadedEscalation,
  all: readonly LoadedEscalation[],
  counts: (slot: SlotId | undefined) => boolean,
  now: (matter: LoadedEscalation) => SlotId | undefined,
): boolean =>
  all.some(
    (other) =>
      other.escalation.state.name === 'settled' &&
      other.escalation.state.outcome === 'joined' &&
      other.escalation.kind === matter.escalation.kind &&
      other.escalation.openedAt >= matter.escalation.openedAt &&
      counts(now(other)),
  )

/**
 * Matters about slots: each keeps its half-day. One about a silence outside the new calendar has no purpose any more,
 * unless somebody has seen that the returnee was away in its time.
 */
const moveMatters = async (
  ports: Ports,
  { isolation: before, book, now }: Loaded,
  after: Isolation,
  by: LedgerEntry['by'],
): Promise<Parts> => {
  const all = (await loadMatters(ports.store, before.id)).filter(
    ({ escalation }) => escalation.slot !== undefined,
  )
  const inCalendar = new Set(slotsOf(after, book).map(({ id }) => id))
  const counts = (slot: SlotId | undefined): boolean => slot !== undefined && inCalendar.has(slot)
  const at = (matter: LoadedEscalation) => slotNow(before, after, matter)
  return joined(
    all.map((matter) => {
      const { slot: _, ...escalation } = matter.escalation
      const slot = at(matter)
      const isAfter = slot !== undefined && dayOf(slot) > after.lastDay
      const moved = { ...matter, escalation: { ...escalation, ...(slot === undefined ? {} : { slot }) } }
      if (
        escalation.state.name === 'open' &&
        isAboutSilence(matter) &&
        !counts(slot) &&
        !(isAfter && escalation.absenceConfirmed) &&
        !standsForAnother(matter, all, counts, at)
      )
        return settled(moved, 'overtaken', by, now)
      return slot === matter.escalation.slot ? {} : { matters: [moved] }
    }),
  )
}

/** Where the new last day is still to come, whoever is at home hears of it, or whoever measures. */
const texts = ({ isolation: before, community, now }: Loaded, after: Isolation): Message[] => {
  const until = addDays(after.dayZero, after.lastDay)
  const told = addDays(before.dayZero, before.lastDay)
  if (!before.welcomed || until === told) return []
  const key = `last-day-${before.entries + 1}`
  if (after.contact.by === 'sms') return [textToResident(key, now, 'lastDayMoved', { until })]
  const { id: staff } = staffFor(community, 'grid worker', after.grid)
  return [textToStaff({ role: 'grid worker', staff }, key, now, 'lastDayMovedFor', { until })]
}

/**
 * What a calendar that has moved adds to the correction that moved it. The execution begins a new generation: one that
 * waits for an hour could not be woken otherwise, and one that waits for an answer takes up its wait again.
 * @param after the isolation with its new calendar
 */
export const moveDates = async (
  ports: Ports,
  loaded: Loaded,
  after: Isolation,
  by: LedgerEntry['by'],
): Promise<Omit<Change, 'by'>> => {
  const { isolation: before, book, now } = loaded
  if (!isOpen(before)) return { happenings: [] }
  const matters = await moveMatters(ports, loaded, after, by)
  const withdrawn = isWithdrawn(after, book)
  const proposal = openMatters(before).filter(({ kind }) => kind === 'release' || kind === 'decision')
  const proposals =
    withdrawn && proposal.length > 0
      ? (await loadMatters(ports.store, before.id))
          .filter(({ escalation: { id } }) => proposal.some((matter) => matter.id === id))
          .map((matter) => settled(matter, 'overtaken', by, now))
      : []
  const parts = joined([matters, ...proposals])
  const excused = toExcuse(before, after, book, now)
  const isToCome = slotsOf(after, book).some(({ closesAt }) => closesAt > now)
  return {
    happenings: [
      ...(excused.length === 0 ? [] : [{ what: 'excused', slots: excused } as const]),
      ...parts.happenings,
      ...(withdrawn ? [{ what: 'release withdrawn' } as const] : []),
      { what: 'restarted', generation: before.generation + 1, why: 'its dates were corrected' },
    ],
    plan: 'again',
    matters: parts.matters,
    messages: [...parts.messages, ...(isToCome ? texts(loaded, after) : [])],
    wake: parts.wake,
  }
}
