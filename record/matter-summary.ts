import * as z from 'zod/mini'
import { type CommunityId, type GridId, MatterId } from '../core/ids.ts'
import type { JsonObject } from '../core/json.ts'
import { Why } from '../core/line/line.ts'
import { latenessOf } from '../core/matter/lateness.ts'
import { type Matter, Owner } from '../core/matter/matter.ts'
import type { IndexedItem } from '../core/ports/store.ts'
import { MatterKind, RungName } from '../core/rule-book/rule-book.ts'
import { type Instant, isInstant } from '../core/time/instant.ts'
import { InstantSchema } from '../core/time/instant-schema.ts'
import { closedShape } from './shape.ts'
import { readShown } from './shown.ts'

/** What the list of a grid shows of a matter. */
const Shown = z.strictObject({
  generation: z.int(),
  openedAt: InstantSchema,
  /** Absent: it is settled. */
  open: z.optional(
    z.strictObject({
      kind: MatterKind,
      rung: z.optional(RungName),
      /** When its rung, or what came before the first, was told. */
      toldAt: InstantSchema,
      /** In the order of the roles of the rung. */
      owners: z.array(Owner),
      late: z.optional(z.strictObject({ why: Why, from: InstantSchema })),
    }),
  ),
  /** Everyone else who was told of it. */
  told: z.optional(z.array(Owner)),
  /** When it climbed beyond its first rung. */
  beyondAt: z.optional(InstantSchema),
  /** Where and when the returnee was first reached, if they were. */
  heard: z.optional(z.strictObject({ from: z.enum(['door', 'doctor']), at: InstantSchema })),
})

const storedMatterSummary = closedShape('matter summary', Shown)

export interface MatterSummary extends z.infer<typeof Shown> {
  readonly id: MatterId
  /** When it was settled, or else is due. */
  readonly at: Instant
}

const heardOf = ({ kind, doorAt, doctorAt }: Matter): MatterSummary['heard'] => {
  const at = kind === 'fever' ? doctorAt : doorAt
  return at === undefined ? undefined : { from: kind === 'fever' ? 'doctor' : 'door', at }
}

const openOf = (matter: Matter): MatterSummary['open'] => {
  const { kind, state } = matter
  if (state.name === 'settled') return undefined
  const late = latenessOf(matter)
  return {
    kind,
    ...(state.rung === undefined ? {} : { rung: state.rung }),
    toldAt: state.since,
    owners: state.owners,
    ...(late === undefined ? {} : { late }),
  }
}

export const matterSummaryOf = (matter: Matter): MatterSummary => {
  const { id, state, generation, openedAt, beyondAt } = matter
  const heard = heardOf(matter)
  const open = openOf(matter)
  return {
    id,
    at: state.name === 'open' ? state.dueAt : state.at,
    generation,
    openedAt,
    ...(open === undefined ? {} : { open }),
    ...(state.told === undefined ? {} : { told: state.told }),
    ...(beyondAt === undefined ? {} : { beyondAt }),
    ...(heard === undefined ? {} : { heard }),
  }
}

/** As much of a matter as access to it depends on. */
export const ownedMatter = (
  place: { readonly community: CommunityId; readonly grid: GridId },
  { open, told }: MatterSummary,
) => ({
  ...place,
  state: {
    name: open === undefined ? ('settled' as const) : ('open' as const),
    owners: open?.owners ?? [],
    told,
  },
})

/** The place of a matter in the list of its grid: open ones by their due time, settled ones by when they were settled. */
export const matterListEntry = (matter: Matter): { readonly sk: string; readonly summary: JsonObject } => {
  const { id, at, ...summary } = matterSummaryOf(matter)
  return { sk: [matter.state.name, at, id].join('#'), summary: storedMatterSummary.body(summary) }
}

/** undefined: it cannot be read here, so the item has to be. */
export const readMatterSummary = (item: IndexedItem): MatterSummary | undefined => {
  const shown = readShown(storedMatterSummary, item)
  const [, at = '', id] = item.index.sk.split('#')
  return shown && isInstant(at) ? { ...shown, id: MatterId.parse(id), at } : undefined
}
