import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import { HouseholdId } from '../../../core/ids.ts'
import {
  dayAt,
  dayOf,
  dayZeroOf,
  halfOf,
  lastDayAtRegistration,
  type Period,
  releaseFrom,
  slotId,
  slotsOf,
  slotTimes,
  spreadSeconds,
  timesOf,
} from '../../../core/isolation/calendar.ts'
import type { RuleBook } from '../../../core/rule-book/rule-book.ts'
import { DAY, HOUR, instant, MINUTE, milliseconds, plus } from '../../../core/time/instant.ts'
import { LocalDate, LocalTime } from '../../../core/time/local-time.ts'
import { addDays, instantAt, localDate, localTime } from '../../../core/time/time-zone.ts'
import { at, book, utc, zone } from './an-isolation.ts'

/** Arrived and registered at one moment, without an exposure after it. */
const arrived = (
  arrivedAt: ReturnType<typeof instant>,
  where: string,
  more: Partial<Period> = {},
): Period => ({
  dayZero: localDate(arrivedAt, where),
  zone: where,
  arrivedAt,
  registeredAt: arrivedAt,
  lastDay: 14,
  spreadSeconds: 0,
  ...more,
})

const opening = (period: Period): string[] =>
  slotsOf(period, book).map(({ opensAt }) => `${localDate(opensAt, zone)} ${localTime(opensAt, zone)}`)

const zones = [
  'Asia/Shanghai',
  'America/New_York',
  'Europe/Dublin',
  'Australia/Lord_Howe',
  'America/St_Johns',
]
const anyPeriod = fc
  .record({
    arrivedAt: fc.integer({ min: Date.UTC(2012, 0, 1), max: Date.UTC(2036, 0, 1) }),
    where: fc.constantFrom(...zones),
    spread: fc.integer({ min: 0, max: 3600 }),
  })
  .map(({ arrivedAt, where, spread }) => arrived(instant(arrivedAt), where, { spreadSeconds: spread }))

describe('the slots of an isolation', () => {
  it('open at 08:00 and 18:00 from the day after arrival to day 14', () => {
    const slots = opening(arrived(at('2020-03-01 10:00'), zone))
    expect(slots).toHaveLength(28)
    expect(slots.slice(0, 3)).toEqual(['2020-03-02 08:00', '2020-03-02 18:00', '2020-03-03 08:00'])
    expect(slots.at(-1)).toBe('2020-03-15 18:00')
  })

  it.each([
    ['over the end of a month', '2020-04-20', '2020-05-04'],
    ['over the end of a year', '2020-12-25', '2021-01-08'],
    ['over a leap day', '2020-02-20', '2020-03-05'],
    ['over the end of February in a common year', '2021-02-20', '2021-03-06'],
  ])('go on %s', (_, arrival, lastDate) => {
    const slots = opening(arrived(at(`${arrival} 10:00`), zone))
    expect(slots).toHaveLength(28)
    expect(slots.at(-1)).toBe(`${lastDate} 18:00`)
  })

  it('keep their local hours when the clocks change', () => {
    const where = 'America/New_York'
    const slots = slotsOf(arrived(at('2026-03-01 10:00', where), where), book)
    const mornings = slots.filter(({ half }) => half === 'morning').map(({ opensAt }) => opensAt)
    expect(mornings).toContain('2026-03-07T13:00:00.000Z')
    expect(mornings).toContain('2026-03-08T12:00:00.000Z')
    expect(new Set(mornings.map((moment) => localTime(moment, where)))).toEqual(new Set(['08:00']))
  })

  it('have two reminders, close after three hours and may be answered two hours early', () => {
    const slot = slotTimes(arrived(at('2020-03-01 10:00'), zone), book, 1, 'evening')
    expect(slot).toEqual({
      id: '01-evening',
      day: 1,
      half: 'evening',
      date: '2020-03-02',
      earlyFrom: at('2020-03-02 16:00'),
      opensAt: at('2020-03-02 18:00'),
      remindersAt: [at('2020-03-02 19:00'), at('2020-03-02 20:00')],
      closesAt: at('2020-03-02 21:00'),
    })
  })

  it('ask and remind later by the share of the spread, and close when they close for all', () => {
    const slot = slotTimes(arrived(at('2020-03-01 10:00'), zone, { spreadSeconds: 720 }), book, 1, 'morning')
    expect(slot).toMatchObject({
      earlyFrom: at('2020-03-02 06:00'),
      opensAt: at('2020-03-02 08:12'),
      remindersAt: [at('2020-03-02 09:12'), at('2020-03-02 10:12')],
      closesAt: at('2020-03-02 11:00'),
    })
  })

  it('are 28 for everybody registered on day 0: two a day on days 1 to 14, one after the other', () => {
    fc.assert(
      fc.property(anyPeriod, (period) => {
        const slots = slotsOf(period, book)
        expect(slots.map(({ id }) => id)).toEqual(
          Array.from({ length: 14 }, (_, index) => index + 1).flatMap((day) => [
            slotId(day, 'morning'),
            slotId(day, 'evening'),
          ]),
        )
        slots.forEach((slot, index) => {
          expect(slot.date).toBe(addDays(period.dayZero, slot.day))
          expect(dayAt(period, slot.opensAt)).toBe(slot.day)
          const before = slots[index - 1]
          if (before === undefined) expect(slot.opensAt > period.registeredAt).toBe(true)
          else expect(slot.earlyFrom >= before.closesAt).toBe(true)
        })
      }),
    )
  })

  it('of one person do not depend on who was asked about before', () => {
    const arrival = at('2020-03-01 10:00')
    const early = arrived(arrival, zone)
    const late = { ...early, registeredAt: at('2020-03-10 12:00') }
    expect(slotsOf(early, book)).toHaveLength(28)
    expect(slotsOf(late, book)).toHaveLength(11)
    for (let spread = 0; spread < 2001; spread += 1)
      slotsOf({ ...early, lastDay: 1, spreadSeconds: spread }, book)
    expect(slotsOf(early, book)).toHaveLength(28)
    const shorter: RuleBook = { ...book, slots: { ...book.slots, closeAfterMinutes: 150 } }
    expect(slotsOf(early, shorter)[0]?.closesAt).toBe(at('2020-03-02 10:30'))
    expect(slotsOf(early, book)[0]?.closesAt).toBe(at('2020-03-02 11:00'))
  })

  it('are named by day and half, and found again by that name', () => {
    const period = arrived(at('2020-03-01 10:00'), zone)
    for (const slot of slotsOf(period, book)) {
      expect(timesOf(period, book, slot.id)).toEqual(slot)
      expect(dayOf(slot.id)).toBe(slot.day)
      expect(halfOf(slot.id)).toBe(slot.half)
    }
  })
})

