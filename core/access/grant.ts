import * as z from 'zod/mini'
import { type Community, Role as Post, postsOf } from '../community/community.ts'
import { CommunityId, GridId } from '../ids.ts'
import { AccessRole, roleOfPost } from './access-role.ts'
import { Area } from './area.ts'

/** A role and its area. `post`: the department whose matters it may own and answer. */
export const Grant = z.strictObject({ role: AccessRole, post: z.optional(Post), area: Area })
export type Grant = z.infer<typeof Grant>

/** Somebody who is signed in, as named by their token, with all their grants. */
export interface Principal {
  readonly sub: string
  readonly grants: readonly Grant[]
}

const dashed = (role: string): string => role.replaceAll('_', '-')

const posts = new Map(Post.options.map((post) => [dashed(post), post]))

const withoutPost = new Map<string, AccessRole>([
  ['district-administrator', 'district_administrator'],
  ['read-only', 'read_only'],
])

const areaOf = (community: string | undefined, grid: string | undefined): Area | undefined => {
  if (community === undefined) return { within: 'district' }
  const itsCommunity = CommunityId.safeParse(community)
  if (!itsCommunity.success) return undefined
  if (grid === undefined) return { within: 'community', community: itsCommunity.data }
  const itsGrid = GridId.safeParse(grid)
  if (!itsGrid.success) return undefined
  return { within: 'grid', community: itsCommunity.data, grid: itsGrid.data }
}

const grantOf = (group: string): Grant | undefined => {
  const [, name = '', community, grid] = /^([a-z-]+)(?:@([^/]*)(?:\/(.*))?)?$/.exec(group) ?? []
  const area = areaOf(community, grid)
  if (area === undefined) return undefined
  const post = posts.get(name)
  if (post !== undefined) return { role: roleOfPost(post), post, area }
  const role = withoutPost.get(name)
  return role === undefined ? undefined : { role, area }
}

/**
 * Grants from the groups of a token: `street-office` for the whole district, `read-only@qinghe` for a community,
 * `grid-worker@qinghe/grid-1` for a grid. Other groups belong to other systems and grant nothing.
 */
export const grantsOfGroups = (groups: readonly string[]): Grant[] =>
  groups.map(grantOf).filter((grant) => grant !== undefined)

/** A post that somebody holds: a grid worker's covers the grid, every other one the community. */
export const HeldPost = z.strictObject({ community: CommunityId, role: Post, grid: z.optional(GridId) })
export type HeldPost = z.infer<typeof HeldPost>

/** The posts of a community that this person holds. */
export const heldIn = (community: Community, sub: string): HeldPost[] => {
  const { id } = community
  const grids = community.grids.filter(({ worker }) => worker.id === sub)
  const others = postsOf(community).filter(({ role, staff }) => role !== 'grid_worker' && staff.id === sub)
  return [
    ...grids.map((grid) => ({ community: id, role: 'grid_worker' as const, grid: grid.id })),
    ...others.map(({ role }) => ({ community: id, role })),
  ]
}

export const grantsOfPosts = (posts: readonly HeldPost[]): Grant[] =>
  posts.map(({ community, role, grid }) => ({
    role: roleOfPost(role),
    post: role,
    area: grid === undefined ? { within: 'community', community } : { within: 'grid', community, grid },
  }))
