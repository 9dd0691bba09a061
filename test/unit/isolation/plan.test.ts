import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { SlotId } from '../../../core/ids.ts'
import { slotsOf, timesOf } from '../../../core/isolation/calendar.ts'
import type { Isolation, Slot, Status } from '../../../core/isolation/isolation.ts'
import { awaitingOf, awaitingReport, type Next, planNext } from '../../../core/isolation/plan.ts'
import { type Instant, MINUTE, milliseconds, plus } from '../../../core/time/instant.ts'
import { anIsolation, at, book, fever, matter } from './an-isolation.ts'

const morning = SlotId.parse('01-morning')
const evening = SlotId.parse('01-evening')
const reported: Slot = { state: 'reported', at: at('2020-03-02 08:05'), tenths: 365, symptoms: 0 }
const asked = (attempt: number, when: Instant): Slot => ({ state: 'asked', attempt, at: when })

const withMorning = (slot: Slot): Isolation => anIsolation({ slots: { [morning]: slot } })
const plan = (isolation: Isolation, now: Instant): Next =>
  planNext({ ...isolation, welcomed: true }, book, now)

describe('somebody registered in the quiet hours', () => {
  const late = (more: Partial<Isolation> = {}) =>
    anIsolation({ registeredAt: at('2020-03-01 23:00'), ...more })
  const morningAfter = { do: 'welcome', at: at('2020-03-02 07:30') } as const

  it('is welcomed when they end, and asked afterwards', () => {
    const next = planNext(late(), book, at('2020-03-01 23:00'))
    expect(next).toEqual(morningAfter)
    expect(awaitingOf(next)).toEqual({ for: 'welcome', at: morningAfter.at })
    expect(planNext(late(), book, at('2020-03-02 07:29'))).toEqual(morningAfter)
    expect(planNext(late(), book, at('2020-03-02 07:30'))).toMatchObject({ do: 'ask', slot: morning })
  })

  it('is not made to wait with a fever', () => {
    const status: Status = { name: 'referred', since: at('2020-03-01 23:10'), matter: fever, severity: 'red' }
    expect(planNext(late({ status }), book, at('2020-03-01 23:10'))).toMatchObject({ do: 'await_the_doctor' })
  })

  it('waits for nothing once the isolation is over', () => {
    const status: Status = { name: 'ended', reason: 'registered_by_error', at: at('2020-03-01 23:10') }
    expect(planNext(late({ status }), book, at('2020-03-01 23:10'))).toMatchObject({ do: 'end' })
  })

  it('is not asked in a slot that closes before they end', () => {
    const spread = { spreadSeconds: 1800, registeredAt: at('2020-03-02 21:10') }
    expect(slotsOf(late(spread), book)[0]?.id).toBe('02-morning')
    expect(slotsOf(late({ ...spread, registeredAt: at('2020-03-02 20:50') }), book)[0]?.id).toBe('01-evening')
  })
})

describe('before a slot opens', () => {
  it('the plan is to ask when it opens, and to wait for the first reminder', () => {
    const next = plan(anIsolation(), at('2020-03-01 12:00'))
    expect(next).toEqual({ do: 'ask', slot: morning, attempt: 0, at: at('2020-03-02 08:00'), seconds: 3600 })
    expect(awaitingOf(next)).toEqual({ for: 'slot', slot: morning, at: at('2020-03-02 08:00') })
  })

  it('a slot that was reported early is passed over', () => {
    expect(plan(withMorning(reported), at('2020-03-02 07:00'))).toMatchObject({
      do: 'ask',
      slot: evening,
      at: at('2020-03-02 18:00'),
    })
  })

  it('a slot that was excused is passed over', () => {
    expect(plan(withMorning({ state: 'excused' }), at('2020-03-02 09:00'))).toMatchObject({ slot: evening })
  })
})

describe('in an open slot that nobody was asked for', () => {
  it.each([
    ['2020-03-02 08:00', 3600],
    ['2020-03-02 08:59', 60],
    ['2020-03-02 09:00', 3600],
    ['2020-03-02 10:59', 60],
  ])('the plan at %s is to ask at once and to wait %i seconds', (now, seconds) => {
    expect(plan(anIsolation(), at(now))).toEqual({
      do: 'ask',
      slot: morning,
      attempt: 0,
      at: at(now),
      seconds,
    })
  })

  it('nobody is asked once it has closed', () => {
    expect(plan(anIsolation(), at('2020-03-02 11:00'))).toEqual({
      do: 'judge_the_silence',
      slot: morning,
      at: at('2020-03-02 11:00'),
    })
  })
})

