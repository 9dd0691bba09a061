import fc from 'fast-check'
import { DateTime } from 'luxon'
import { describe, expect, it } from 'vitest'
import { instant, isInstant, milliseconds } from '../../../core/time/instant.ts'
import { LocalDate, LocalTime } from '../../../core/time/local-time.ts'
import {
  addDays,
  daysBetween,
  instantAt,
  isZone,
  localDate,
  localTime,
} from '../../../core/time/time-zone.ts'

const zones = [
  'Asia/Shanghai',
  'America/New_York',
  'Europe/Dublin',
  'Australia/Lord_Howe',
  'Pacific/Apia',
  'America/St_Johns',
  'Africa/Casablanca',
  'Asia/Kathmandu',
  'UTC',
]

const at = (date: string, time: string, zone: string): string =>
  instantAt(LocalDate.parse(date), LocalTime.parse(time), zone)

const anyZone = fc.constantFrom(...zones)
const anyDay = fc
  .integer({ min: Date.UTC(2000, 0, 1) / 86_400_000, max: Date.UTC(2037, 11, 31) / 86_400_000 })
  .map((day) => LocalDate.parse(new Date(day * 86_400_000).toISOString().slice(0, 10)))
const anyMinute = fc
  .integer({ min: 0, max: 1439 })
  .map((minute) => new Date(minute * 60_000).toISOString().slice(11, 16))
  .map((time) => LocalTime.parse(time))
const anyMoment = fc
  .integer({ min: Date.UTC(2000, 0, 1), max: Date.UTC(2037, 11, 31) })
  .map((time) => instant(time))

describe('the local date and time of an instant', () => {
  it('are those of luxon in every zone', () => {
    fc.assert(
      fc.property(anyMoment, anyZone, (moment, zone) => {
        const expected = DateTime.fromISO(moment, { zone })
        expect(localDate(moment, zone)).toBe(expected.toFormat('yyyy-MM-dd'))
        expect(localTime(moment, zone)).toBe(expected.toFormat('HH:mm'))
      }),
      { numRuns: 1000 },
    )
  })

  it('write midnight as 00:00 of the new day', () => {
    const midnight = instant(Date.UTC(2020, 1, 28, 16))
    expect(localDate(midnight, 'Asia/Shanghai')).toBe('2020-02-29')
    expect(localTime(midnight, 'Asia/Shanghai')).toBe('00:00')
  })
})

