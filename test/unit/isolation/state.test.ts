import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LedgerGap } from '../../../core/aggregate/ledger-gap.ts'
import { IsolationId, SlotId } from '../../../core/ids.ts'
import { type IsolationEvent, LedgerEntry } from '../../../core/isolation/events.ts'
import type { Isolation } from '../../../core/isolation/isolation.ts'
import { isOpen, openMatters } from '../../../core/isolation/isolation.ts'
import { evolve, replay } from '../../../core/isolation/state.ts'
import { NewerShape } from '../../../core/newer-shape.ts'
import { anIsolation, at, entry, fever, matter, registered } from './an-isolation.ts'

const slot = SlotId.parse('01-morning')
const now = at('2020-03-02 09:00')

/** The isolation after one more event at `now`. */
const evolved = (isolation: Isolation, event: IsolationEvent, by = 'workflow'): Isolation =>
  evolve(isolation, entry(isolation.entries + 1, event, { at: now, by }))

const report = {
  type: 'reported',
  slot,
  timing: 'on_time',
  tenths: 366,
  symptoms: [],
  source: 'sms',
  judged: 'normal',
} as const satisfies IsolationEvent

describe('a registration', () => {
  it('begins an isolation that is followed, not yet welcomed, of the first generation', () => {
    const baseline = { ...registered, baselineTenths: 364 }
    expect(evolve(undefined, entry(1, baseline))).toEqual(anIsolation({ baselineTenths: 364 }))
  })

  it('says what the isolation waits for', () => {
    const awaiting = { for: 'slot', slot, at: now } as const
    expect(evolve(undefined, entry(1, registered, { awaiting })).awaiting).toEqual(awaiting)
    expect(evolve(undefined, entry(1, registered, { awaiting: null })).awaiting).toBeUndefined()
  })
})

describe('a slot', () => {
  it('is asked, attempt by attempt', () => {
    const asked = evolved(anIsolation(), { type: 'asked', slot, attempt: 0, by: 'sms' })
    expect(asked.slots).toEqual({ [slot]: { state: 'asked', attempt: 0, at: now } })
    expect(evolved(asked, { type: 'asked', slot, attempt: 1, by: 'sms' }).slots[slot]).toMatchObject({
      attempt: 1,
    })
  })

  it('forgives unclear replies when it is asked first, not when it is reminded', () => {
    const unclear = anIsolation({ unclearReplies: { since: now, count: 2 } })
    expect(evolved(unclear, { type: 'asked', slot, attempt: 1, by: 'sms' }).unclearReplies?.count).toBe(2)
    expect(evolved(unclear, { type: 'asked', slot, attempt: 0, by: 'sms' }).unclearReplies).toBeUndefined()
  })

  it.each(['early', 'on_time'] as const)('is reported by a report that is %s', (timing) => {
    expect(evolved(anIsolation(), { ...report, timing }).slots[slot]).toEqual({
      state: 'reported',
      at: now,
      tenths: 366,
      symptoms: 0,
    })
  })

  it('is late after a report that came late, and an extra report leaves it alone', () => {
    const missed = evolved(anIsolation(), { type: 'missed', slot, matter })
    expect(missed.slots[slot]).toEqual({ state: 'missed', at: now, matter })
    expect(evolved(missed, { ...report, timing: 'late' }).slots[slot]).toMatchObject({ state: 'late' })
    expect(evolved(missed, { ...report, timing: 'extra' }).slots).toEqual(missed.slots)
    const { slot: _, ...beside } = report
    expect(evolved(missed, { ...beside, timing: 'late' }).slots).toEqual(missed.slots)
  })

  it('can hold symptoms without a temperature', () => {
    const { tenths: _, ...without } = report
    const told = evolved(anIsolation(), { ...without, symptoms: ['dry_cough', 'fatigue'], judged: 'red' })
    expect(told.slots[slot]).toEqual({ state: 'reported', at: now, symptoms: 2 })
  })

  it('can be excused with others', () => {
    const other = SlotId.parse('01-evening')
    expect(evolved(anIsolation(), { type: 'excused', slots: [slot, other] }).slots).toEqual({
      [slot]: { state: 'excused' },
      [other]: { state: 'excused' },
    })
  })
})

describe('a report', () => {
  it('remembers a fever, whatever its timing, and never a normal one', () => {
    expect(evolved(anIsolation(), report).lastFeverAt).toBeUndefined()
    const mild = evolved(anIsolation(), { ...report, judged: 'orange' })
    expect(mild.lastFeverAt).toBe(now)
    expect(mild.lastOrangeAt).toBe(now)
    expect(evolved(anIsolation(), { ...report, judged: 'red', timing: 'extra' }).lastFeverAt).toBe(now)
  })

  it('answers what was open in the conversation', () => {
    const talking = anIsolation({
      toConfirm: { tenths: 345, symptoms: [], at: now },
      unclearReplies: { since: now, count: 2 },
    })
    const answered = evolved(talking, report)
    expect(answered.toConfirm).toBeUndefined()
    expect(answered.unclearReplies).toBeUndefined()
  })
})

