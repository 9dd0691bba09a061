import * as z from 'zod/mini'
import { StatusName } from '../isolation/status-name.ts'
import { WaitsFor } from '../isolation/waits-for.ts'
import { Category } from '../person/registration.ts'
import { RungName } from '../rule-book/rule-book.ts'
import type { Instant } from '../time/instant.ts'
import { InstantSchema } from '../time/instant-schema.ts'

const count = z.int().check(z.minimum(0))

export const Minutes = z.nullable(
  z.strictObject({
    count: count.check(z.describe('The number of matters.')),
    median: count.check(z.describe('Whole minutes: half of them took no longer.')),
    p90: count.check(z.describe('Whole minutes: nine in ten took no longer.')),
  }),
)

export const Overview = z.strictObject({
  at: InstantSchema,
  registered: count.check(z.describe('Everybody ever registered.')),
  byStatus: z.record(StatusName, count),
  openByCategory: z.record(Category, count),
  waitingFor: z.record(WaitsFor, count).check(z.describe('What the open ones wait for.')),
  slotsToday: z
    .strictObject({
      toCome: count,
      awaiting: count.check(z.describe('Asked, no reminder yet.')),
      reminded: count,
      reported: count,
      missed: count,
      late: count,
      excused: count,
    })
    .check(z.describe("Slots of today's date, of everybody who has one today.")),
  matters: z.strictObject({
    open: count,
    overdue: count,
    byRung: z.record(RungName, count),
    beforeTheFirstRung: count,
  }),
  releasesIn24Hours: z.strictObject({
    approved: count.check(z.describe('Approved, and due within 24 hours.')),
    undecided: count.check(z.describe('Could be released within 24 hours, and nobody has approved it.')),
  }),
  minutes: z
    .strictObject({
      silenceToDoor: Minutes.check(
        z.describe('From a slot that closed without a report to the first answer about the returnee.'),
      ),
      feverToDoctor: Minutes.check(
        z.describe('From a fever to the first answer of the doctor or the hospital.'),
      ),
    })
    .check(z.describe('Of matters first answered within the last 7 days. null: none.')),
})
export type Overview = z.infer<typeof Overview>

/** Of nobody. */
export const emptyOverview = (at: Instant): Overview => ({
  at,
  registered: 0,
  byStatus: { following: 0, referred: 0, under_review: 0, approved: 0, released: 0, ended: 0 },
  openByCategory: { key_area: 0, overseas: 0, close_contact: 0, elsewhere: 0 },
  waitingFor: {
    welcome: 0,
    slot: 0,
    report: 0,
    review: 0,
    second_measurement: 0,
    person: 0,
    release: 0,
    nothing: 0,
  },
  slotsToday: { toCome: 0, awaiting: 0, reminded: 0, reported: 0, missed: 0, late: 0, excused: 0 },
  matters: {
    open: 0,
    overdue: 0,
    byRung: {
      grid_worker: 0,
      community: 0,
      street_office: 0,
      police_station: 0,
      worker_and_doctor: 0,
      community_and_doctor: 0,
      hospital: 0,
    },
    beforeTheFirstRung: 0,
  },
  releasesIn24Hours: { approved: 0, undecided: 0 },
  minutes: { silenceToDoor: null, feverToDoctor: null },
})