describe('in a slot that was asked for on time', () => {
  const first = withMorning(asked(0, at('2020-03-02 08:00')))
  const second = withMorning(asked(1, at('2020-03-02 09:00')))
  const third = withMorning(asked(2, at('2020-03-02 10:00')))

  it.each([
    ['at once', '2020-03-02 08:00', 0, 3600],
    ['half an hour later', '2020-03-02 08:30', 0, 1800],
    ['a minute before the reminder', '2020-03-02 08:59', 0, 60],
  ])('a restart %s takes up the same attempt', (_, now, attempt, seconds) => {
    expect(plan(first, at(now))).toEqual({ do: 'ask', slot: morning, attempt, at: at(now), seconds })
  })

  it('reminds at the reminder instant, not a millisecond before', () => {
    const due = at('2020-03-02 09:00')
    expect(plan(first, plus(due, -1))).toMatchObject({ do: 'ask', attempt: 0, seconds: 1 })
    expect(plan(first, due)).toMatchObject({ do: 'remind', attempt: 1, seconds: 3600 })
    expect(plan(first, plus(due, 1))).toMatchObject({ do: 'remind', attempt: 1, seconds: 3600 })
  })

  it('takes up a reminder again after a restart', () => {
    expect(plan(second, at('2020-03-02 09:00'))).toMatchObject({ do: 'remind', attempt: 1 })
    expect(plan(second, at('2020-03-02 09:59'))).toMatchObject({ do: 'remind', attempt: 1, seconds: 60 })
    expect(plan(third, at('2020-03-02 10:59'))).toMatchObject({ do: 'remind', attempt: 2, seconds: 60 })
  })

  it('leaves out a reminder whose time has passed', () => {
    expect(plan(first, at('2020-03-02 10:30'))).toMatchObject({ do: 'remind', attempt: 2, seconds: 1800 })
  })

  it('does not remind at once whoever was asked late, at the reminder instant itself', () => {
    const late = withMorning(asked(0, at('2020-03-02 09:00')))
    expect(plan(late, at('2020-03-02 09:00'))).toMatchObject({ do: 'ask', attempt: 0, seconds: 3600 })
    expect(plan(late, at('2020-03-02 10:00'))).toMatchObject({ do: 'remind', attempt: 2 })
  })

  it('closes at the close, not a millisecond before', () => {
    const close = at('2020-03-02 11:00')
    expect(plan(third, plus(close, -1))).toMatchObject({ do: 'remind', attempt: 2, seconds: 1 })
    expect(plan(third, close)).toEqual({ do: 'judge_the_silence', slot: morning, at: close })
    expect(plan(third, at('2020-03-05 11:00'))).toMatchObject({ do: 'judge_the_silence', slot: morning })
  })
})

describe('after a slot', () => {
  it('that was missed, late or reported the next one comes', () => {
    for (const slot of [
      reported,
      { ...reported, state: 'late' },
      { state: 'missed', at: at('2020-03-02 11:00'), matter },
    ] satisfies Slot[])
      expect(plan(withMorning(slot), at('2020-03-02 12:00'))).toMatchObject({ do: 'ask', slot: evening })
  })

  it('that was the last the isolation is reviewed', () => {
    const slots = Object.fromEntries(slotsOf(anIsolation(), book).map(({ id }) => [id, reported]))
    const now = at('2020-03-15 18:05')
    const next = plan(anIsolation({ slots }), now)
    expect(next).toEqual({ do: 'review', at: now })
    expect(awaitingOf(next)).toEqual({ for: 'review', at: now })
  })
})

describe('by its status', () => {
  const now = at('2020-03-10 12:00')
  const soon = at('2020-03-10 12:20')
  const tomorrow = at('2020-03-11 12:00')
  const cases: [Status, Next, unknown][] = [
    [
      { name: 'referred', since: now, matter: fever, severity: 'orange', measureAgainAt: soon },
      { do: 'measure_again', at: soon, matter: fever },
      { for: 'second_measurement', matter: fever, at: soon },
    ],
    [
      {
        name: 'referred',
        since: now,
        matter: fever,
        severity: 'orange',
        measureAgainAt: at('2020-03-10 11:00'),
      },
      { do: 'measure_again', at: now, matter: fever },
      { for: 'second_measurement', matter: fever, at: now },
    ],
    [
      { name: 'referred', since: now, matter: fever, severity: 'red' },
      { do: 'await_the_doctor', at: now, seconds: 86_400, matter: fever },
      { for: 'person', matter: fever, at: tomorrow },
    ],
    [
      { name: 'under_review', since: now, matter },
      { do: 'await_the_decision', at: now, seconds: 86_400, matter },
      { for: 'person', matter, at: tomorrow },
    ],
    [
      { name: 'approved', by: 'staff:a', at: now, releaseAt: tomorrow },
      { do: 'release', at: tomorrow },
      { for: 'release', at: tomorrow },
    ],
    [
      { name: 'approved', by: 'staff:a', at: now, releaseAt: at('2020-03-10 08:00') },
      { do: 'release', at: now },
      { for: 'release', at: now },
    ],
    [{ name: 'released', at: now, approvedBy: 'staff:a', notice: 'n' }, { do: 'end', at: now }, null],
    [{ name: 'ended', reason: 'died', at: now }, { do: 'end', at: now }, null],
  ]

  it.each(cases)('an isolation that is $name has one next step', (status, next, awaiting) => {
    expect(plan(anIsolation({ status }), now)).toEqual(next)
    expect(awaitingOf(next)).toEqual(awaiting)
  })

  it('nobody who is with the doctor, under review or released is asked anything', () => {
    for (const [status] of cases)
      expect(['ask', 'remind', 'judge_the_silence']).not.toContain(plan(anIsolation({ status }), now).do)
  })
})