describe('unclear replies', () => {
  it('are counted from the first', () => {
    const once = evolved(anIsolation(), { type: 'reply_not_understood', why: 'no_number', inbound: 'a' })
    const twice = evolve(
      once,
      entry(
        3,
        { type: 'reply_not_understood', why: 'no_number', inbound: 'b' },
        { at: at('2020-03-02 09:05') },
      ),
    )
    expect(twice.unclearReplies).toEqual({ since: now, count: 2 })
  })

  it('count a reading to confirm as well, and keep it', () => {
    const asked = evolved(anIsolation(), {
      type: 'asked_to_confirm',
      tenths: 345,
      symptoms: ['fatigue'],
      inbound: 'a',
    })
    expect(asked.toConfirm).toEqual({ tenths: 345, symptoms: ['fatigue'], at: now })
    expect(asked.unclearReplies?.count).toBe(1)
  })
})

describe('a status', () => {
  it('goes to the doctor, with or without a second measurement', () => {
    const orange = evolved(anIsolation(), {
      type: 'referred',
      matter: fever,
      severity: 'orange',
      measureAgainAt: at('2020-03-02 09:20'),
    })
    expect(orange.status).toEqual({
      name: 'referred',
      since: now,
      matter: fever,
      severity: 'orange',
      measureAgainAt: at('2020-03-02 09:20'),
    })
    expect(evolved(orange, { type: 'asked_to_measure_again' }).status).toEqual({
      name: 'referred',
      since: now,
      matter: fever,
      severity: 'orange',
    })
    expect(evolved(anIsolation(), { type: 'referred', matter: fever, severity: 'red' }).status).toEqual({
      name: 'referred',
      since: now,
      matter: fever,
      severity: 'red',
    })
  })

  it('is not touched by a second measurement that has been overtaken', () => {
    expect(evolved(anIsolation(), { type: 'asked_to_measure_again' }).status).toEqual({ name: 'following' })
  })

  it('comes back to following', () => {
    const referred = evolved(anIsolation(), { type: 'referred', matter: fever, severity: 'red' })
    expect(evolved(referred, { type: 'back_to_following' }).status).toEqual({ name: 'following' })
  })

  it.each<IsolationEvent>([
    { type: 'proposed_for_release', matter },
    { type: 'handed_to_office', matter, reasons: ['a fever'] },
  ])('is under review once it is $type', (event) => {
    expect(evolved(anIsolation(), event).status).toEqual({ name: 'under_review', since: now, matter })
  })

  it('is held for so many days, each counted', () => {
    const reviewed = evolved(anIsolation(), { type: 'proposed_for_release', matter })
    const held = evolved(reviewed, { type: 'held', reasons: ['a fever'], lastDay: 15 })
    expect(held).toMatchObject({ status: { name: 'following' }, lastDay: 15, holds: 1 })
    expect(evolved(held, { type: 'held', reasons: ['a fever'], lastDay: 16 }).holds).toBe(2)
  })

  it('is approved by whoever did it, then released', () => {
    const releaseAt = at('2020-03-16 08:00')
    const approved = evolved(anIsolation(), { type: 'approved', releaseAt }, 'staff:administrator')
    expect(approved.status).toEqual({ name: 'approved', by: 'staff:administrator', at: now, releaseAt })
    const released = evolved(approved, { type: 'released', approvedBy: 'staff:administrator', notice: 'n-1' })
    expect(released.status).toEqual({
      name: 'released',
      at: now,
      approvedBy: 'staff:administrator',
      notice: 'n-1',
    })
    expect([isOpen(approved), isOpen(released)]).toEqual([true, false])
  })

  it('ends for a reason', () => {
    const ended = evolved(anIsolation(), { type: 'ended', reason: 'died' })
    expect(ended.status).toEqual({ name: 'ended', reason: 'died', at: now })
    expect(isOpen(ended)).toBe(false)
  })
})

describe('matters', () => {
  it('are open until they are settled', () => {
    const one = evolved(anIsolation(), { type: 'matter_opened', matter, kind: 'silence', slot })
    const two = evolved(one, { type: 'matter_opened', matter: fever, kind: 'fever' })
    expect(openMatters(two)).toEqual([
      { id: matter, kind: 'silence', slot },
      { id: fever, kind: 'fever' },
    ])
    expect(openMatters(evolved(two, { type: 'matter_settled', matter, outcome: 'reported' }))).toEqual([
      { id: fever, kind: 'fever' },
    ])
  })
})

