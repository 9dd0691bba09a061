import { describe, expect, it } from 'vitest'
import { CommunityId, GridId, StaffId } from '../../../core/ids.ts'
import {
  beforePolice,
  climb,
  climbsNow,
  rolesOf,
  rungAfter,
  seenByAll,
  waitsForTheDay,
} from '../../../core/matter/ladder.ts'
import { latenessOf } from '../../../core/matter/lateness.ts'
import type { Matter, Owner } from '../../../core/matter/matter.ts'
import { nextDaytime } from '../../../core/rule-book/quiet-hours.ts'
import { MatterKind, type RuleBook, type Rung, RungName } from '../../../core/rule-book/rule-book.ts'
import { DAY, HOUR, type Instant, MINUTE, plus } from '../../../core/time/instant.ts'
import { LocalTime } from '../../../core/time/local-time.ts'
import { at, book, isolationId, matter, zone } from '../isolation/an-isolation.ts'

const noon = at('2020-03-02 12:00')
type Open = Extract<Matter['state'], { name: 'open' }>

const owner = (staff: string, role: Owner['role'] = 'grid_worker'): Owner => ({
  role,
  staff: StaffId.parse(staff),
})

const aMatter = (
  kind: MatterKind,
  state: Partial<Open> = {},
  more: Partial<Omit<Matter, 'state'>> = {},
): Matter => ({
  id: matter,
  isolation: isolationId,
  community: CommunityId.parse('qinghe'),
  grid: GridId.parse('grid-1'),
  kind,
  code: '1234',
  ruleBook: 1,
  ladder: book.ladders[kind],
  openedAt: noon,
  generation: 1,
  absenceConfirmed: false,
  ...more,
  state: {
    name: 'open',
    at: -1,
    round: 0,
    owners: [],
    since: noon,
    dueAt: noon,
    acknowledged: [],
    ...state,
  },
})

/** Its time is over, and the office has not confirmed the silence. */
const isUnconfirmed = (matter: Matter, now: Instant): boolean => {
  const late = latenessOf(matter)
  return late?.why === 'prompt_unknown' && late.from <= now
}

/** The matter as it stands once it has climbed as far as `now` allows. */
const climbed = (matter: Matter, now = noon): Matter => {
  const step = climb(matter, book, zone, now)
  if (step.step !== 'climb') throw new Error(`expected to climb, not to ${step.step}`)
  if (matter.state.name === 'settled') throw new Error('the matter is settled')
  const owners = rolesOf(step.rung.rung).map((role) => owner(role.replaceAll('_', '-'), role))
  return {
    ...matter,
    state: {
      name: 'open',
      at: step.at,
      round: step.round,
      rung: step.rung.rung,
      owners,
      since: now,
      dueAt: step.dueAt,
      acknowledged: [],
    },
  }
}

const rungOf = ({ state }: Matter): string => (state.name === 'open' ? (state.rung ?? 'none') : 'settled')
const dueOf = ({ state }: Matter): string => (state.name === 'open' ? state.dueAt : 'settled')
const roundOf = ({ state }: Matter): number => (state.name === 'open' ? state.round : -1)
const due = (matter: Matter) => (matter.state.name === 'open' ? matter.state.dueAt : noon)
const seen = (matter: Matter, ...staff: string[]): Matter => {
  const { state } = matter
  if (state.name !== 'open') throw new Error('the matter is settled')
  const acknowledged = state.owners.filter((one) => staff.includes(one.staff))
  return { ...matter, state: { ...state, acknowledged } }
}

/** At the street office since 14:00, until 16:00. */
const atTheOffice = (more: Partial<Omit<Matter, 'state'>> = { prompt: 'delivered' }): Matter => {
  const worker = climbed(aMatter('silence', {}, more))
  return climbed(worker, due(worker))
}

describe('the word of the office', () => {
  it.each(['unknown', 'not_delivered'] as const)(
    'is waited for from its due time on: prompt %s',
    (prompt) => {
      const worker = climbed(aMatter('silence', {}, { prompt }))
      expect(isUnconfirmed(worker, plus(due(worker), HOUR))).toBe(false)
      const office = atTheOffice({ prompt })
      expect(isUnconfirmed(office, plus(due(office), -1))).toBe(false)
      expect(isUnconfirmed(office, due(office))).toBe(true)
      const again = climbed(office, due(office))
      expect(isUnconfirmed(again, plus(due(office), 1))).toBe(true)
      expect(isUnconfirmed({ ...again, officeConfirmed: true }, due(again))).toBe(false)
      expect(isUnconfirmed({ ...again, absenceConfirmed: true }, due(again))).toBe(false)
    },
  )

  it('is not needed where the prompt came, or where no text asked', () => {
    expect(isUnconfirmed(atTheOffice(), at('2020-03-05 12:00'))).toBe(false)
    expect(isUnconfirmed(atTheOffice({}), at('2020-03-05 12:00'))).toBe(false)
  })

  it('is waited for where a number does not work, too', () => {
    const worker = climbed(aMatter('unreachable', {}, { prompt: 'not_delivered' }))
    const office = climbed(worker, due(worker))
    expect(isUnconfirmed(office, due(office))).toBe(true)
  })
})

