import type { Deadline } from '../../api/views/deadline-view.ts'
import type { IsolationSummary } from '../../api/views/isolation-summary.ts'
import { CommunityId, GridId, IsolationId, MatterId } from '../../core/ids.ts'
import { Person } from '../../core/person/person.ts'
import { InstantSchema } from '../../core/time/instant-schema.ts'
import { LocalDate } from '../../core/time/local-time.ts'

export const at = (instant: string) => InstantSchema.parse(instant)

/** The next evening report, prompted at this instant. */
export const asksAt = (instant: string): Deadline => ({
  at: at(instant),
  words: 'asks',
  is: { type: 'asks', half: 'evening', day: 4 },
})

/** A person who is followed, with default values. */
export const aSummary = (
  ending: string,
  { grid = 'grid-1', ...given }: Partial<Omit<IsolationSummary, 'grid'>> & { readonly grid?: string } = {},
): IsolationSummary => ({
  id: IsolationId.parse(`iso-${ending}`),
  community: CommunityId.parse('qinghe'),
  grid: GridId.parse(grid),
  category: 'elsewhere',
  flags: { livesAlone: false, over70: false, child: false, chronic: false, pregnant: false },
  contact: { by: 'sms' },
  status: { name: 'following' },
  arrivedAt: at('2020-02-29T01:00:00.000Z'),
  dayZero: LocalDate.parse('2020-02-29'),
  day: 4,
  lastDay: 14,
  next: asksAt('2020-03-04T10:00:00.000Z'),
  today: { morning: 'reported', evening: 'to_come' },
  matters: [],
  ...given,
})

export const referredSince = (instant: string): IsolationSummary['status'] => ({
  name: 'referred',
  since: at(instant),
  matter: MatterId.parse('iso-aaaa-03-morning-fever'),
  severity: 'red',
})

export const aPerson = (name: string, phone: string, room: string): Person =>
  Person.parse({
    id: 'person-aaaa',
    household: 'household-aaaa',
    name,
    phone,
    language: 'zh-CN',
    address: { grid: 'grid-1', building: '3', unit: '2', room },
  })