describe('day 0', () => {
  it.each([
    ['2020-03-01 00:00', '2020-03-01'],
    ['2020-03-01 23:59', '2020-03-01'],
    ['2020-02-29 12:00', '2020-02-29'],
  ])('is the local day of an arrival at %s', (arrival, expected) => {
    expect(dayZeroOf(at(arrival), undefined, zone)).toBe(expected)
  })

  it('is the day of the last exposure when that is later', () => {
    const arrival = at('2020-03-01 10:00')
    expect(dayZeroOf(arrival, LocalDate.parse('2020-03-03'), zone)).toBe('2020-03-03')
    expect(dayZeroOf(arrival, LocalDate.parse('2020-03-01'), zone)).toBe('2020-03-01')
    expect(dayZeroOf(arrival, LocalDate.parse('2020-02-20'), zone)).toBe('2020-03-01')
  })

  it('is counted in the community’s time zone, not in UTC', () => {
    expect(dayZeroOf(utc('2020-03-01T16:30:00.000Z'), undefined, zone)).toBe('2020-03-02')
    expect(dayZeroOf(utc('2020-03-01T16:30:00.000Z'), undefined, 'America/New_York')).toBe('2020-03-01')
  })
})

describe('a late registration', () => {
  const lateBy = (moment: string) => {
    const { lastDay: _, ...period } = arrived(at('2020-03-01 10:00'), zone, { registeredAt: at(moment) })
    const lastDay = lastDayAtRegistration(period, book)
    return { lastDay, slots: lastDay === undefined ? [] : slotsOf({ ...period, lastDay }, book) }
  }

  it('leaves only the slots that have not closed', () => {
    const { lastDay, slots } = lateBy('2020-03-10 12:00')
    expect(lastDay).toBe(14)
    expect(slots[0]?.id).toBe('09-evening')
    expect(slots).toHaveLength(11)
  })

  it('still asks for a slot that is open', () => {
    expect(lateBy('2020-03-10 10:59').slots[0]?.id).toBe('09-morning')
    expect(lateBy('2020-03-10 11:00').slots[0]?.id).toBe('09-evening')
  })

  it('watches for 24 hours at least', () => {
    expect(lateBy('2020-03-14 21:00')).toMatchObject({ lastDay: 14, slots: [{ day: 14 }, { day: 14 }] })
    expect(lateBy('2020-03-14 21:01').lastDay).toBe(15)
    expect(lateBy('2020-03-15 20:59').lastDay).toBe(15)
  })

  it('is for a person to decide once the period is over', () => {
    expect(lateBy('2020-03-15 21:00').lastDay).toBeUndefined()
    expect(lateBy('2020-05-01 12:00').lastDay).toBeUndefined()
  })

  it('never gives less time or fewer slots than the rule book asks for', () => {
    fc.assert(
      fc.property(
        anyPeriod,
        fc.integer({ min: 0, max: 14 * DAY }),
        fc.integer({ min: 1, max: 8 }),
        fc.integer({ min: 0, max: 100 }),
        ({ lastDay: _, ...period }, after, minSlots, minHours) => {
          const rules: RuleBook = { ...book, lateRegistration: { minHours, minSlots } }
          const registeredAt = plus(period.arrivedAt, after)
          const lastDay = lastDayAtRegistration({ ...period, registeredAt }, rules)
          if (lastDay === undefined) return
          const whole = { ...period, registeredAt, lastDay }
          const slots = slotsOf(whole, rules)
          const end = slots.at(-1)
          expect(slots.length).toBeGreaterThanOrEqual(minSlots)
          expect(end?.day).toBe(lastDay)
          if (end !== undefined)
            expect(milliseconds(end.closesAt) - milliseconds(registeredAt)).toBeGreaterThanOrEqual(
              minHours * HOUR,
            )
          expect(lastDay).toBeGreaterThanOrEqual(14)
        },
      ),
    )
  })
})