describe('the ladder of silence', () => {
  it('goes from the grid worker to the street office to the police, each with its time', () => {
    const worker = climbed(aMatter('silence', {}, { prompt: 'delivered' }))
    expect([rungOf(worker), dueOf(worker)]).toEqual(['grid_worker', plus(noon, 2 * HOUR)])
    const office = climbed(worker, due(worker))
    expect([rungOf(office), dueOf(office)]).toEqual(['street_office', plus(noon, 4 * HOUR)])
    const police = climbed(office, due(office))
    expect([rungOf(police), dueOf(police)]).toEqual(['police_station', plus(noon, 16 * HOUR)])
  })

  it('stays on a rung until its time is over', () => {
    const worker = climbed(aMatter('silence'))
    for (const now of [noon, plus(noon, HOUR), plus(due(worker), -1)])
      expect(climb(worker, book, zone, now)).toMatchObject({
        step: 'stay',
        next: { do: 'tell', rung: 'grid_worker', round: 0, at: now },
      })
    expect(climb(worker, book, zone, plus(noon, HOUR))).toMatchObject({ next: { seconds: 3600 } })
    expect(climb(worker, book, zone, plus(due(worker), -1))).toMatchObject({ next: { seconds: 1 } })
    expect(climb(worker, book, zone, due(worker)).step).toBe('climb')
  })

  it('does not send the police at night for a silence alone', () => {
    const office = atTheOffice()
    const late = at('2020-03-02 22:00')
    expect(climb(office, book, zone, late)).toEqual({ step: 'wait', until: at('2020-03-03 07:30') })
    expect(climb(office, book, zone, at('2020-03-03 07:29'))).toEqual({
      step: 'wait',
      until: at('2020-03-03 07:30'),
    })
    expect(rungOf(climbed(office, at('2020-03-03 07:30')))).toBe('police_station')
  })

  it('sends the police at night once a person has confirmed the absence', () => {
    const absent = { ...atTheOffice(), absenceConfirmed: true }
    expect(rungOf(climbed(absent, at('2020-03-02 23:00')))).toBe('police_station')
  })

  it.each(['unknown', 'not_delivered', undefined] as const)(
    'stays with the office, told again round by round, while it is %s whether the prompt came',
    (prompt) => {
      let office = atTheOffice(prompt === undefined ? {} : { prompt })
      for (let round = 1; round < 6; round += 1) {
        office = climbed(office, due(office))
        expect([rungOf(office), roundOf(office)]).toEqual(['street_office', round])
      }
      expect(rungOf(climbed({ ...office, prompt: 'delivered' }, at('2020-03-09 12:00')))).toBe(
        'police_station',
      )
    },
  )

  it('goes to the police by day once the office has asked for it', () => {
    const asked = atTheOffice({ prompt: 'not_delivered', officeConfirmed: true })
    expect(climb(asked, book, zone, at('2020-03-02 23:00'))).toMatchObject({ step: 'wait' })
    expect(rungOf(climbed(asked, at('2020-03-03 07:30')))).toBe('police_station')
  })

  it('tells the last rung again each time its due time passes, after some rounds once a day', () => {
    let police = atTheOffice()
    const told: [number, number][] = []
    for (let day = 3; day < 9; day += 1) {
      const now = at(`2020-03-0${day} 12:00`)
      police = climbed(police, now)
      expect(rungOf(police)).toBe('police_station')
      told.push([roundOf(police), (Date.parse(dueOf(police)) - Date.parse(now)) / HOUR])
    }
    expect(told).toEqual([
      [0, 12],
      [1, 12],
      [2, 12],
      [3, 12],
      [4, 24],
      [5, 24],
    ])
  })

  it('keeps a longer due time of a last rung as it is', () => {
    const hospital = aMatter('fever', { at: 2, rung: 'hospital', round: 7, dueAt: noon })
    const rung: Rung = { rung: 'hospital', dueMinutes: 3 * 1440 }
    const ladder = [...book.ladders.fever.slice(0, 2), rung]
    expect(dueOf(climbed({ ...hospital, ladder }))).toBe(plus(noon, 3 * DAY))
  })
})

