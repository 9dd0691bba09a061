import { describe, expect, it } from 'vitest'
import type { MessageView } from '../../api/views/message-view.ts'
import type { SlotView } from '../../api/views/slot-view.ts'
import { contactEntries } from '../../console/components/contact-history/contact-entries.ts'
import { slotDays } from '../../console/pages/person/slots/slot-days.ts'
import { CommunityId, GridId, IsolationId, MatterId, SlotId } from '../../core/ids.ts'
import type { IsolationEvent, LedgerEntry } from '../../core/isolation/events.ts'
import { InstantSchema } from '../../core/time/instant-schema.ts'
import { LocalDate } from '../../core/time/local-time.ts'

const instant = (minute: number) => InstantSchema.parse(new Date(minute * 60_000).toISOString())

const entry = (minute: number, event: IsolationEvent): LedgerEntry => ({
  isolation: IsolationId.parse('iso-4k2m9x7q3h8w5d6e'),
  entry: minute,
  at: instant(minute),
  by: 'resident',
  community: CommunityId.parse('qinghe'),
  grid: GridId.parse('grid-1'),
  ruleBook: 1,
  decider: 1,
  event,
})

const message = (minute: number, key: string): MessageView => ({
  key,
  template: 'prompt',
  to: { who: 'resident' },
  at: instant(minute),
  state: 'sent',
})

describe('messages and calls', () => {
  it('are what was sent and what came back, in order, the answer behind what it answers', () => {
    const contacts = contactEntries(
      [message(1, 'prompt'), message(5, 'thanks')],
      [
        entry(1, { type: 'asked', slot: SlotId.parse('01-morning'), attempt: 0, by: 'sms' }),
        entry(5, {
          type: 'reported',
          timing: 'on_time',
          tenths: 365,
          symptoms: [],
          source: 'phone_call',
          judged: 'normal',
        }),
      ],
      [],
    )
    expect(
      contacts.map((contact) =>
        contact.is === 'sent' ? contact.message.key : contact.entries.map(({ entry: number }) => number),
      ),
    ).toEqual(['prompt', [5], 'thanks'])
  })

  it('give a text its words once, with all that it meant', () => {
    const matter = MatterId.parse('iso-4k2m9x7q3h8w5d6e-silence-01-morning')
    const [contact, ...others] = contactEntries(
      [],
      [
        entry(7, { type: 'matter_answered', matter, answer: 'reached', inbound: 'sms-1' }),
        entry(8, {
          type: 'reported',
          timing: 'late',
          tenths: 366,
          symptoms: [],
          source: 'worker',
          judged: 'normal',
          inbound: 'sms-1',
        }),
      ],
      [{ inbound: 'sms-1', at: instant(7), by: 'staff:worker-1', text: '4821 36.6' }],
    )
    expect(contact).toMatchObject({ text: '4821 36.6', entries: [{ entry: 7 }, { entry: 8 }] })
    expect(others).toEqual([])
  })

  it('keep what a text meant when its words are hidden, or not kept', () => {
    const meant = entry(7, { type: 'message_received', meaning: 'help', inbound: 'sms-1' })
    const [contact] = contactEntries([], [meant], [])
    expect(contact).toEqual({ is: 'received', at: instant(7), by: 'resident', entries: [meant] })
  })
})

describe('the days of the grid', () => {
  const slot = (day: number, half: 'morning' | 'evening'): SlotView => ({
    id: SlotId.parse(`0${day}-${half}`),
    day,
    half,
    date: LocalDate.parse(`2020-03-0${day}`),
    opensAt: instant(day),
    remindersAt: [],
    closesAt: instant(day),
    state: 'to_come',
  })

  it('have both halves, and lack one that had closed before the registration', () => {
    const days = slotDays([slot(1, 'evening'), slot(2, 'morning'), slot(2, 'evening')])
    expect(days.map(({ day, morning, evening }) => [day, morning?.id, evening?.id])).toEqual([
      [1, undefined, '01-evening'],
      [2, '02-morning', '02-evening'],
    ])
  })
})