describe('the instant of a local date and time', () => {
  it('is that of luxon, wherever the clocks show the time', () => {
    fc.assert(
      fc.property(anyDay, anyMinute, anyZone, (date, time, zone) => {
        const wall = `${date}T${time}`
        const candidates = DateTime.fromISO(wall, { zone }).getPossibleOffsets()
        const shown = candidates.filter(
          (candidate) => candidate.toFormat("yyyy-MM-dd'T'HH:mm") === wall && candidate.isValid,
        )
        const found = instantAt(date, time, zone)
        if (shown.length > 0)
          expect(milliseconds(found)).toBe(Math.min(...shown.map((candidate) => candidate.toMillis())))
        // Mostly a time that the clocks leap over. luxon also misses some that they show, such as 04:00 on 2 April 2011
        // in Apia; no clock shows an earlier time than the one that was asked for.
        else expect(`${localDate(found, zone)}T${localTime(found, zone)}` >= wall).toBe(true)
      }),
      { numRuns: 1000 },
    )
  })

  it.each([
    // The clocks jump from 02:00 to 03:00.
    ['America/New_York', '2026-03-08', '02:00', '2026-03-08T07:00:00.000Z'],
    ['America/New_York', '2026-03-08', '02:30', '2026-03-08T07:00:00.000Z'],
    ['America/New_York', '2026-03-08', '02:59', '2026-03-08T07:00:00.000Z'],
    ['America/New_York', '2026-03-08', '03:00', '2026-03-08T07:00:00.000Z'],
    ['Europe/Dublin', '2026-03-29', '01:30', '2026-03-29T01:00:00.000Z'],
    ['America/St_Johns', '2026-03-08', '02:30', '2026-03-08T05:30:00.000Z'],
    // By half an hour only, from 02:00 to 02:30.
    ['Australia/Lord_Howe', '2026-10-04', '02:10', '2026-10-03T15:30:00.000Z'],
    // An hour after the clocks went back from 04:00 to 03:00.
    ['Pacific/Apia', '2011-04-02', '04:00', '2011-04-02T15:00:00.000Z'],
    // After Ramadan.
    ['Africa/Casablanca', '2026-03-22', '02:30', '2026-03-22T02:00:00.000Z'],
    // The whole day was skipped when Samoa crossed the date line.
    ['Pacific/Apia', '2011-12-30', '00:00', '2011-12-30T10:00:00.000Z'],
    ['Pacific/Apia', '2011-12-30', '12:00', '2011-12-30T10:00:00.000Z'],
    ['Pacific/Apia', '2011-12-30', '23:59', '2011-12-30T10:00:00.000Z'],
  ])('is the jump, where the clocks of %s skip %s %s', (zone, date, time, expected) => {
    expect(at(date, time, zone)).toBe(expected)
  })

  it.each([
    ['America/New_York', '2026-11-01', '01:30', '2026-11-01T05:30:00.000Z'],
    ['Europe/Dublin', '2026-10-25', '01:30', '2026-10-25T00:30:00.000Z'],
    ['Australia/Lord_Howe', '2026-04-05', '01:45', '2026-04-04T14:45:00.000Z'],
    ['Africa/Casablanca', '2026-02-15', '02:30', '2026-02-15T01:30:00.000Z'],
  ])('is the first of two, where the clocks of %s show %s %s twice', (zone, date, time, expected) => {
    expect(at(date, time, zone)).toBe(expected)
  })

  it('comes back as the same date and time, wherever they exist', () => {
    fc.assert(
      fc.property(anyMoment, anyZone, (moment, zone) => {
        const date = localDate(moment, zone)
        const time = localTime(moment, zone)
        const again = instantAt(date, time, zone)
        expect([localDate(again, zone), localTime(again, zone)]).toEqual([date, time])
      }),
    )
  })

  it('stays the same once more places have been asked than are remembered', () => {
    const before = at('2026-03-08', '02:30', 'America/New_York')
    const start = Date.UTC(2000, 0, 1)
    for (let day = 0; day < 5_002; day += 1) {
      const date = LocalDate.parse(new Date(start + day * 86_400_000).toISOString().slice(0, 10))
      instantAt(date, LocalTime.parse('12:00'), 'UTC')
    }
    expect(at('2026-03-08', '02:30', 'America/New_York')).toBe(before)
  })
})

describe('a zone', () => {
  it.each(zones)('can be %s', (zone) => {
    expect(isZone(zone)).toBe(true)
  })

  it.each(['', 'Asia/Beijing', 'China', 'GMT+8 '])('cannot be %j', (zone) => {
    expect(isZone(zone)).toBe(false)
  })
})

describe('days of the calendar', () => {
  it('count over month ends, leap days and year ends', () => {
    expect(addDays(LocalDate.parse('2020-02-28'), 1)).toBe('2020-02-29')
    expect(addDays(LocalDate.parse('2021-02-28'), 1)).toBe('2021-03-01')
    expect(addDays(LocalDate.parse('2020-12-31'), 1)).toBe('2021-01-01')
    expect(addDays(LocalDate.parse('2020-03-01'), -1)).toBe('2020-02-29')
  })

  it('add up', () => {
    fc.assert(
      fc.property(anyDay, fc.integer({ min: -1000, max: 1000 }), (day, days) => {
        expect(daysBetween(day, addDays(day, days))).toBe(days)
      }),
    )
  })

  it('are written as instants are', () => {
    expect(isInstant(`${addDays(LocalDate.parse('2020-02-28'), 1)}T00:00:00.000Z`)).toBe(true)
  })
})
