import * as z from 'zod/mini'
import { HeldPost, heldIn } from '../core/access/grant.ts'
import { type Community, postsOf } from '../core/community/community.ts'
import type { Item, Store, Write } from '../core/ports/store.ts'
import { signInKey } from './keys.ts'
import { openShape } from './shape.ts'

const Posts = z.strictObject({ posts: z.array(HeldPost) })

const storedPosts = openShape('posts of a sign-in', Posts)

const read = (item: Item | undefined): z.infer<typeof Posts> =>
  item === undefined ? { posts: [] } : storedPosts.read(item)

/** The posts of the person who signs in under this name, in all communities: one read. */
export const postsHeld = async (store: Store, sub: string): Promise<readonly HeldPost[]> =>
  read(await store.get(signInKey(sub))).posts

const holdersIn = (community: Community | undefined): string[] =>
  community === undefined ? [] : postsOf(community).map(({ staff }) => staff.id)

export interface SignInWrites {
  /** Those who lose a post. */
  readonly losing: readonly Write[]
  readonly gaining: readonly Write[]
}

const isSame = (one: HeldPost, other: HeldPost): boolean =>
  one.community === other.community && one.role === other.role && one.grid === other.grid

/** What makes the posts of a community those of its new file. Nothing for who keeps theirs. */
export const signInWrites = async (
  store: Store,
  before: Community | undefined,
  after: Community,
): Promise<SignInWrites> => {
  const subs = [...new Set([...holdersIn(before), ...holdersIn(after)])]
  const items = await store.getAll(subs.map(signInKey))
  const losing: Write[] = []
  const gaining: Write[] = []
  for (const [index, sub] of subs.entries()) {
    const item = items[index]
    const known = read(item)
    const had = known.posts.filter(({ community }) => community === after.id)
    const has = heldIn(after, sub)
    const loses = had.some((post) => !has.some((one) => isSame(one, post)))
    if (!loses && had.length === has.length) continue
    const posts = [...known.posts.filter(({ community }) => community !== after.id), ...has]
    const write: Write = {
      put: { ...signInKey(sub), body: storedPosts.body({ ...known, posts }) },
      expect: item === undefined ? 'absent' : { version: item.version },
    }
    ;(loses ? losing : gaining).push(write)
  }
  return { losing, gaining }
}
