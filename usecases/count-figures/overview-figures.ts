import type { z } from 'zod/mini'
import { emptyOverview, type Minutes, type Overview } from '../../core/figures/overview.ts'
import { DAY, type Instant, milliseconds } from '../../core/time/instant.ts'
import { localDate } from '../../core/time/time-zone.ts'
import type { GridFigures, IsolationFigures, MatterFigures } from '../../record/grid-figures.ts'
import { HEARD_FOR } from './count-matters.ts'

type Counts<Name extends string> = { readonly [name in Name]?: number | undefined }

const addAll = <Name extends string>(
  to: Record<Name, number>,
  more: Counts<Name>,
  names: readonly Name[],
) => {
  for (const name of names) to[name] += more[name] ?? 0
}

const keysOf = <Name extends string>(counts: Record<Name, number>): Name[] => {
  const names: Name[] = []
  for (const name in counts) names.push(name)
  return names
}

const addIsolations = (overview: Overview, figures: IsolationFigures, now: Instant, soon: number): void => {
  const { byStatus, openByCategory, waitingFor, slotsToday, releasesIn24Hours } = overview
  for (const name of keysOf(byStatus)) overview.registered += figures.byStatus[name]
  addAll(byStatus, figures.byStatus, keysOf(byStatus))
  addAll(openByCategory, figures.openByCategory, keysOf(openByCategory))
  addAll(waitingFor, figures.waitingFor, keysOf(waitingFor))
  for (const [zone, days] of Object.entries(figures.slots))
    addAll(slotsToday, days[localDate(now, zone)] ?? {}, keysOf(slotsToday))
  for (const [from, approved, undecided] of figures.releases) {
    if (from > soon) break
    releasesIn24Hours.approved += approved
    releasesIn24Hours.undecided += undecided
  }
}

const addMatters = ({ matters }: Overview, figures: MatterFigures, at: number): void => {
  for (const { rung, dueAt } of figures.open) {
    matters.open += 1
    if (dueAt < at) matters.overdue += 1
    if (rung === undefined) matters.beforeTheFirstRung += 1
    else matters.byRung[rung] += 1
  }
}

/** How many took so many minutes. */
export type MinuteCounts = Map<number, number>

const addMinutes = (to: MinuteCounts, heard: MatterFigures['heard']['door'], from: number): void => {
  for (const [at, minutes] of heard) if (at >= from) to.set(minutes, (to.get(minutes) ?? 0) + 1)
}

const minutesOf = (counts: MinuteCounts): z.infer<typeof Minutes> => {
  const sorted = [...counts].sort(([a], [b]) => a - b)
  const count = sorted.reduce((sum, [, more]) => sum + more, 0)
  if (count === 0) return null
  const rank = (share: number): number => {
    let left = Math.ceil(share * count)
    for (const [minutes, more] of sorted) {
      left -= more
      if (left <= 0) return minutes
    }
    return 0
  }
  return { count, median: rank(0.5), p90: rank(0.9) }
}

/** Adds up the figures of many grids. */
export class OverviewSum {
  readonly #now: Instant
  readonly #overview: Overview
  readonly #door: MinuteCounts = new Map()
  readonly #doctor: MinuteCounts = new Map()

  constructor(now: Instant) {
    this.#now = now
    this.#overview = emptyOverview(now)
  }

  add({ isolations, released, matters }: GridFigures): void {
    const at = milliseconds(this.#now)
    if (isolations !== undefined) addIsolations(this.#overview, isolations, this.#now, at + DAY)
    this.#overview.registered += released?.released ?? 0
    this.#overview.byStatus.released += released?.released ?? 0
    if (matters === undefined) return
    addMatters(this.#overview, matters, at)
    addMinutes(this.#door, matters.heard.door, at - HEARD_FOR)
    addMinutes(this.#doctor, matters.heard.doctor, at - HEARD_FOR)
  }

  overview(): Overview {
    const minutes = { silenceToDoor: minutesOf(this.#door), feverToDoctor: minutesOf(this.#doctor) }
    return { ...this.#overview, minutes }
  }
}

/** The overview of these grids at this moment. */
export const overviewOf = (figures: readonly GridFigures[], now: Instant): Overview => {
  const sum = new OverviewSum(now)
  for (const one of figures) sum.add(one)
  return sum.overview()
}
