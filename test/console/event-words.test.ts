import { describe, expect, it } from 'vitest'
import type { ShownEvent } from '../../api/views/ledger-view.ts'
import { eventReasonWords } from '../../console/i18n/events/event-reason-words.ts'
import { eventWords } from '../../console/i18n/events/event-words.ts'
import type { EventOf } from '../../console/i18n/events/event-words-type.ts'
import { HouseholdId, IsolationId, MatterId, PersonId, SlotId, StaffId } from '../../core/ids.ts'
import { IsolationEvent } from '../../core/isolation/events.ts'
import { InstantSchema } from '../../core/time/instant-schema.ts'
import { LocalDate } from '../../core/time/local-time.ts'

const at = InstantSchema.parse('2020-03-04T01:00:00.000Z')
const slot = SlotId.parse('03-morning')
const matter = MatterId.parse('iso-4k2m9x7q3h8w5d6e-03-morning-silence')
const inbound = 'inbound-1'

/** One event of every type: a type without an example does not compile. */
const examples: { readonly [What in IsolationEvent['type']]: EventOf<What> } = {
  registered: {
    type: 'registered',
    person: PersonId.parse('person-4k2m9x7q3h8w5d6e'),
    household: HouseholdId.parse('household-4k2m9x7q'),
    category: 'key_area',
    flags: { livesAlone: true, over70: false, child: false, chronic: false, pregnant: false },
    language: 'en',
    contact: { by: 'sms' },
    zone: 'Asia/Shanghai',
    arrivedAt: at,
    dayZero: LocalDate.parse('2020-03-04'),
    lastDay: 14,
    spreadSeconds: 0,
    baselineTenths: 365,
    commitmentSignedOn: LocalDate.parse('2020-03-04'),
  },
  welcomed: { type: 'welcomed' },
  asked: { type: 'asked', slot, attempt: 1, by: 'sms' },
  waiting_again: { type: 'waiting_again', slot },
  waiting_for_person: { type: 'waiting_for_person', matter },
  reported: {
    type: 'reported',
    slot,
    timing: 'late',
    tenths: 374,
    symptoms: ['dry_cough'],
    source: 'sms',
    judged: 'orange',
    inbound,
  },
  asked_to_confirm: { type: 'asked_to_confirm', tenths: 345, symptoms: [], inbound },
  reply_not_understood: { type: 'reply_not_understood', why: 'which', inbound },
  words_kept: { type: 'words_kept', inbound },
  message_received: { type: 'message_received', meaning: 'stop', inbound },
  missed: { type: 'missed', slot, matter, prompt: 'unknown' },
  delivery_known: { type: 'delivery_known', slot, matter, prompt: 'not_delivered' },
  excused: { type: 'excused', slots: [slot] },
  referred: { type: 'referred', matter, severity: 'red', measureAgainAt: at },
  to_measure_again: { type: 'to_measure_again', matter, at },
  asked_to_measure_again: { type: 'asked_to_measure_again' },
  back_to_following: { type: 'back_to_following' },
  proposed_for_release: { type: 'proposed_for_release', matter },
  handed_to_office: { type: 'handed_to_office', matter, reasons: ['a matter is open: silence'] },
  held: { type: 'held', reasons: ['no clean report on day 14, evening'], lastDay: 15 },
  approved: { type: 'approved', releaseAt: at },
  released: { type: 'released', approvedBy: 'staff:office', notice: '2020-0001' },
  ended: { type: 'ended', reason: 'left_with_permission' },
  merged: { type: 'merged', isolation: IsolationId.parse('iso-abcd') },
  reopened: { type: 'reopened', reason: 'came_back' },
  corrected: {
    type: 'corrected',
    reason: 'entered_wrongly',
    personal: ['name'],
    from: { arrivedAt: InstantSchema.parse('2020-02-10T01:00:00.000Z') },
    to: { arrivedAt: InstantSchema.parse('2020-02-11T01:00:00.000Z') },
    calendar: { dayZero: LocalDate.parse('2020-02-11'), lastDay: 14, holds: 0 },
  },
  release_withdrawn: { type: 'release_withdrawn' },
  contact_changed: {
    type: 'contact_changed',
    contact: { by: 'worker', why: 'unreachable', code: '4821' },
    why: 'invalid_number',
  },
  became_close_contact: {
    type: 'became_close_contact',
    isolation: IsolationId.parse('iso-4k2m'),
  },
  no_close_contact: {
    type: 'no_close_contact',
    isolation: IsolationId.parse('iso-4k2m'),
  },
  number_asked: { type: 'number_asked', times: 2 },
  message_not_delivered: { type: 'message_not_delivered', message: 'prompt', reason: 'unreachable' },
  restarted: { type: 'restarted', generation: 2, why: 'asked_by_person' },
  ladder_restarted: { type: 'ladder_restarted', matter, generation: 2 },
  matter_opened: { type: 'matter_opened', matter, kind: 'silence', slot },
  matter_raised: {
    type: 'matter_raised',
    matter,
    inbound,
    tenths: 389,
    symptoms: ['breathlessness'],
    danger: 'faint',
    need: 'meal',
  },
  matter_climbed: {
    type: 'matter_climbed',
    matter,
    rung: 'street_office',
    owners: [{ role: 'street_office', staff: StaffId.parse('office') }],
    dueAt: at,
  },
  matter_waits_for_day: { type: 'matter_waits_for_day', matter, until: at },
  rung_told: { type: 'rung_told', matter, rung: 'police_station' },
  matter_answered: { type: 'matter_answered', matter, answer: 'not_at_home' },
  answer_awaits_confirmation: {
    type: 'answer_awaits_confirmation',
    matter,
    answer: 'not_at_home',
    expiresAt: at,
    inbound,
  },
  answer_echoed_again: { type: 'answer_echoed_again', matter, answer: 'not_at_home' },
  answer_not_confirmed: { type: 'answer_not_confirmed', matter, answer: 'not_at_home' },
  matter_settled: { type: 'matter_settled', matter, outcome: 'reached' },
}

