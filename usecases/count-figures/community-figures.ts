import type { GridId, IsolationId, MatterId, StaffId } from '../../core/ids.ts'
import type { Why } from '../../core/line/line.ts'
import type { MatterKind, RungName } from '../../core/rule-book/rule-book.ts'
import { MINUTE, milliseconds } from '../../core/time/instant.ts'
import type { MatterSummary } from '../../record/matter-summary.ts'
import type { CountedIsolation } from './isolation-figures.ts'
import { oneCopy } from './one-copy.ts'

/** Every instant is in milliseconds since 1970. */
export interface OpenMatter {
  readonly grid: GridId
  readonly kind: MatterKind
  readonly rung: RungName | undefined
  readonly toldAt: number
  readonly dueAt: number
  /** In the order of the roles of the rung. */
  readonly owners: readonly StaffId[]
  readonly late: { readonly why: Why; readonly from: number } | undefined
  /** When it climbed beyond its first rung. */
  readonly beyondAt: number | undefined
}

/** The time for which a settled matter was beyond its first rung, in milliseconds since 1970. */
export interface StoodBeyond {
  readonly grid: GridId
  readonly from: number
  readonly until: number
}

/** How soon a returnee was reached after a matter opened. */
export interface Heard {
  readonly grid: GridId
  readonly from: 'door' | 'doctor'
  /** In milliseconds since 1970. */
  readonly at: number
  readonly minutes: number
}

/** Everything of one community from which its figures can be computed for any moment from now on. */
export interface CommunityFigures {
  readonly isolations: Map<IsolationId, CountedIsolation>
  /** The open ones. */
  readonly matters: Map<MatterId, OpenMatter>
  readonly stoodBeyond: Map<MatterId, StoodBeyond>
  readonly heard: Map<MatterId, Heard>
  /** When its first isolation was registered, in milliseconds since 1970. */
  readonly followedSince: Map<GridId, number>
  /** The zones by which the isolations count their days. */
  readonly zones: Set<string>
}

export const noFigures = (): CommunityFigures => ({
  isolations: new Map(),
  matters: new Map(),
  stoodBeyond: new Map(),
  heard: new Map(),
  followedSince: new Map(),
  zones: new Set(),
})

/** Interned: owners repeat from one matter to the next. */
const kept = new Map<string, readonly StaffId[]>()

const oneList = (owners: readonly StaffId[]): readonly StaffId[] => {
  const names = owners.join(',')
  const known = kept.get(names)
  if (known !== undefined) return known
  if (kept.size > 5_000) kept.clear()
  kept.set(oneCopy(names), owners)
  return owners
}

/** Replaces what is known of a matter. */
export const putMatter = (into: CommunityFigures, grid: GridId, summary: MatterSummary): void => {
  const { matters, stoodBeyond, heard } = into
  const { id, at, open, openedAt, beyondAt, heard: first } = summary
  const beyond = beyondAt === undefined ? undefined : milliseconds(beyondAt)
  if (open === undefined) matters.delete(id)
  else
    matters.set(id, {
      grid,
      kind: open.kind,
      rung: open.rung,
      toldAt: milliseconds(open.toldAt),
      dueAt: milliseconds(at),
      owners: oneList(open.owners.map(({ staff }) => staff)),
      late: open.late && { why: open.late.why, from: milliseconds(open.late.from) },
      beyondAt: beyond,
    })
  if (open === undefined && beyond !== undefined)
    stoodBeyond.set(id, { grid, from: beyond, until: milliseconds(at) })
  if (first === undefined) return
  const heardAt = milliseconds(first.at)
  const minutes = (heardAt - milliseconds(openedAt)) / MINUTE
  heard.set(id, { grid, from: first.from, at: heardAt, minutes })
}

/** Drops what no later figure needs. */
export const forgetBefore = ({ heard, stoodBeyond }: CommunityFigures, from: number): void => {
  for (const [id, { at }] of heard) if (at < from) heard.delete(id)
  for (const [id, { until }] of stoodBeyond) if (until < from) stoodBeyond.delete(id)
}
