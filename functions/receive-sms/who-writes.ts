import { covers } from '../../core/access/area.ts'
import { grantsOfPosts } from '../../core/access/grant.ts'
import type { Community } from '../../core/domain/community.ts'
import type { CommunityId } from '../../core/domain/ids.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { type Named, namedBy } from '../../record/code-record.ts'
import { loadCommunity } from '../../record/community-record.ts'
import { loadIsolation } from '../../record/isolation-record.ts'
import type { Phone } from '../../record/phone-record.ts'

export type Post = Phone['posts'][number]

/** One of the posts at a number, in the community that it belongs to. */
export interface Writing {
  readonly post: Post
  readonly community: Community
  /** What the code of the text names there. undefined: it has none, or one that is unknown there. */
  readonly named?: Named
  /** The person lives where the post is responsible: a worker's grid, everybody else's community. */
  readonly isTheirs: boolean
}

type Communities = ReadonlyMap<CommunityId, Community>

/** The communities in which somebody holds posts. */
export const communitiesOf = async (ports: Ports, posts: readonly Post[]): Promise<Communities> => {
  const ids = [...new Set(posts.map(({ community }) => community))]
  return new Map(
    await Promise.all(ids.map(async (id) => [id, await loadCommunity(ports.store, id)] as const)),
  )
}

const writing = async (
  ports: Ports,
  post: Post,
  community: Community,
  code: string | undefined,
): Promise<Writing> => {
  const named = code === undefined ? undefined : await namedBy(ports.store, community.id, code)
  if (named === undefined) return { post, community, isTheirs: false }
  const { isolation } = await loadIsolation(ports, named.isolation)
  const isTheirs = grantsOfPosts([community], post.staff).some(({ area }) => covers(area, isolation))
  return { post, community, named, isTheirs }
}

/**
 * In which post somebody writes. A number may hold several, in several communities: the code decides, and of those that
 * know it the one whose area it is.
 */
export const whoWrites = async (
  ports: Ports,
  posts: readonly Post[],
  communities: Communities,
  code: string | undefined,
): Promise<Writing | undefined> => {
  const all = await Promise.all(
    posts.flatMap((post) => {
      const community = communities.get(post.community)
      return community === undefined ? [] : [writing(ports, post, community, code)]
    }),
  )
  return all.find(({ isTheirs }) => isTheirs) ?? all.find(({ named }) => named !== undefined) ?? all[0]
}
