import { type Community, postsOf } from '../../core/community/community.ts'
import { bySubject, type GridId, type MatterId, type StaffId } from '../../core/ids.ts'
import type { Why } from '../../core/line/line.ts'
import { type Beyond, isUnusual, usualOf } from '../../core/line/line-checks.ts'
import { rolesOf } from '../../core/matter/ladder.ts'
import type { IndexedItem, Store } from '../../core/ports/store.ts'
import { instant } from '../../core/time/instant.ts'
import { fewAtOnce } from '../../record/few-at-once.ts'
import type { GridFigures, OpenMatter } from '../../record/grid-figures.ts'
import { mattersList, subjectOf } from '../../record/keys.ts'
import { readMatter } from '../../record/matter-repository.ts'
import { type MatterSummary, matterSummaryOf, readMatterSummary } from '../../record/matter-summary.ts'
import { listed } from '../../record/paginate-query.ts'
import { isUnreadable } from '../../record/shape.ts'
import { openMatter } from '../count-figures/count-matters.ts'
import { beyondOnDaysBefore, followedSince, openIn } from '../count-figures/line-figures.ts'
import type { NamedOffender, OwingPost } from './judged-line.ts'

const LISTS_AT_ONCE = 16

/** The names of everybody who holds a post. */
export type Staff = ReadonlyMap<StaffId, string>

export const staffOf = (community: Community): Staff =>
  new Map(postsOf(community).map(({ staff: { id, name } }) => [id, name]))

/** The open matters of one community now, and what its figures say of it. */
export interface Place extends Beyond {
  readonly community: Community
  readonly open: number
  readonly matters: ReadonlyMap<MatterId, OpenMatter>
  readonly staff: Staff
  readonly late: readonly NamedOffender[]
  readonly slow: readonly NamedOffender[]
  /** When somebody was first followed there, in milliseconds since 1970. */
  readonly since: number
}

export const owing = ({ rung, owners }: OpenMatter, staff: Staff): OwingPost[] => {
  const roles = rung === undefined ? [] : rolesOf(rung)
  return owners.flatMap((id, index) => {
    const role = roles[index]
    const name = staff.get(id)
    return role === undefined ? [] : [{ role, staff: id, ...(name === undefined ? {} : { name }) }]
  })
}

const named = (id: MatterId, matter: OpenMatter, staff: Staff, why: Why, since: number): NamedOffender => ({
  id,
  ...bySubject(subjectOf(id)),
  why,
  since: instant(since),
  kind: matter.kind,
  owes: owing(matter, staff),
})

/** Why nobody looks after a matter at this moment, and since when. undefined: somebody does. */
export const latenessAt = (
  { late, owners, toldAt }: OpenMatter,
  staff: Staff,
  at: number,
): OpenMatter['late'] => {
  if (late !== undefined && late.from <= at) return late
  return owners.every((owner) => staff.has(owner)) ? undefined : { why: 'owner_gone', from: toldAt }
}

/** One that nobody can read is named by the sweeper, and once it is overdue by its key. */
const summaryOf = async (store: Store, item: IndexedItem): Promise<MatterSummary | undefined> => {
  const shown = readMatterSummary(item)
  if (shown !== undefined) return shown
  const whole = await store.get(item)
  try {
    return whole === undefined ? undefined : matterSummaryOf(readMatter(whole).matter)
  } catch (error) {
    if (isUnreadable(error)) return undefined
    throw error
  }
}

/** The matters are read now, not counted: who has just answered sees it. */
const openMattersOf = async (
  store: Store,
  { id: community }: Community,
  grids: ReadonlySet<GridId>,
): Promise<Map<MatterId, OpenMatter>> => {
  const matters = new Map<MatterId, OpenMatter>()
  await fewAtOnce([...grids], LISTS_AT_ONCE, async (grid) => {
    // '$' is the character after '#'.
    const query = {
      pk: mattersList(community, grid),
      index: 'list',
      sk: { from: 'open#', to: 'open$' },
    } as const
    for await (const item of listed(store, query)) {
      const summary = await summaryOf(store, item)
      const matter = summary && openMatter(summary)
      if (summary !== undefined && matter !== undefined) matters.set(summary.id, matter)
    }
  })
  return matters
}

/** @param at in milliseconds since 1970 */
export const readPlace = async (
  store: Store,
  community: Community,
  grids: ReadonlySet<GridId>,
  figures: readonly GridFigures[],
  at: number,
): Promise<Place> => {
  const staff = staffOf(community)
  const matters = await openMattersOf(store, community, grids)
  const late: NamedOffender[] = []
  const beyond: (readonly [MatterId, OpenMatter, number])[] = []
  for (const [id, matter] of matters) {
    const found = latenessAt(matter, staff, at)
    if (found !== undefined) late.push(named(id, matter, staff, found.why, found.from))
    if (matter.beyondAt !== undefined) beyond.push([id, matter, matter.beyondAt])
  }
  const open = openIn(figures)
  const usual = usualOf(beyondOnDaysBefore(figures, [...matters.values()], at), open)
  const counted = { count: beyond.length, usual }
  return {
    community,
    ...counted,
    open,
    matters,
    staff,
    late,
    slow: isUnusual(counted)
      ? beyond.map(([id, matter, since]) => named(id, matter, staff, 'beyond_first_rung', since))
      : [],
    since: followedSince(figures, at),
  }
}
