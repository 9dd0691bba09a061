import * as z from 'zod/mini'
import type { GridPart, Part } from '../../core/grid-part.ts'
import { CommunityId, GridId } from '../../core/ids.ts'
import type { JsonObject } from '../../core/json.ts'

/** As much of an entry as says what it changes: also of one that only a newer release can read. */
const Seen = z.object({
  community: CommunityId,
  grid: GridId,
  event: z.object({
    type: z.string(),
    matter: z.optional(z.string()),
    home: z.optional(z.object({ grid: GridId })),
  }),
})

/** Events after which somebody is released, is so no longer, or is counted elsewhere. */
const OF_RELEASED: ReadonlySet<string> = new Set(['released', 'reopened', 'ended', 'corrected', 'merged'])

/** What has to be counted again after an entry of the ledger. */
export const changedBy = (entry: JsonObject): GridPart[] => {
  const seen = Seen.safeParse(entry)
  if (!seen.success) return []
  const { community, grid, event } = seen.data
  const hasMoved = event.home !== undefined
  const parts: Part[] = [
    'isolations',
    ...(OF_RELEASED.has(event.type) ? (['released'] as const) : []),
    ...(event.matter !== undefined || hasMoved ? (['matters'] as const) : []),
  ]
  const grids = new Set([grid, event.home?.grid ?? grid])
  return [...grids].flatMap((one) => parts.map((part) => ({ community, grid: one, part })))
}