describe('a number that is not served', () => {
  it.each(['unreachable', 'opted_out', 'unclear_replies', 'visit'] as const)(
    'never leads to the police by itself: %s',
    (kind) => {
      let matter = aMatter(kind)
      for (let day = 3; day < 10; day += 1) {
        matter = climbed(matter, at(`2020-03-0${day} 12:00`))
        expect(rungOf(matter)).not.toBe('police_station')
      }
      expect(rungOf(climbed({ ...matter, absenceConfirmed: true }, at('2020-03-20 12:00')))).toBe(
        'police_station',
      )
    },
  )
})

describe('the ladder of a fever', () => {
  const first = climbed(aMatter('fever'))

  it('tells the worker and the doctor at once, who both must see it', () => {
    expect([rungOf(first), dueOf(first)]).toEqual(['worker_and_doctor', plus(noon, 30 * MINUTE)])
    expect(seenByAll(first)).toBe(false)
    expect(seenByAll(seen(first, 'doctor'))).toBe(false)
    expect(climbsNow(seen(first, 'grid-worker'))).toBe(false)
    expect(climbsNow(seen(first, 'doctor', 'grid-worker'))).toBe(true)
  })

  it('counts who has seen it by name: the same person twice is one, and nobody is not everybody', () => {
    const office = climbed(first, due(first))
    expect(seenByAll(seen(office, 'street-office'))).toBe(true)
    expect(seenByAll(seen(office, 'doctor'))).toBe(false)
    expect(seenByAll(aMatter('fever'))).toBe(false)
    const twice = seen(first, 'doctor')
    if (twice.state.name !== 'open') throw new Error('the matter is settled')
    const [doctor] = twice.state.acknowledged
    const acknowledged = doctor === undefined ? [] : [doctor, doctor]
    expect(seenByAll({ ...twice, state: { ...twice.state, acknowledged } })).toBe(false)
  })

  it('goes on to the hospital when both have seen it', () => {
    expect(rungOf(climbed(seen(first, 'doctor', 'grid-worker'), due(first)))).toBe('hospital')
  })

  it('goes to the street office when one of them has not', () => {
    const office = climbed(seen(first, 'doctor'), due(first))
    expect(rungOf(office)).toBe('street_office')
    expect(climbsNow(seen(office, 'street-office'))).toBe(false)
    expect(rungOf(climbed(office, due(office)))).toBe('hospital')
  })

  it('does not wait for the day', () => {
    expect(rungOf(climbed(aMatter('fever'), at('2020-03-02 03:00')))).toBe('worker_and_doctor')
  })
})

describe('a settled matter', () => {
  const settled: Matter = {
    ...aMatter('silence'),
    state: { name: 'settled', outcome: 'reported', by: 'resident', at: noon },
  }

  it('stays settled', () => {
    expect(climb(settled, book, zone, noon)).toEqual({ step: 'stay', next: { do: 'settled', at: noon } })
    expect(seenByAll(settled)).toBe(false)
    expect(climbsNow(settled)).toBe(false)
  })
})

describe('a confirmed absence', () => {
  it.each([
    ['before the first rung', -1, 1],
    ['at the worker', 0, 1],
    ['at the office', 1, 1],
    ['at the police', 2, 2],
  ])('%s leads to just before the police, and never back', (_, rung, expected) => {
    expect(beforePolice(aMatter('silence', { at: rung }))).toBe(expected)
  })

  it('leads to the police at once where they are the first rung', () => {
    const ladder: Rung[] = [{ rung: 'police_station', dueMinutes: 60 }, ...book.ladders.silence.slice(0, 1)]
    expect(beforePolice({ ...aMatter('silence'), ladder })).toBe(-1)
  })

  it('leads one rung on where a ladder has no police', () => {
    expect(beforePolice(aMatter('release', { at: 0 }))).toBe(0)
  })

  it('means nothing to a settled matter', () => {
    const settled: Matter = {
      ...aMatter('silence'),
      state: { name: 'settled', outcome: 'reported', by: 'resident', at: noon },
    }
    expect(beforePolice(settled)).toBe(1)
  })
})

describe('a ladder that waits for the day', () => {
  const atThePolice = (dueAt: Open['dueAt'], round = 0): Matter =>
    aMatter('silence', { at: 2, rung: 'police_station', round, dueAt })
  const [due = 0] = book.ladders.silence
    .filter(({ rung }) => rung === 'police_station')
    .map(({ dueMinutes }) => dueMinutes)

  it('is one whose due time lies behind that of its rung', () => {
    expect(waitsForTheDay(atThePolice(plus(noon, due * MINUTE)))).toBe(false)
    expect(waitsForTheDay(atThePolice(plus(noon, due * MINUTE + HOUR)))).toBe(true)
  })

  it('is not one that is told once a day', () => {
    expect(waitsForTheDay(atThePolice(plus(noon, DAY), 4))).toBe(false)
    expect(waitsForTheDay(atThePolice(plus(noon, DAY), 0))).toBe(true)
  })

  it('may wait before its first rung', () => {
    expect(waitsForTheDay(aMatter('silence'))).toBe(false)
    expect(waitsForTheDay(aMatter('silence', { dueAt: plus(noon, HOUR) }))).toBe(true)
  })

  it('does not wait once it is settled', () => {
    const state = { name: 'settled', outcome: 'reported', by: 'resident', at: noon } as const
    expect(waitsForTheDay({ ...aMatter('silence'), state })).toBe(false)
  })
})

