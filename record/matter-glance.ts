import * as z from 'zod/mini'
import type { Escalation } from '../core/domain/escalation.ts'
import { EscalationId } from '../core/domain/ids.ts'
import { InstantSchema } from '../core/domain/instant-schema.ts'
import { RungName } from '../core/domain/rule-book.ts'
import type { Instant } from '../core/instant.ts'

const Heard = z.tuple([z.enum(['door', 'doctor']), InstantSchema, InstantSchema])

const Parts = z.tuple(
  [z.enum(['open', 'settled']), InstantSchema, EscalationId, z.union([RungName, z.literal('')])],
  z.string(),
)

/** What the list of a grid shows of a matter at a glance, in its key there. */
export interface MatterGlance {
  readonly id: EscalationId
  /** Absent: it is settled. */
  readonly open?: { readonly dueAt: Instant; readonly rung?: RungName }
  /** From where it was first heard of, where it was. */
  readonly heard?: {
    readonly from: z.output<typeof Heard>[0]
    readonly openedAt: Instant
    readonly at: Instant
  }
}

const heardOf = ({ kind, openedAt, doorAt, doctorAt }: Escalation): MatterGlance['heard'] => {
  const at = kind === 'fever' ? doctorAt : doorAt
  return at === undefined ? undefined : { from: kind === 'fever' ? 'doctor' : 'door', openedAt, at }
}

export const matterGlanceOf = (escalation: Escalation): MatterGlance => {
  const { id, state } = escalation
  const heard = heardOf(escalation)
  return {
    id,
    ...(state.name === 'open'
      ? { open: { dueAt: state.dueAt, ...(state.rung === undefined ? {} : { rung: state.rung }) } }
      : {}),
    ...(heard === undefined ? {} : { heard }),
  }
}

/** Open ones stand under their due time, settled ones under the moment at which they were. */
export const matterSortKey = (escalation: Escalation): string => {
  const { id, state } = escalation
  const { open, heard } = matterGlanceOf(escalation)
  return [
    state.name,
    state.name === 'open' ? state.dueAt : state.at,
    id,
    open?.rung ?? '',
    ...(heard === undefined ? [] : [heard.from, heard.openedAt, heard.at]),
  ].join('#')
}

/** undefined: the key shows none, as an earlier release wrote it. */
export const readMatterGlance = (sortKey: string): MatterGlance | undefined => {
  const read = Parts.safeParse(sortKey.split('#'))
  if (!read.success) return undefined
  const [name, at, id, rung, ...rest] = read.data
  const heard = rest.length === 0 ? undefined : Heard.safeParse(rest)
  if (heard !== undefined && !heard.success) return undefined
  return {
    id,
    ...(name === 'open' ? { open: { dueAt: at, ...(rung === '' ? {} : { rung }) } } : {}),
    ...(heard === undefined
      ? {}
      : { heard: { from: heard.data[0], openedAt: heard.data[1], at: heard.data[2] } }),
  }
}
