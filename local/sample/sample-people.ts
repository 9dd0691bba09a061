import { readFileSync } from 'node:fs'
import type { Community } from '../../core/community/community.ts'
import type { Registration } from '../../core/person/registration.ts'
import type { Instant } from '../../core/time/instant.ts'
import { LocalTime } from '../../core/time/local-time.ts'
import { addDays, localDate } from '../../core/time/time-zone.ts'
import { readRoster } from '../../usecases/import-roster/read-roster.ts'
import { readRow } from '../../usecases/import-roster/read-row.ts'

const ROSTER = new URL('../../examples/returnees.csv', import.meta.url)

/** How a sample person behaves; play-sample.ts has their texts. */
export type Behaviour =
  | 'reports'
  | 'reports when reminded'
  | 'shares a phone'
  | 'is measured by the worker'
  | 'has fallen silent'
  | 'has a fever'

export interface SamplePerson {
  readonly registration: Registration
  readonly behaviour: Behaviour
  /** How many days ago the person arrived. */
  readonly daysAgo: number
}

/** Row of the example roster, manner, days since the arrival. */
const SAMPLE: readonly (readonly [number, Behaviour, number])[] = [
  [2, 'reports', 4],
  [3, 'reports when reminded', 4],
  [4, 'shares a phone', 3],
  [5, 'shares a phone', 3],
  [6, 'is measured by the worker', 3],
  [7, 'has fallen silent', 2],
  [8, 'has a fever', 2],
  [9, 'reports', 1],
]

export const FIRST_ARRIVAL = Math.max(...SAMPLE.map(([, , daysAgo]) => daysAgo))

const ARRIVED = LocalTime.parse('09:00')

/**
 * The people of the example roster, as if they had arrived in the days before `now`, in the grids of the community.
 */
export const samplePeople = (now: Instant, { zone, country, grids }: Community): SamplePerson[] => {
  const { rows } = readRoster(readFileSync(ROSTER))
  const today = localDate(now, zone)
  return SAMPLE.flatMap(([number, behaviour, daysAgo]) => {
    const row = rows.find((candidate) => candidate.row === number)
    if (row === undefined || 'error' in row) return []
    const reading = readRow(row.cells, country)
    if (!reading.ok) return []
    const date = addDays(today, -daysAgo)
    const { address } = reading.registration
    const grid = grids.find(({ id }) => id === address.grid) ?? grids[number % grids.length]
    const { lastExposure, commitmentSignedOn, ...form } = reading.registration
    return [
      {
        behaviour,
        daysAgo,
        registration: {
          ...form,
          address: { ...address, grid: grid?.id ?? address.grid },
          arrivedAt: { date, time: ARRIVED },
          ...(lastExposure === undefined ? {} : { lastExposure: addDays(date, -1) }),
          ...(commitmentSignedOn === undefined ? {} : { commitmentSignedOn: date }),
        },
      },
    ]
  })
}