describe('a ladder without a rung for the moment', () => {
  it('is refused loudly instead of leaving the matter with nobody', () => {
    const ladder: Rung[] = [{ rung: 'police_station', dueMinutes: 60, onlyIfAbsenceConfirmed: true }]
    expect(() => climb({ ...aMatter('silence'), ladder }, book, zone, noon)).toThrow(RangeError)
  })
})

describe('the next daytime', () => {
  it.each([
    ['2020-03-02 07:29', '2020-03-02 07:30'],
    ['2020-03-02 07:30', '2020-03-02 07:30'],
    ['2020-03-02 20:59', '2020-03-02 20:59'],
    ['2020-03-02 21:00', '2020-03-03 07:30'],
    ['2020-03-02 23:59', '2020-03-03 07:30'],
    ['2020-03-03 00:00', '2020-03-03 07:30'],
    ['2020-02-28 22:00', '2020-02-29 07:30'],
    ['2020-12-31 22:00', '2021-01-01 07:30'],
  ])('at %s is %s, with quiet hours over midnight', (now, expected) => {
    expect(nextDaytime(at(now), book, zone)).toBe(at(expected))
  })

  const quiet = (from: string, to: string): RuleBook => ({
    ...book,
    quietHours: { from: LocalTime.parse(from), to: LocalTime.parse(to) },
  })

  it.each([
    ['2020-03-02 00:59', '2020-03-02 00:59'],
    ['2020-03-02 01:00', '2020-03-02 06:00'],
    ['2020-03-02 05:59', '2020-03-02 06:00'],
    ['2020-03-02 06:00', '2020-03-02 06:00'],
    ['2020-03-02 23:00', '2020-03-02 23:00'],
  ])('at %s is %s, with quiet hours within a day', (now, expected) => {
    expect(nextDaytime(at(now), quiet('01:00', '06:00'), zone)).toBe(at(expected))
  })

  it('is never a moment that has passed, not even by seconds', () => {
    for (const [now, rules] of [
      [at('2020-03-02 06:00'), quiet('01:00', '06:00')],
      [at('2020-03-02 07:30'), book],
    ] as const)
      expect(nextDaytime(plus(now, 30_000), rules, zone)).toBe(plus(now, 30_000))
  })

  it('is now where there are no quiet hours', () => {
    expect(nextDaytime(noon, quiet('12:00', '12:00'), zone)).toBe(noon)
  })

  it('follows the clocks of the community, also over a change of them', () => {
    const where = 'America/New_York'
    expect(nextDaytime(at('2026-03-07 22:00', where), book, where)).toBe('2026-03-08T11:30:00.000Z')
    expect(nextDaytime(at('2026-10-31 22:00', where), book, where)).toBe('2026-11-01T12:30:00.000Z')
  })
})

describe('a rung', () => {
  it('has at least one role that must see it', () => {
    for (const rung of RungName.options) expect(rolesOf(rung).length).toBeGreaterThan(0)
    expect(rolesOf('worker_and_doctor')).toEqual(['grid_worker', 'doctor'])
    expect(rolesOf('community')).toEqual(['community_administrator'])
  })
})

describe('every kind of matter', () => {
  it.each(MatterKind.options)('%s tells somebody at its first moment, by day and by night', (kind) => {
    for (const now of [noon, at('2020-03-02 03:00')])
      expect(rungOf(climbed(aMatter(kind), now))).not.toBe('none')
  })
})

describe('who is told next', () => {
  const atOffice = (kind: MatterKind, more: Partial<Omit<Matter, 'state'>> = {}) =>
    rungAfter(aMatter(kind, { at: 1, rung: 'street_office' }, more))?.rung

  it.each([
    ['silence', { prompt: 'delivered' }, 'police_station'],
    ['silence', { prompt: 'unknown' }, undefined],
    ['silence', { prompt: 'not_delivered' }, undefined],
    ['silence', { prompt: 'unknown', officeConfirmed: true }, 'police_station'],
    ['unreachable', { prompt: 'not_delivered' }, undefined],
    ['unreachable', { prompt: 'not_delivered', absenceConfirmed: true }, 'police_station'],
  ] as const)('after the office, of %s with %j: %s', (kind, more, rung) => {
    expect(atOffice(kind, more)).toBe(rung)
  })
})
