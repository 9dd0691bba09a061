import { staffFor } from '../../../community/community.ts'
import { joined, type Settled, settled } from '../../../escalation/settle-matter.ts'
import type { SlotId } from '../../../ids.ts'
import type { Matter } from '../../../matter/matter.ts'
import type { Message } from '../../../message/message.ts'
import { messageToResident, messageToStaff } from '../../../texts/recorded-message.ts'
import { addDays } from '../../../time/time-zone.ts'
import { dayOf, slotName, slotNamed, slotsOf } from '../../calendar.ts'
import type { Loaded } from '../../decision.ts'
import type { Isolation } from '../../isolation.ts'
import { isWithdrawn, toExcuse } from '../../move-calendar.ts'
import type { Draft } from './draft.ts'

const isAboutSilence = ({ kind }: Matter): boolean => kind === 'silence' || kind === 'unreachable'

/** The slot of a matter in the moved calendar. undefined: it is before day 1. */
const slotNow = (before: Isolation, after: Isolation, matter: Matter): SlotId | undefined =>
  matter.slot === undefined ? undefined : slotNamed(after, slotName(before, matter.slot))

/** A later slot was missed while this matter was open and joined it, and that slot still counts. */
const standsForAnother = (
  matter: Matter,
  all: readonly Matter[],
  counts: (slot: SlotId | undefined) => boolean,
  now: (matter: Matter) => SlotId | undefined,
): boolean =>
  all.some(
    (other) =>
      other.state.name === 'settled' &&
      other.state.outcome === 'joined' &&
      other.kind === matter.kind &&
      other.openedAt >= matter.openedAt &&
      counts(now(other)),
  )

/**
 * Moves matters about slots: each keeps its half-day. One about a silence outside the new calendar is settled, unless
 * somebody has seen that the returnee was away then.
 */
const moveMatters = (draft: Draft, before: Isolation): Settled => {
  const { isolation: after, book, now } = draft.loaded
  const all = draft.matters.filter(({ slot }) => slot !== undefined)
  const inCalendar = new Set(slotsOf(after, book).map(({ id }) => id))
  const counts = (slot: SlotId | undefined): boolean => slot !== undefined && inCalendar.has(slot)
  const at = (matter: Matter) => slotNow(before, after, matter)
  return joined(
    all.map((matter) => {
      const { slot: _, ...rest } = matter
      const slot = at(matter)
      const isAfter = slot !== undefined && dayOf(slot) > after.lastDay
      const moved = { ...rest, ...(slot === undefined ? {} : { slot }) }
      if (
        rest.state.name === 'open' &&
        isAboutSilence(matter) &&
        !counts(slot) &&
        !(isAfter && rest.absenceConfirmed) &&
        !standsForAnother(matter, all, counts, at)
      )
        return settled(moved, 'overtaken', draft.by, now)
      return slot === matter.slot ? {} : { matters: [moved] }
    }),
  )
}

/** If the new last day is still to come, the returnee is told, or the worker who measures. */
const messagesFor = ({ isolation: after, community, now }: Loaded, before: Isolation): Message[] => {
  const until = addDays(after.dayZero, after.lastDay)
  const told = addDays(before.dayZero, before.lastDay)
  if (!before.welcomed || until === told) return []
  const key = `last-day-${before.entries + 1}`
  if (after.contact.by === 'sms') return [messageToResident(key, now, 'last_day_moved', { until })]
  const { id: staff } = staffFor(community, 'grid_worker', after.grid)
  return [messageToStaff({ role: 'grid_worker', staff }, key, now, 'last_day_moved_for', { until })]
}

const isProposal = ({ kind }: Matter): boolean => kind === 'release' || kind === 'decision'

/**
 * What follows from a moved calendar. The execution begins a new generation, because one that waits for a time cannot
 * be continued otherwise; one that waits for an answer waits again.
 * @param before the isolation with the old calendar
 */
export const followCalendar = (draft: Draft, before: Isolation): void => {
  const { isolation: after, book, now } = draft.loaded
  const excused = toExcuse(before, after, book, now)
  if (excused.length > 0) draft.add({ events: [{ type: 'excused', slots: excused }] })
  draft.add(moveMatters(draft, before))
  if (isWithdrawn(after, book)) {
    const proposals = draft.openMatters.filter(isProposal)
    draft.add(joined(proposals.map((matter) => settled(matter, 'overtaken', draft.by, now))))
    draft.add({ events: [{ type: 'release_withdrawn' }] })
  }
  const isToCome = slotsOf(after, book).some(({ closesAt }) => closesAt > now)
  draft.add({
    events: [{ type: 'restarted', generation: before.generation + 1, why: 'dates_corrected' }],
    plan: 'again',
    messages: isToCome ? messagesFor(draft.loaded, before) : [],
  })
}
