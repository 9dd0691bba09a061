import type { EscalationId, GridId, IsolationId } from '../../../core/domain/ids.ts'
import type { RungName } from '../../../core/domain/rule-book.ts'
import { MINUTE, milliseconds } from '../../../core/instant.ts'
import type { MatterGlance } from '../../../record/matter-glance.ts'
import type { Standing } from './standing.ts'

export interface OpenMatter {
  readonly grid: GridId
  readonly rung: RungName | undefined
  /** In milliseconds since 1970. */
  readonly dueAt: number
}

/** How soon somebody was heard of in a matter. */
export interface Heard {
  readonly grid: GridId
  readonly from: 'door' | 'doctor'
  /** In milliseconds since 1970. */
  readonly at: number
  readonly minutes: number
}

/** Of one community, all that its figures at any moment from here on follow from. */
export interface CommunityFigures {
  readonly isolations: Map<IsolationId, Standing>
  /** The open ones. */
  readonly matters: Map<EscalationId, OpenMatter>
  readonly heard: Map<EscalationId, Heard>
  /** By which the days of the isolations are counted. */
  readonly zones: Set<string>
}

export const noFigures = (): CommunityFigures => ({
  isolations: new Map(),
  matters: new Map(),
  heard: new Map(),
  zones: new Set(),
})

/** Puts a matter as it stands now in the place of what was known of it. */
export const putMatter = ({ matters, heard }: CommunityFigures, grid: GridId, glance: MatterGlance): void => {
  const { id, open, heard: first } = glance
  if (open === undefined) matters.delete(id)
  else matters.set(id, { grid, rung: open.rung, dueAt: milliseconds(open.dueAt) })
  if (first === undefined) return
  const at = milliseconds(first.at)
  heard.set(id, { grid, from: first.from, at, minutes: (at - milliseconds(first.openedAt)) / MINUTE })
}
