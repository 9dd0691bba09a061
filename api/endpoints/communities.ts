import * as z from 'zod/mini'
import { communitiesIn } from '../../core/access/area.ts'
import { Community, Grid, Staff } from '../../core/community/community.ts'
import { CommunityId } from '../../core/ids.ts'
import type { Store } from '../../core/ports/store.ts'
import { communityIds, knownCommunities } from '../../record/community-repository.ts'
import { protectedRoute } from '../auth/protected-route.ts'
import { readCursor, writeCursor } from '../http/paginate.ts'
import { nextCursor, paging } from '../http/parameters.ts'
import { none } from '../http/route.ts'

const ShownStaff = z.strictObject({
  ...Staff.shape,
  phone: z.optional(
    Staff.shape.phone.check(z.describe('Absent for callers who hold no post in the community.')),
  ),
})
type ShownStaff = z.infer<typeof ShownStaff>

/** A community as shown: only people who work with its staff see their numbers. */
export const ShownCommunity = z.strictObject({
  ...Community.shape,
  grids: z.array(z.strictObject({ ...Grid.shape, worker: ShownStaff })),
  administrator: ShownStaff,
  streetOffice: ShownStaff,
  policeStation: ShownStaff,
  doctor: ShownStaff,
  hospital: ShownStaff,
})
export type ShownCommunity = z.infer<typeof ShownCommunity>

const withoutPhone = ({ phone: _, ...staff }: Staff): ShownStaff => staff

const withoutPhones = ({ dutyPhone: _, ...community }: Community): ShownCommunity => ({
  ...community,
  grids: community.grids.map((grid) => ({ ...grid, worker: withoutPhone(grid.worker) })),
  administrator: withoutPhone(community.administrator),
  streetOffice: withoutPhone(community.streetOffice),
  policeStation: withoutPhone(community.policeStation),
  doctor: withoutPhone(community.doctor),
  hospital: withoutPhone(community.hospital),
})

/** What a chooser needs. */
export const CommunitySummary = z.strictObject({ id: CommunityId, name: Community.shape.name })
export type CommunitySummary = z.infer<typeof CommunitySummary>

const summaryOf = ({ id, name }: Community): CommunitySummary => ({ id, name })

const plain = (words: string): string => words.normalize('NFKC').toLowerCase()

const isFoundBy = (words: string, { id, name }: Community): boolean =>
  id.startsWith(words) || plain(name).includes(words)

/** A search reads so many at once, and so many for one page: after them the page ends, however short. */
const READ_AT_ONCE = 100
const MOST_READ = 500

interface Wanted {
  readonly search: string | undefined
  readonly limit: number
  /** The place among the ids where the page begins. */
  readonly from: number
}

/** One page of these communities, in the order of the ids, and where the next page begins, if there may be one. */
const pageOf = async (store: Store, ids: readonly CommunityId[], { search, limit, from }: Wanted) => {
  const words = search === undefined ? undefined : plain(search)
  const atOnce = words === undefined ? Math.min(limit, READ_AT_ONCE) : READ_AT_ONCE
  const found: Community[] = []
  let next = from
  while (next < ids.length && next < from + MOST_READ && found.length < limit) {
    const some = ids.slice(next, next + atOnce)
    next += some.length
    for (const community of await knownCommunities(store, some)) {
      if (words !== undefined && !isFoundBy(words, community)) continue
      found.push(community)
      if (found.length < limit) continue
      next = ids.indexOf(community.id) + 1
      break
    }
  }
  return { found, next: next < ids.length ? next : undefined }
}

export const getCommunities = protectedRoute({
  method: 'GET',
  path: '/communities',
  operation: 'listCommunities',
  tag: 'Communities',
  summary: 'The communities with their grids and departments',
  params: none,
  query: z.strictObject({
    ...paging,
    community: z.optional(CommunityId).check(z.describe('Only this one.')),
    search: z
      .optional(z.string().check(z.minLength(1), z.maxLength(80)))
      .check(z.describe('Only those whose id begins with this, or whose name contains it.')),
    form: z
      ._default(z.enum(['full', 'summary']), 'full')
      .check(z.describe('summary: ids and names only, for a chooser.')),
  }),
  body: none,
  answers: {
    200: {
      description: 'One page of those in which the caller has anything to do.',
      schema: z.strictObject({
        communities: z.array(z.union([ShownCommunity, CommunitySummary])),
        cursor: nextCursor,
      }),
    },
  },
  run: async ({ store }, { query: { limit, cursor, community: only, search, form }, access }) => {
    const own = communitiesIn(access.grants.map(({ area }) => area))
    const all = own ?? (only === undefined ? await communityIds(store) : [only])
    const ids = only === undefined ? all : all.filter((id) => id === only)
    const list = `communities/${only ?? ''}/${search ?? ''}`
    const from = cursor === undefined ? 0 : Number(readCursor(list, cursor))
    const { found, next } = await pageOf(store, ids, { search, limit, from })
    const shown = (community: Community) =>
      access.worksIn(community.id) ? community : withoutPhones(community)
    return {
      status: 200,
      json: {
        communities: found.map(form === 'summary' ? summaryOf : shown),
        ...(next === undefined ? {} : { cursor: writeCursor(list, String(next)) }),
      },
    }
  },
})
