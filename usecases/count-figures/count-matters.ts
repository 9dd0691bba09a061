import { DAYS_BEFORE } from '../../core/line/line-checks.ts'
import { DAY, type Instant, MINUTE, milliseconds } from '../../core/time/instant.ts'
import type { MatterFigures, OpenMatter } from '../../record/grid-figures.ts'
import { subjectOf } from '../../record/keys.ts'
import type { MatterSummary } from '../../record/matter-summary.ts'

/** How long response times are kept, and counts at one hour are compared. */
export const HEARD_FOR = DAYS_BEFORE * DAY

/** An open matter as its list shows it. undefined: it is settled. */
export const openMatter = ({ id, at, open, beyondAt }: MatterSummary): OpenMatter | undefined =>
  open && {
    subject: subjectOf(id),
    kind: open.kind,
    ...(open.rung === undefined ? {} : { rung: open.rung }),
    toldAt: milliseconds(open.toldAt),
    dueAt: milliseconds(at),
    owners: open.owners.map(({ staff }) => staff),
    ...(open.late === undefined ? {} : { late: { why: open.late.why, from: milliseconds(open.late.from) } }),
    ...(beyondAt === undefined ? {} : { beyondAt: milliseconds(beyondAt) }),
  }

const byTime = ([a, b]: readonly [number, number], [c, d]: readonly [number, number]): number =>
  a - c || b - d

/** The figures of the open matters of a grid, and of those settled in the last days. */
export const countMatters = (
  shown: readonly MatterSummary[],
  now: Instant,
  unread: number,
): MatterFigures => {
  const open: OpenMatter[] = []
  const stoodBeyond: [number, number][] = []
  const heard: { door: [number, number][]; doctor: [number, number][] } = { door: [], doctor: [] }
  for (const summary of shown) {
    const matter = openMatter(summary)
    if (matter !== undefined) open.push(matter)
    else if (summary.beyondAt !== undefined)
      stoodBeyond.push([milliseconds(summary.beyondAt), milliseconds(summary.at)])
    if (summary.heard === undefined) continue
    const at = milliseconds(summary.heard.at)
    // A median of rounded minutes is the rounded median.
    const minutes = Math.round((at - milliseconds(summary.openedAt)) / MINUTE)
    if (at >= milliseconds(now) - HEARD_FOR) heard[summary.heard.from].push([at, minutes])
  }
  return {
    readAt: now,
    unread,
    open: open.sort((a, b) => a.dueAt - b.dueAt || a.toldAt - b.toldAt),
    stoodBeyond: stoodBeyond.sort(byTime),
    heard: { door: heard.door.sort(byTime), doctor: heard.doctor.sort(byTime) },
  }
}