describe('once the prompt is out', () => {
  it('the isolation waits for the report until the next reminder', () => {
    const now = at('2020-03-02 08:00')
    const next = plan(anIsolation(), now)
    if (next.do !== 'ask') throw new Error('expected to ask')
    expect(awaitingReport(next, now)).toEqual({
      for: 'report',
      slot: morning,
      attempt: 0,
      at: at('2020-03-02 09:00'),
    })
    expect(awaitingOf({ do: 'judge_the_silence', slot: morning, at: now })).toEqual({
      for: 'slot',
      slot: morning,
      at: now,
    })
  })
})

describe('whenever and however often the plan is asked', () => {
  /**
   * An isolation in random steps: the driver asks, the resident sometimes answers, the driver is sometimes
   * restarted.
   */
  const anyLife = fc.array(
    fc.record({
      minutes: fc.integer({ min: 0, max: 600 }),
      milliseconds: fc.nat(59_999),
      answers: fc.boolean(),
    }),
    { minLength: 30, maxLength: 150 },
  )

  it('no attempt is asked for twice, nobody is asked outside the slot, and no wait is empty or too long', () => {
    fc.assert(
      fc.property(anyLife, fc.integer({ min: 0, max: 3599 }), (steps, spread) => {
        let isolation = anIsolation({ spreadSeconds: spread })
        let now = at('2020-03-01 12:00')
        const sent = new Map<string, Instant>()
        for (const step of steps) {
          now = plus(now, step.minutes * MINUTE + step.milliseconds)
          const next = plan(isolation, now)
          if (next.do === 'judge_the_silence') {
            expect(timesOf(isolation, book, next.slot).closesAt <= now).toBe(true)
            const missed: Slot = { state: 'missed', at: now, matter }
            isolation = { ...isolation, slots: { ...isolation.slots, [next.slot]: missed } }
          }
          if (next.do !== 'ask' && next.do !== 'remind') continue
          const { opensAt, closesAt } = timesOf(isolation, book, next.slot)
          expect(next.at >= opensAt && next.at < closesAt).toBe(true)
          expect(next.seconds).toBeGreaterThanOrEqual(1)
          expect(milliseconds(next.at) + next.seconds * 1000).toBeLessThan(milliseconds(closesAt) + 1000)
          if (next.at > now) continue
          const key = `${next.slot} ${next.attempt}`
          const known = isolation.slots[next.slot]
          const again = known?.state === 'asked' && known.attempt === next.attempt
          expect(sent.has(key)).toBe(again)
          if (known?.state === 'asked') expect(next.attempt).toBeGreaterThanOrEqual(known.attempt)
          if (!again) {
            sent.set(key, now)
            isolation = { ...isolation, slots: { ...isolation.slots, [next.slot]: asked(next.attempt, now) } }
          }
          if (step.answers)
            isolation = { ...isolation, slots: { ...isolation.slots, [next.slot]: { ...reported, at: now } } }
        }
      }),
    )
  })

  it('the answer depends on nothing but the record and the clock', () => {
    const now = at('2020-03-02 09:30')
    const isolation = withMorning(asked(0, at('2020-03-02 08:00')))
    expect(plan(isolation, now)).toEqual(plan(structuredClone(isolation), now))
  })
})

describe('after the last slot', () => {
  const all = slotsOf(anIsolation(), book)
  const last = SlotId.parse('14-evening')
  const withLast = (slot: Slot, matters: Isolation['matters'] = {}): Isolation =>
    anIsolation({
      slots: { ...Object.fromEntries(all.map(({ id }) => [id, reported])), [last]: slot },
      matters,
    })
  const missed: Slot = { state: 'missed', at: at('2020-03-15 21:00'), matter }
  const looking: Isolation['matters'] = { [matter]: { kind: 'silence', slot: last } }

  it('the period is reviewed at once when it was answered', () => {
    expect(plan(withLast(reported), at('2020-03-15 18:10'))).toEqual({
      do: 'review',
      at: at('2020-03-15 18:10'),
    })
  })

  it('a missed one waits for the end of the worker’s time, and then for the day', () => {
    const next = plan(withLast(missed, looking), at('2020-03-15 21:00'))
    expect(next).toEqual({ do: 'wait_for_the_worker', at: at('2020-03-16 07:30') })
    expect(awaitingOf(next)).toEqual({ for: 'review', at: at('2020-03-16 07:30') })
    expect(plan(withLast(missed, looking), at('2020-03-16 07:30'))).toMatchObject({ do: 'review' })
  })

  it('a missed one that nobody is looking into is reviewed at once', () => {
    expect(plan(withLast(missed), at('2020-03-15 22:00'))).toMatchObject({ do: 'review' })
  })
})