describe('the release', () => {
  it.each([
    ['2020-03-01 00:00', '2020-03-16 08:00'],
    ['2020-03-01 10:00', '2020-03-16 08:00'],
    ['2020-03-01 23:59', '2020-03-16 08:00'],
    ['2020-02-20 12:00', '2020-03-06 08:00'],
    ['2020-12-25 12:00', '2021-01-09 08:00'],
  ])('of an arrival at %s is allowed from %s, the morning after day 14', (arrival, expected) => {
    expect(releaseFrom(arrived(at(arrival), zone), book)).toBe(at(expected))
  })

  it('counts from the last exposure when that is later', () => {
    const period = arrived(at('2020-03-01 10:00'), zone, { dayZero: LocalDate.parse('2020-03-05') })
    expect(releaseFrom(period, book)).toBe(at('2020-03-20 08:00'))
  })

  it('waits for the full hours since arrival where the rule book would be faster', () => {
    const early: RuleBook = { ...book, release: { ...book.release, at: LocalTime.parse('00:00') } }
    // Between arrival and day 15 the clocks went forward: 14 local days are an hour short.
    const where = 'America/New_York'
    const arrival = at('2026-03-01 23:59', where)
    expect(releaseFrom(arrived(arrival, where), early)).toBe(plus(arrival, 14 * DAY))
  })

  it('never comes before 14 times 24 hours, nor after the release hour of the day after the last', () => {
    fc.assert(
      fc.property(anyPeriod, fc.integer({ min: 14, max: 18 }), (period, lastDay) => {
        const from = releaseFrom({ ...period, lastDay }, book)
        expect(milliseconds(from) - milliseconds(period.arrivedAt)).toBeGreaterThanOrEqual(14 * DAY)
        expect(from).toBe(instantAt(addDays(period.dayZero, lastDay + 1), book.release.at, period.zone))
        const oracle = DateTime.fromISO(period.dayZero, { zone: period.zone })
          .plus({ days: lastDay + 1 })
          .set({ hour: 8 })
        expect(milliseconds(from)).toBe(oracle.toMillis())
      }),
    )
  })
})

describe('the share of the spread', () => {
  const spread = (minutes: number): RuleBook => ({
    ...book,
    slots: { ...book.slots, spreadMinutes: minutes },
  })

  const household = (name: string): HouseholdId => HouseholdId.parse(`household-${name}`)

  it('lies within the spread, and is the same for a household every day', () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[a-z0-9]{4,32}$/).map(household),
        fc.integer({ min: 1, max: 120 }),
        (id, minutes) => {
          const seconds = spreadSeconds(id, spread(minutes))
          expect(seconds).toBeGreaterThanOrEqual(0)
          expect(seconds * 1000).toBeLessThan(minutes * MINUTE)
          expect(spreadSeconds(id, spread(minutes))).toBe(seconds)
        },
      ),
    )
  })

  it('is nothing without a spread', () => {
    expect(spreadSeconds(household('ab12'), spread(0))).toBe(0)
  })

  it('asks no more than 110 of 100,000 people in one second, where all of them were asked in one', () => {
    const perSecond = new Map<number, number>()
    for (let door = 0; door < 40_000; door += 1) {
      const second = spreadSeconds(household(`door${door}`), spread(30))
      perSecond.set(second, (perSecond.get(second) ?? 0) + (door % 2 === 0 ? 2 : 3))
    }
    expect([...perSecond.values()].reduce((sum, people) => sum + people)).toBe(100_000)
    expect(Math.max(...perSecond.values())).toBeLessThan(110)
  })

  it('does not send everybody at one moment', () => {
    const moments = new Set(
      Array.from({ length: 1000 }, (_, index) => spreadSeconds(household(String(1000 + index)), spread(60))),
    )
    expect(moments.size).toBeGreaterThan(600)
  })
})

describe('the day of an isolation', () => {
  it.each([
    ['2020-03-01 23:59', 0],
    ['2020-03-02 00:00', 1],
    ['2020-03-15 20:00', 14],
    ['2020-02-29 12:00', -1],
  ])('at %s is %i', (moment, day) => {
    expect(dayAt(arrived(at('2020-03-01 10:00'), zone), at(moment))).toBe(day)
  })
})
