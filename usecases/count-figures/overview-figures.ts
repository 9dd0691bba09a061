import * as z from 'zod/mini'
import type { GridId } from '../../core/ids.ts'
import { StatusName } from '../../core/isolation/status-name.ts'
import { Category } from '../../core/person/registration.ts'
import { RungName } from '../../core/rule-book/rule-book.ts'
import { DAY, type Instant, milliseconds } from '../../core/time/instant.ts'
import { InstantSchema } from '../../core/time/instant-schema.ts'
import { localDate } from '../../core/time/time-zone.ts'
import { SLOT_LETTERS, WaitsFor } from '../../record/isolation-summary.ts'
import type { CommunityFigures, Heard } from './community-figures.ts'
import type { CountedIsolation, Days } from './isolation-figures.ts'
import { HEARD_FOR } from './kept-figures.ts'

const count = z.int().check(z.minimum(0))

const Minutes = z.nullable(
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

const empty = (at: Instant): Overview => ({
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

type Moment = (zone: string) => number

/** Today in each zone, in days since 1970. */
const todayAt = (now: Instant): Moment => {
  const known = new Map<string, number>()
  return (zone) => {
    const today = known.get(zone) ?? Date.parse(localDate(now, zone)) / DAY
    known.set(zone, today)
    return today
  }
}

const isOpen = (status: StatusName): boolean => status !== 'released' && status !== 'ended'

const countSlots = (
  { slotsToday }: Overview,
  status: StatusName,
  { dayZero, lastDay, slots, firstSlot }: Days,
  today: number,
): void => {
  const day = today - dayZero
  if (day < 1 || day > lastDay) return
  for (let slot = Math.max(firstSlot, 2 * day - 2); slot < 2 * day; slot += 1)
    switch (slots[slot] ?? SLOT_LETTERS.untouched) {
      case SLOT_LETTERS.untouched:
        // Nobody is asked while with the doctor.
        if (status === 'referred') slotsToday.excused += 1
        else if (isOpen(status)) slotsToday.toCome += 1
        break
      case SLOT_LETTERS.asked:
        slotsToday.awaiting += 1
        break
      case SLOT_LETTERS.reminded:
        slotsToday.reminded += 1
        break
      case SLOT_LETTERS.reported:
        slotsToday.reported += 1
        break
      case SLOT_LETTERS.late:
        slotsToday.late += 1
        break
      case SLOT_LETTERS.missed:
        slotsToday.missed += 1
        break
      case SLOT_LETTERS.excused:
        slotsToday.excused += 1
        break
    }
}

const countIsolation = (
  overview: Overview,
  { status, days }: CountedIsolation,
  soon: number,
  today: Moment,
): void => {
  overview.registered += 1
  overview.byStatus[status] += 1
  if (days === undefined) return
  countSlots(overview, status, days, today(days.zone))
  if (!isOpen(status)) return
  overview.openByCategory[days.category] += 1
  overview.waitingFor[days.waitsFor] += 1
  if (days.releaseFrom > soon) return
  if (status === 'approved') overview.releasesIn24Hours.approved += 1
  else overview.releasesIn24Hours.undecided += 1
}

const minutesOf = (heard: readonly Heard[], from: Heard['from']): z.infer<typeof Minutes> => {
  const minutes = heard.filter((each) => each.from === from).map((each) => each.minutes)
  if (minutes.length === 0) return null
  minutes.sort((a, b) => a - b)
  const rank = (share: number): number => Math.round(minutes[Math.ceil(share * minutes.length) - 1] ?? 0)
  return { count: minutes.length, median: rank(0.5), p90: rank(0.9) }
}

/** The overview of these grids at this moment. */
export const overviewOf = (
  { isolations, matters, heard }: CommunityFigures,
  grids: ReadonlySet<GridId>,
  now: Instant,
): Overview => {
  const overview = empty(now)
  const at = milliseconds(now)
  const today = todayAt(now)
  for (const counted of isolations.values())
    if (grids.has(counted.grid)) countIsolation(overview, counted, at + DAY, today)
  const { matters: counts, minutes } = overview
  for (const { grid, rung, dueAt } of matters.values()) {
    if (!grids.has(grid)) continue
    counts.open += 1
    if (dueAt < at) counts.overdue += 1
    if (rung === undefined) counts.beforeTheFirstRung += 1
    else counts.byRung[rung] += 1
  }
  const recent = [...heard.values()].filter((each) => grids.has(each.grid) && each.at >= at - HEARD_FOR)
  minutes.silenceToDoor = minutesOf(recent, 'door')
  minutes.feverToDoctor = minutesOf(recent, 'doctor')
  return overview
}

/** Isolations in these grids that are neither released nor ended. */
export const openIn = ({ isolations }: CommunityFigures, grids: ReadonlySet<GridId>): number => {
  let open = 0
  for (const { grid, status } of isolations.values()) if (grids.has(grid) && isOpen(status)) open += 1
  return open
}
