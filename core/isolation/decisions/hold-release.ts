import { settled } from '../../escalation/settle-matter.ts'
import type { SlotId } from '../../ids.ts'
import { inWords } from '../../in-words.ts'
import type { Matter } from '../../matter/matter.ts'
import { NotPossible } from '../../not-possible.ts'
import type { RuleBook } from '../../rule-book/rule-book.ts'
import { messageToResident } from '../../texts/recorded-message.ts'
import type { Instant } from '../../time/instant.ts'
import { addDays } from '../../time/time-zone.ts'
import { slotsOf, slotTimes } from '../calendar.ts'
import type { Decision, Loaded } from '../decision.ts'
import type { LedgerEntry } from '../events.ts'
import type { Isolation } from '../isolation.ts'
import { openMatter } from './open-matter.ts'

/**
 * The next day on which both slots can still be answered. With a late hold, by a person or after an illness, some slots
 * have passed: nobody was asked in them, so they are not missed.
 */
const oneMoreDay = (
  isolation: Isolation,
  book: RuleBook,
  now: Instant,
): { lastDay: number; excused: SlotId[] } => {
  let lastDay = isolation.lastDay + 1
  while (slotTimes(isolation, book, lastDay, 'morning').closesAt <= now) lastDay += 1
  const excused = slotsOf({ ...isolation, lastDay }, book).filter(({ id, closesAt }) => {
    const state = isolation.slots[id]?.state
    return closesAt <= now && (state === undefined || state === 'asked')
  })
  return { lastDay, excused: excused.map(({ id }) => id) }
}

/** A period that is not clean goes on for a day, with a visit; the rule book says how often. */
export const hold = (
  loaded: Loaded,
  reasons: readonly string[],
): Required<Pick<Decision, 'events' | 'matters' | 'messages'>> => {
  const { isolation, book, now } = loaded
  const { lastDay, excused } = oneMoreDay(isolation, book, now)
  const visited = Object.values(isolation.matters).some(({ kind }) => kind === 'visit')
  const opened = visited ? undefined : openMatter(loaded, { kind: 'visit' })
  return {
    events: [
      { type: 'held', reasons: [...reasons], lastDay },
      ...(excused.length === 0 ? [] : [{ type: 'excused', slots: excused } as const]),
      ...(opened === undefined ? [] : [opened.event]),
    ],
    matters: opened === undefined ? [] : [opened.matter],
    messages:
      isolation.contact.by === 'sms'
        ? [messageToResident(`held-${lastDay}`, now, 'held', { until: addDays(isolation.dayZero, lastDay) })]
        : [],
  }
}

/** A person holds a proposed release. @throws NotPossible */
export const holdOn = (loaded: Loaded, matter: Matter, by: LedgerEntry['by']): Partial<Decision> => {
  const { isolation, book } = loaded
  if (isolation.status.name !== 'under_review')
    throw new NotPossible(`the isolation is ${inWords(isolation.status.name)}`)
  if (isolation.holds >= book.release.maxHolds)
    throw new NotPossible(
      `it has been held ${isolation.holds} times; approve the release or end the isolation`,
    )
  const parts = settled(matter, 'held', by, loaded.now)
  const held = hold(loaded, [`held by ${by}`])
  return {
    ...parts,
    events: [...parts.events, ...held.events],
    matters: [...parts.matters, ...held.matters],
    messages: [...parts.messages, ...held.messages],
    plan: 'again',
    effects: [...parts.effects, { effect: 'isolation_goes_on' }],
  }
}
