import { describe, expect, it } from 'vitest'
import { heardBy, heardIn } from '../../../core/matter/first-response.ts'
import { Matter } from '../../../core/matter/matter.ts'
import { LocalDate, LocalTime } from '../../../core/time/local-time.ts'
import { instantAt } from '../../../core/time/time-zone.ts'

const noon = instantAt(LocalDate.parse('2020-02-11'), LocalTime.parse('12:00'), 'Asia/Shanghai')
const one = instantAt(LocalDate.parse('2020-02-11'), LocalTime.parse('13:00'), 'Asia/Shanghai')

const aMatter = (kind: Matter['kind']): Matter =>
  Matter.parse({
    id: 'iso-abcd-01-morning-silence',
    isolation: 'iso-abcd',
    community: 'qinghe',
    grid: 'grid-1',
    kind,
    code: '4821',
    ruleBook: 1,
    ladder: [],
    openedAt: noon,
    generation: 1,
    absenceConfirmed: false,
    state: {
      name: 'open',
      at: 0,
      round: 0,
      owners: [],
      since: noon,
      dueAt: noon,
      acknowledged: [],
    },
  })

describe('a matter about silence is first heard of from the door', () => {
  it.each(['reached', 'not_at_home', 'refuses', 'number_mended'] as const)('by the answer "%s"', (answer) => {
    expect(heardIn(aMatter('silence'), answer, 'grid_worker', one).doorAt).toBe(one)
    expect(heardIn(aMatter('unreachable'), answer, undefined, one).doorAt).toBe(one)
  })

  it('and not by somebody who only says that they have seen it', () => {
    const matter = aMatter('silence')
    expect(heardIn(matter, 'taken', 'grid_worker', one)).toBe(matter)
  })

  it('once', () => {
    const heard = heardIn(aMatter('silence'), 'not_at_home', 'grid_worker', noon)
    expect(heardIn(heard, 'reached', 'grid_worker', one).doorAt).toBe(noon)
  })

  it.each(['reached', 'reported', 'number_mended'] as const)('when staff settle it as %s', (outcome) => {
    expect(heardBy(aMatter('silence'), outcome, 'staff:worker-1', one).doorAt).toBe(one)
  })

  it('and not when the returnee reports, when it joins another, or when something overtakes it', () => {
    const matter = aMatter('silence')
    expect(heardBy(matter, 'reported', 'resident', one)).toBe(matter)
    expect(heardBy(matter, 'joined', 'workflow', one)).toBe(matter)
    expect(heardBy(matter, 'overtaken', 'staff:administrator', one)).toBe(matter)
  })
})

describe('a fever is first heard of from the doctor', () => {
  it.each([
    ['taken', 'doctor'],
    ['taken', 'hospital'],
    ['no_show', 'doctor'],
    ['ruled_out', undefined],
    ['confirmed', undefined],
    ['hospitalised', undefined],
  ] as const)('by the answer "%s" of the role %s', (answer, role) => {
    expect(heardIn(aMatter('fever'), answer, role, one).doctorAt).toBe(one)
  })

  it.each(['grid_worker', 'street_office', undefined] as const)('and not when the %s has seen it', (role) => {
    const matter = aMatter('fever')
    expect(heardIn(matter, 'taken', role, one)).toBe(matter)
    expect(heardBy(matter, 'reached', 'staff:worker-1', one)).toBe(matter)
  })

  it('once', () => {
    const heard = heardIn(aMatter('fever'), 'taken', 'doctor', noon)
    expect(heardIn(heard, 'confirmed', 'doctor', one).doctorAt).toBe(noon)
  })
})

describe('other matters', () => {
  it('are not counted', () => {
    const matter = aMatter('release')
    expect(heardIn(matter, 'approve', 'street_office', one)).toBe(matter)
  })
})