describe('other events', () => {
  it('welcome, change the contact and begin a generation', () => {
    expect(evolved(anIsolation(), { type: 'welcomed' }).welcomed).toBe(true)
    const contact = { by: 'worker', why: 'no_phone', code: '1234' } as const
    expect(evolved(anIsolation(), { type: 'contact_changed', contact, why: 'x' }).contact).toEqual(contact)
    expect(evolved(anIsolation(), { type: 'restarted', generation: 4, why: 'lost' }).generation).toBe(4)
  })

  it.each<IsolationEvent>([
    { type: 'waiting_again', slot },
    { type: 'waiting_for_person', matter },
    { type: 'message_received', meaning: 'help', inbound: 'a' },
    { type: 'message_not_delivered', message: 'prompt', reason: 'unreachable' },
    { type: 'matter_climbed', matter, rung: 'grid_worker', owners: [], dueAt: now },
    { type: 'matter_waits_for_day', matter, until: now },
    { type: 'rung_told', matter, rung: 'grid_worker' },
    { type: 'ladder_restarted', matter, generation: 2 },
    { type: 'matter_answered', matter, answer: 'taken' },
  ])('only count: $type', (event) => {
    const before = anIsolation()
    expect(evolved(before, event)).toEqual({ ...before, entries: 2 })
  })
})

describe('what an isolation waits for', () => {
  const awaiting = { for: 'review', at: now } as const

  it('stays until an entry says otherwise', () => {
    const waiting = evolve(anIsolation(), entry(2, { type: 'welcomed' }, { awaiting }))
    expect(waiting.awaiting).toEqual(awaiting)
    expect(evolved(waiting, { type: 'welcomed' }).awaiting).toEqual(awaiting)
    const over = evolve(waiting, entry(3, { type: 'ended', reason: 'died' }, { awaiting: null }))
    expect(over.awaiting).toBeUndefined()
  })
})

describe('a ledger', () => {
  it.each([
    ['does not begin with a registration', [entry(1, { type: 'welcomed' })]],
    ['begins in its middle', [entry(2, registered)]],
    ['misses an entry', [entry(1, registered), entry(3, { type: 'welcomed' })]],
    ['has an entry twice', [entry(1, registered), entry(1, { type: 'welcomed' })]],
    ['registers twice', [entry(1, registered), entry(2, registered)]],
    [
      'is mixed with that of another',
      [entry(1, registered), entry(2, { type: 'welcomed' }, { isolation: IsolationId.parse('iso-other') })],
    ],
  ])('is refused when it %s', (_, entries) => {
    expect(() => replay(entries)).toThrow(LedgerGap)
  })

  it('refuses an event of a type that this release does not know, and never leaves it out', () => {
    const unheardOf: IsolationEvent = JSON.parse('{"type":"thermometer_lent"}')
    const ledger = [entry(1, registered), entry(2, unheardOf)]
    expect(() => replay(ledger)).toThrow(NewerShape)
    expect(() => replay(ledger)).toThrow('is of type thermometer_lent: a newer release folds it')
  })

  it('of nothing is no isolation', () => {
    expect(replay([])).toBeUndefined()
  })

  it('replays to what its entries made one by one, whatever happened', () => {
    const anySlot = fc.constantFrom('01-morning', '01-evening', '14-evening').map((id) => SlotId.parse(id))
    const anyMatter = fc.constantFrom(matter, fever)
    const anyEvent: fc.Arbitrary<IsolationEvent> = fc.oneof(
      fc.constant<IsolationEvent>({ type: 'welcomed' }),
      fc
        .tuple(anySlot, fc.nat(2))
        .map(([id, attempt]): IsolationEvent => ({ type: 'asked', slot: id, attempt, by: 'sms' })),
      fc
        .tuple(
          anySlot,
          fc.constantFrom('early', 'late', 'extra', 'on_time'),
          fc.integer({ min: 350, max: 400 }),
        )
        .map(([id, timing, tenths]): IsolationEvent => ({ ...report, slot: id, timing, tenths })),
      fc
        .tuple(anySlot, anyMatter)
        .map(([id, about]): IsolationEvent => ({ type: 'missed', slot: id, matter: about })),
      anyMatter.map((about): IsolationEvent => ({ type: 'referred', matter: about, severity: 'red' })),
      anyMatter.map((about): IsolationEvent => ({ type: 'matter_opened', matter: about, kind: 'silence' })),
      anyMatter.map(
        (about): IsolationEvent => ({ type: 'matter_settled', matter: about, outcome: 'reported' }),
      ),
      fc.constant<IsolationEvent>({ type: 'held', reasons: [], lastDay: 15 }),
      fc.constant<IsolationEvent>({ type: 'reply_not_understood', why: 'x', inbound: 'a' }),
    )
    const anyAwaiting = fc.constantFrom(undefined, null, { for: 'review', at: now } as const)
    fc.assert(
      fc.property(fc.array(fc.tuple(anyEvent, anyAwaiting), { maxLength: 40 }), (rest) => {
        const entries = [
          entry(1, registered),
          ...rest.map(([event, awaiting], index) =>
            entry(index + 2, event, awaiting === undefined ? {} : { awaiting }),
          ),
        ]
        const kept = entries.map((line) => LedgerEntry.parse(JSON.parse(JSON.stringify(line))))
        let stepwise: Isolation | undefined
        for (const line of entries) stepwise = evolve(stepwise, line)
        expect(replay(kept)).toEqual(stepwise)
        expect(stepwise?.entries).toBe(entries.length)
      }),
    )
  })
})
