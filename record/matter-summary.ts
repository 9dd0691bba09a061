import * as z from 'zod/mini'
import { MatterId, StaffId } from '../core/ids.ts'
import { Why } from '../core/line/line.ts'
import { type Lateness, latenessOf } from '../core/matter/lateness.ts'
import type { Matter } from '../core/matter/matter.ts'
import { MatterKind, RungName } from '../core/rule-book/rule-book.ts'
import type { Instant } from '../core/time/instant.ts'
import { InstantSchema } from '../core/time/instant-schema.ts'

const orEmpty = <Schema extends z.ZodMiniType>(schema: Schema) => z.union([z.literal(''), schema])

const Heard = z.tuple([z.enum(['door', 'doctor']), InstantSchema, InstantSchema])

const Parts = z.tuple(
  [z.enum(['open', 'settled']), InstantSchema, MatterId, orEmpty(RungName), orEmpty(InstantSchema)],
  z.string(),
)

const Open = z.tuple(
  [MatterKind, InstantSchema, z.string(), orEmpty(Why), orEmpty(InstantSchema)],
  z.string(),
)

/** The summary of a matter in the list of its grid, in its key there. */
export interface MatterSummary {
  readonly id: MatterId
  /** Absent: it is settled. */
  readonly open?: {
    readonly kind: MatterKind
    readonly dueAt: Instant
    readonly rung?: RungName
    /** When its rung, or what came before the first, was told. */
    readonly toldAt: Instant
    /** In the order of the roles of the rung. */
    readonly owners: readonly StaffId[]
    readonly late?: Lateness
  }
  readonly settledAt?: Instant
  /** When it climbed beyond its first rung. */
  readonly beyondAt?: Instant
  /** Where and when the returnee was first reached, if they were. */
  readonly heard?: {
    readonly from: z.output<typeof Heard>[0]
    readonly openedAt: Instant
    readonly at: Instant
  }
}

const heardOf = ({ kind, openedAt, doorAt, doctorAt }: Matter): MatterSummary['heard'] => {
  const at = kind === 'fever' ? doctorAt : doorAt
  return at === undefined ? undefined : { from: kind === 'fever' ? 'doctor' : 'door', openedAt, at }
}

const openOf = (matter: Matter): MatterSummary['open'] => {
  const { kind, state } = matter
  if (state.name === 'settled') return undefined
  const late = latenessOf(matter)
  return {
    kind,
    dueAt: state.dueAt,
    ...(state.rung === undefined ? {} : { rung: state.rung }),
    toldAt: state.since,
    owners: state.owners.map(({ staff }) => staff),
    ...(late === undefined ? {} : { late }),
  }
}

export const matterSummaryOf = (matter: Matter): MatterSummary => {
  const { id, state, beyondAt } = matter
  const heard = heardOf(matter)
  const open = openOf(matter)
  return {
    id,
    ...(open === undefined ? {} : { open }),
    ...(state.name === 'settled' ? { settledAt: state.at } : {}),
    ...(beyondAt === undefined ? {} : { beyondAt }),
    ...(heard === undefined ? {} : { heard }),
  }
}

/** Open ones are ordered by their due time, settled ones by the moment they were settled. */
export const matterSortKey = (matter: Matter): string => {
  const { id, state } = matter
  const { open, beyondAt, heard } = matterSummaryOf(matter)
  return [
    state.name,
    state.name === 'open' ? state.dueAt : state.at,
    id,
    open?.rung ?? '',
    beyondAt ?? '',
    ...(open === undefined
      ? []
      : [open.kind, open.toldAt, open.owners.join(','), open.late?.why ?? '', open.late?.from ?? '']),
    ...(heard === undefined ? [] : [heard.from, heard.openedAt, heard.at]),
  ].join('#')
}

const readOpen = (
  dueAt: Instant,
  rung: RungName | '',
  parts: readonly string[],
): { readonly open: MatterSummary['open']; readonly rest: readonly string[] } | undefined => {
  const read = Open.safeParse(parts)
  if (!read.success) return undefined
  const [kind, toldAt, staff, why, from, ...rest] = read.data
  const owners = staff === '' ? [] : staff.split(',').map((id) => StaffId.parse(id))
  return {
    open: {
      kind,
      dueAt,
      ...(rung === '' ? {} : { rung }),
      toldAt,
      owners,
      ...(why === '' || from === '' ? {} : { late: { why, from } }),
    },
    rest,
  }
}

/** undefined: the key has no summary. */
export const readMatterSummary = (sortKey: string): MatterSummary | undefined => {
  const read = Parts.safeParse(sortKey.split('#'))
  if (!read.success) return undefined
  const [name, at, id, rung, beyondAt, ...parts] = read.data
  const opened = name === 'open' ? readOpen(at, rung, parts) : { open: undefined, rest: parts }
  if (opened === undefined) return undefined
  const { open, rest } = opened
  const heard = rest.length === 0 ? undefined : Heard.safeParse(rest)
  if (heard !== undefined && !heard.success) return undefined
  return {
    id,
    ...(open === undefined ? { settledAt: at } : { open }),
    ...(beyondAt === '' ? {} : { beyondAt }),
    ...(heard === undefined
      ? {}
      : { heard: { from: heard.data[0], openedAt: heard.data[1], at: heard.data[2] } }),
  }
}
