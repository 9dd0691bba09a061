import * as z from 'zod/mini'
import { communitiesIn } from '../../core/access/area.ts'
import { Community, Grid, Staff } from '../../core/community/community.ts'
import { knownCommunities, listCommunities } from '../../record/community-repository.ts'
import { protectedRoute } from '../auth/protected-route.ts'
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

export const getCommunities = protectedRoute({
  method: 'GET',
  path: '/communities',
  operation: 'listCommunities',
  tag: 'Communities',
  summary: 'The communities with their grids and departments',
  params: none,
  query: none,
  body: none,
  answers: {
    200: {
      description: 'Those in which the caller has anything to do.',
      schema: z.strictObject({ communities: z.array(ShownCommunity) }),
    },
  },
  run: async ({ store }, { access }) => {
    const ids = communitiesIn(access.grants.map(({ area }) => area))
    const communities = ids === undefined ? await listCommunities(store) : await knownCommunities(store, ids)
    return {
      status: 200,
      json: {
        communities: communities.map((community) =>
          access.worksIn(community.id) ? community : withoutPhones(community),
        ),
      },
    }
  },
})
