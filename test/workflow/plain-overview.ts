import type { Community } from '../../core/community/community.ts'
import type { Overview } from '../../core/figures/overview.ts'
import type { GridId } from '../../core/ids.ts'
import { dayAt, releaseFrom, slotTimes } from '../../core/isolation/calendar.ts'
import { type Isolation, isOpen } from '../../core/isolation/isolation.ts'
import type { Matter } from '../../core/matter/matter.ts'
import { defaultRuleBook as book } from '../../core/rule-book/default-rule-book.ts'
import { DAY, type Instant, MINUTE, milliseconds, plus } from '../../core/time/instant.ts'
import { histories } from '../../local/rehearsal/history/isolation-histories.ts'
import type { LocalSystem } from '../../local/system/local-system.ts'

type Facts = { readonly isolations: Isolation[]; readonly matters: Matter[] }

const factsOf = async ({ ports }: LocalSystem, grids: readonly GridId[]): Promise<Facts> => {
  const isolations: Isolation[] = []
  const matters: Matter[] = []
  for await (const history of histories(ports.store)) {
    if (!grids.includes(history.isolation.grid)) continue
    isolations.push(history.isolation)
    matters.push(...history.matters)
  }
  return { isolations, matters }
}

/** Every name as often as it comes, and 0 for those that do not. */
const tally = <Name extends string>(zeros: Readonly<Record<Name, number>>, found: readonly Name[]) => {
  const counts: Record<Name, number> = { ...zeros }
  for (const name of found) counts[name] += 1
  return counts
}

const slotNames = { toCome: 0, awaiting: 0, reminded: 0, reported: 0, missed: 0, late: 0, excused: 0 }

const slotsToday = (isolation: Isolation, now: Instant): (keyof typeof slotNames)[] => {
  const day = dayAt(isolation, now)
  if (day < 1 || day > isolation.lastDay) return []
  return (['morning', 'evening'] as const).flatMap((half) => {
    const { id, closesAt } = slotTimes(isolation, book, day, half)
    if (closesAt <= isolation.registeredAt) return []
    const slot = isolation.slots[id]
    if (slot === undefined && isolation.status.name === 'referred') return ['excused']
    if (slot === undefined) return isOpen(isolation) ? ['toCome'] : []
    if (slot.state !== 'asked') return [slot.state]
    return [slot.attempt === 0 ? 'awaiting' : 'reminded']
  })
}

const minutesOf = (matters: readonly Matter[], now: Instant, from: 'doorAt' | 'doctorAt') => {
  const minutes = matters.flatMap((matter) => {
    const at = matter[from]
    if (at === undefined || at < plus(now, -7 * DAY)) return []
    return [(milliseconds(at) - milliseconds(matter.openedAt)) / MINUTE]
  })
  if (minutes.length === 0) return null
  minutes.sort((a, b) => a - b)
  const rank = (share: number) => Math.round(minutes[Math.ceil(share * minutes.length) - 1] ?? 0)
  return { count: minutes.length, median: rank(0.5), p90: rank(0.9) }
}

/** A simple overview to compare with: every isolation and matter is read in full and counted. */
export const plainOverview = async (
  system: LocalSystem,
  community: Community,
  now: Instant,
  grids: readonly GridId[] = community.grids.map(({ id }) => id),
): Promise<Overview> => {
  const { isolations, matters } = await factsOf(system, grids)
  const open = isolations.filter(isOpen)
  const states = matters.map(({ state }) => state).filter((state) => state.name === 'open')
  const soon = plus(now, DAY)
  const approved = open.filter(({ status }) => status.name === 'approved' && status.releaseAt <= soon)
  return {
    at: now,
    registered: isolations.length,
    byStatus: tally(
      { following: 0, referred: 0, under_review: 0, approved: 0, released: 0, ended: 0 },
      isolations.map(({ status }) => status.name),
    ),
    openByCategory: tally(
      { key_area: 0, overseas: 0, close_contact: 0, elsewhere: 0 },
      open.map(({ category }) => category),
    ),
    waitingFor: tally(
      {
        welcome: 0,
        slot: 0,
        report: 0,
        review: 0,
        second_measurement: 0,
        person: 0,
        release: 0,
        nothing: 0,
      },
      open.map(({ awaiting }) => awaiting?.for ?? 'nothing'),
    ),
    slotsToday: tally(
      slotNames,
      isolations.flatMap((isolation) => slotsToday(isolation, now)),
    ),
    matters: {
      open: states.length,
      overdue: states.filter(({ dueAt }) => dueAt < now).length,
      byRung: tally(
        {
          grid_worker: 0,
          community: 0,
          street_office: 0,
          police_station: 0,
          worker_and_doctor: 0,
          community_and_doctor: 0,
          hospital: 0,
        },
        states.flatMap(({ rung }) => rung ?? []),
      ),
      beforeTheFirstRung: states.filter(({ rung }) => rung === undefined).length,
    },
    releasesIn24Hours: {
      approved: approved.length,
      undecided: open.filter(
        (isolation) => isolation.status.name !== 'approved' && releaseFrom(isolation, book) <= soon,
      ).length,
    },
    minutes: {
      silenceToDoor: minutesOf(matters, now, 'doorAt'),
      feverToDoctor: minutesOf(matters, now, 'doctorAt'),
    },
  }
}
