import { CommunityId, GridId, HouseholdId, IsolationId, MatterId, PersonId } from '../../../core/ids.ts'
import type { IsolationEvent, LedgerEntry } from '../../../core/isolation/events.ts'
import type { Isolation } from '../../../core/isolation/isolation.ts'
import { defaultRuleBook } from '../../../core/rule-book/default-rule-book.ts'
import { type Instant, instant } from '../../../core/time/instant.ts'
import { LocalDate, LocalTime } from '../../../core/time/local-time.ts'
import { instantAt } from '../../../core/time/time-zone.ts'

export const book = defaultRuleBook
export const zone = 'Asia/Shanghai'

/** A moment on the clocks of the community: `at('2020-03-02 08:00')`. */
export const at = (text: string, where = zone): Instant => {
  const [date, time] = text.split(' ')
  return instantAt(LocalDate.parse(date), LocalTime.parse(time), where)
}

export const utc = (text: string): Instant => instant(Date.parse(text))

export const isolationId = IsolationId.parse('iso-ab12')
export const matter = MatterId.parse('iso-ab12-01-morning-silence')
export const fever = MatterId.parse('iso-ab12-entry-7-fever')

export const registered = {
  type: 'registered',
  person: PersonId.parse('person-ab12'),
  household: HouseholdId.parse('household-ab12'),
  category: 'overseas',
  flags: { livesAlone: false, over70: false, child: false, chronic: false, pregnant: false },
  language: 'en',
  contact: { by: 'sms' },
  zone,
  arrivedAt: at('2020-03-01 10:00'),
  dayZero: LocalDate.parse('2020-03-01'),
  lastDay: 14,
  spreadSeconds: 0,
} as const satisfies IsolationEvent

export const entry = (
  number: number,
  event: IsolationEvent,
  more: Partial<LedgerEntry> = {},
): LedgerEntry => ({
  isolation: isolationId,
  entry: number,
  at: at('2020-03-01 12:00'),
  by: 'workflow',
  community: CommunityId.parse('qinghe'),
  grid: GridId.parse('grid-1'),
  ruleBook: 1,
  decider: 1,
  event,
  ...more,
})

/** Arrived on 1 March 2020 at 10:00, registered at noon; the first slot opens on 2 March at 08:00. */
export const anIsolation = (more: Partial<Isolation> = {}): Isolation => {
  const { type: _, ...facts } = registered
  return {
    ...facts,
    id: isolationId,
    community: CommunityId.parse('qinghe'),
    grid: GridId.parse('grid-1'),
    ruleBook: 1,
    registeredAt: at('2020-03-01 12:00'),
    entries: 1,
    generation: 1,
    welcomed: false,
    status: { name: 'following' },
    slots: {},
    matters: {},
    holds: 0,
    ...more,
  }
}
