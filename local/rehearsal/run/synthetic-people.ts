import type { Community } from '../../../core/community/community.ts'
import type { Category, Registration } from '../../../core/person/registration.ts'
import { LocalDate, LocalTime } from '../../../core/time/local-time.ts'
import { addDays } from '../../../core/time/time-zone.ts'
import { Draws } from '../../random/draws.ts'

const FIRST_ARRIVALS = LocalDate.parse('2020-02-10')
/** They come within a week. */
const ARRIVAL_DAYS = 5

const CATEGORIES: readonly [readonly [Category, number], ...(readonly [Category, number])[]] = [
  ['elsewhere', 50],
  ['key_area', 25],
  ['overseas', 15],
  ['close_contact', 10],
]

const padded = (number: number, length: number): string => String(number).padStart(length, '0')

/** A number that no operator assigns: mobile numbers in China begin with 13 to 19. */
const phoneOf = (number: number): string => `+86101${padded(number, 8)}`

/**
 * Synthetic returnees, spread over all grids: a few without a phone, a few who share one, a few who read English.
 * Everyone's facts depend only on the seed and their number.
 */
export const syntheticPeople = (seed: string, count: number, community: Community): Registration[] =>
  Array.from({ length: count }, (_, index) => syntheticPerson(seed, index + 1, community))

const syntheticPerson = (seed: string, number: number, { grids, language }: Community): Registration => {
  const draws = new Draws(seed, 'made up', String(number))
  const grid = grids[(number - 1) % grids.length] ?? grids[0]
  if (grid === undefined) throw new RangeError('the community has no grid')
  const speaksEnglish = language === 'en' || draws.chance(0.06)
  const over70 = draws.chance(0.12)
  const hasPhone = !draws.chance(over70 ? 0.25 : 0.01)
  // The second of a couple reads and answers on the phone of the first.
  const sharesPhone = number % 2 === 0 && number > grids.length && draws.chance(0.08)
  const home = sharesPhone ? number - grids.length : number
  const date = addDays(FIRST_ARRIVALS, draws.whole(0, ARRIVAL_DAYS - 1))
  const time = LocalTime.parse(`${padded(draws.whole(5, 23), 2)}:${padded(draws.whole(0, 59), 2)}`)
  return {
    person: {
      name: speaksEnglish ? `Rehearsal ${padded(number, 4)}` : `演练${padded(number, 4)}`,
      documentNumber: `REHEARSAL-${padded(number, 6)}`,
      language: speaksEnglish ? 'en' : 'zh-CN',
      ...(hasPhone && { phone: phoneOf(home) }),
    },
    address: {
      grid: grid.id,
      building: String(Math.ceil(home / 60)),
      unit: String(1 + (home % 3)),
      room: `${1 + (home % 18)}0${1 + (home % 4)}`,
    },
    category: draws.weighted(CATEGORIES),
    origin: 'Rehearsal',
    arrivedAt: draws.chance(0.8) ? { date, time } : { date },
    flags: {
      livesAlone: draws.chance(0.2),
      over70,
      child: !over70 && draws.chance(0.06),
      chronic: draws.chance(over70 ? 0.4 : 0.08),
      pregnant: !over70 && draws.chance(0.02),
    },
    baselineTenths: draws.whole(361, 369),
  }
}