const zone = 'Asia/Shanghai'
const told = (event: ShownEvent, language: 'en' | 'zh-CN'): string => eventWords(event, { language, zone })

describe('what happened', () => {
  it('is described for every kind of event', () => {
    expect(Object.keys(examples).sort()).toEqual(
      IsolationEvent.def.options.map((option) => option.def.shape.type.def.values[0]).sort(),
    )
  })

  it.each(Object.values(examples))('is described in English and in Chinese: $type', (example) => {
    const english = told(example, 'en')
    const chinese = told(example, 'zh-CN')
    expect(english).toMatch(/^[A-Z].+\.$/)
    expect(english).not.toMatch(/undefined|\p{Script=Han}/u)
    expect(chinese).toMatch(/^[\p{Script=Han}\d].*。$/u)
    expect(chinese.replaceAll('°C', '')).not.toMatch(/[A-Za-z]/)
  })

  it('is described differently for each kind', () => {
    for (const language of ['en', 'zh-CN'] as const)
      expect(new Set(Object.values(examples).map((example) => told(example, language))).size).toBe(
        Object.keys(examples).length,
      )
  })

  it('has its times on the clocks of the community', () => {
    expect(told(examples.approved, 'en')).toContain('4 Mar, 09:00')
    expect(told(examples.approved, 'zh-CN')).toContain('3月4日 09:00')
  })

  it('names a prompt, a reminder and a measurement by the worker apart', () => {
    const asked = examples.asked
    expect(told({ ...asked, attempt: 0 }, 'en')).toBe('Asked for the report of the morning of day 3.')
    expect(told(asked, 'en')).toBe('Reminded of the report of the morning of day 3, reminder 1.')
    expect(told({ ...asked, by: 'worker' }, 'zh-CN')).toBe('请网格员代测第3天早间体温。')
  })
})

describe('a reason', () => {
  it('is told in Chinese, with its numbers and halves', () => {
    expect(eventReasonWords('no clean report on day 14, evening', 'zh-CN')).toBe('第14天晚间没有合格的体温')
    expect(eventReasonWords('a fever or symptom in the last 72 hours', 'zh-CN')).toBe(
      '最近72小时内有发热或症状',
    )
    expect(eventReasonWords('a matter is open: no show', 'zh-CN')).toBe('有未办结事项：未到诊')
  })

  it.each(['no_execution', 'overdue', 'second_reading_due', 'reopened'])(
    'why an execution began anew has Chinese words: %s',
    (why) => {
      expect(eventReasonWords(why, 'zh-CN')).toMatch(/^\p{Script=Han}+$/u)
    },
  )

  it.each(['ignore', 'note', 'kind_words', 'help', 'late_yes', 'question:release'])(
    'how a message was read is told in words: %s',
    (meaning) => {
      expect(eventReasonWords(meaning, 'zh-CN')).toMatch(/^[\p{Script=Han}“”]+$/u)
      expect(eventReasonWords(meaning, 'en')).toMatch(/^[a-z]+(?::? [a-z]+)?$/)
    },
  )

  it('stays as it is without a translation', () => {
    expect(eventReasonWords('something new', 'zh-CN')).toBe('something new')
  })
})
