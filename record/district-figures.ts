import * as z from 'zod/mini'
import { emptyOverview, Overview } from '../core/figures/overview.ts'
import { CommunityId } from '../core/ids.ts'
import { Why } from '../core/line/line.ts'
import { ConditionFailed, type Store } from '../core/ports/store.ts'
import type { Instant } from '../core/time/instant.ts'
import { InstantSchema } from '../core/time/instant-schema.ts'
import { districtKey } from './keys.ts'
import { closedShape, isUnreadable } from './shape.ts'

const count = z.int().check(z.minimum(0))

const Usual = z.strictObject({ from: count, to: count, by: z.enum(['days_before', 'default_rate']) })

/** Everybody, added up from the figures of all grids. */
export const DistrictFigures = z.strictObject({
  at: InstantSchema,
  /** Everything in all ledgers until then is included. */
  countedAt: InstantSchema,
  overview: Overview,
  open: count,
  matters: count,
  decisions: count,
  dangers: count,
  silences: count,
  strangers: count,
  /** Isolations that are not looked after. */
  left: count,
  reasons: z.array(z.strictObject({ why: Why, count })),
  beyond: z.strictObject({ count, from: count, to: count }),
  /** Where more than usual are beyond their first rung, most first: some of them. */
  unusual: z.array(z.strictObject({ community: CommunityId, count, usual: Usual })),
  /** The communities whose line is red, and since when somebody there is not looked after: the longest first. */
  red: z.array(z.strictObject({ community: CommunityId, since: InstantSchema })),
  /** Those that are not red, where more than usual are beyond their first rung or the figures are late. */
  amber: z.array(CommunityId),
  /** Those that could not be read: nothing is known of them. */
  unread: z.array(CommunityId),
  /** When the first isolation was registered. */
  since: z.optional(InstantSchema),
})
export type DistrictFigures = z.infer<typeof DistrictFigures>

/** Of nobody. */
export const emptyDistrict = (at: Instant): DistrictFigures => ({
  at,
  countedAt: at,
  overview: emptyOverview(at),
  open: 0,
  matters: 0,
  decisions: 0,
  dangers: 0,
  silences: 0,
  strangers: 0,
  left: 0,
  reasons: [],
  beyond: { count: 0, from: 0, to: 0 },
  unusual: [],
  red: [],
  amber: [],
  unread: [],
})

const storedDistrict = closedShape('figures of the district', DistrictFigures)

/** undefined: they were never added up, or not by a release whose figures this one can read. */
export const loadDistrict = async (store: Store): Promise<DistrictFigures | undefined> => {
  const item = await store.get(districtKey())
  try {
    return item === undefined ? undefined : storedDistrict.read(item)
  } catch (error) {
    if (isUnreadable(error)) return undefined
    throw error
  }
}

/** Somebody else who has kept theirs meanwhile has read later. */
export const saveDistrict = async (store: Store, figures: DistrictFigures): Promise<void> => {
  const item = await store.get(districtKey())
  const expect = item === undefined ? ('absent' as const) : { version: item.version }
  try {
    await store.transact([{ put: { ...districtKey(), body: storedDistrict.body(figures) }, expect }])
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error
  }
}
