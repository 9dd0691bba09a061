import type { Community } from '../../core/community/community.ts'
import type { SubjectId } from '../../core/ids.ts'
import type { Why } from '../../core/line/line.ts'
import { type Beyond, usualOf } from '../../core/line/line-checks.ts'
import { isDecision } from '../../core/matter/lateness.ts'
import { GRACE } from '../../core/sweep/suspect.ts'
import type { GridFigures, OpenMatter } from '../../record/grid-figures.ts'
import { beyondOnDaysBefore, followedSince, openIn } from '../count-figures/line-figures.ts'
import { latenessAt, type Staff, staffOf } from './place.ts'

/** The line of a community by its figures alone: how many, and not who. */
export interface CountedLine extends Beyond {
  readonly open: number
  readonly matters: number
  readonly decisions: number
  readonly dangers: number
  readonly silences: number
  readonly left: number
  readonly reasons: Map<Why, number>
  /** Beyond their first rung, and not late. */
  readonly slow: number
  /** Since when somebody is not looked after, in milliseconds since 1970. Infinity: everybody is. */
  readonly oldest: number
  /** When somebody was first followed there. Infinity: nobody ever was. */
  readonly since: number
}

const reasonAt = (matter: OpenMatter, staff: Staff, at: number): OpenMatter['late'] =>
  matter.dueAt + GRACE < at ? { why: 'owner_overdue', from: matter.dueAt } : latenessAt(matter, staff, at)

/** @param at in milliseconds since 1970 */
export const countCommunity = (
  community: Community,
  figures: readonly GridFigures[],
  at: number,
): CountedLine => {
  const staff = staffOf(community)
  const reasons = new Map<Why, number>()
  const left = new Set<SubjectId>()
  let oldest = Number.POSITIVE_INFINITY
  const add = (why: Why, count: number, from: number): void => {
    if (count === 0) return
    reasons.set(why, (reasons.get(why) ?? 0) + count)
    oldest = Math.min(oldest, from)
  }
  let waiting = 0
  for (const { isolations } of figures) {
    for (const [until, count] of isolations?.waits ?? []) {
      if (until + GRACE >= at) break
      waiting += count
      add('wait_overdue', count, until)
    }
    waiting += isolations?.waitForever ?? 0
    add('wait_overdue', isolations?.waitForever ?? 0, at)
  }
  const matters = figures.flatMap((one) => one.matters?.open ?? [])
  let [beyond, slow] = [0, 0]
  for (const matter of matters) {
    const late = reasonAt(matter, staff, at)
    if (late !== undefined) {
      add(late.why, 1, late.from)
      left.add(matter.subject)
    }
    if (matter.beyondAt === undefined) continue
    beyond += 1
    if (late === undefined) slow += 1
  }
  const unread = figures.reduce(
    (sum, one) => sum + (one.isolations?.unread ?? 0) + (one.matters?.unread ?? 0),
    0,
  )
  add('record_unreadable', unread, at)
  const open = openIn(figures)
  const ofKind = (...kinds: readonly OpenMatter['kind'][]): number =>
    matters.filter(({ kind }) => kinds.includes(kind)).length
  return {
    open,
    matters: matters.length,
    decisions: matters.filter(({ kind }) => isDecision(kind)).length,
    dangers: ofKind('danger', 'fever'),
    silences: ofKind('silence', 'unreachable'),
    left: Math.min(open, waiting + left.size),
    reasons,
    slow,
    oldest,
    count: beyond,
    usual: usualOf(beyondOnDaysBefore(figures, matters, at), open),
    since: followedSince(figures, Number.POSITIVE_INFINITY),
  }
}
