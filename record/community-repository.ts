import * as z from 'zod/mini'
import { Community } from '../core/community/community.ts'
import { CommunityId } from '../core/ids.ts'
import type { Ports } from '../core/ports/ports.ts'
import { ConditionFailed, type Item, type Store, type Write } from '../core/ports/store.ts'
import { RuleBook } from '../core/rule-book/rule-book.ts'
import { type Instant, MINUTE, plus } from '../core/time/instant.ts'
import { communitiesKey, communityKey, ruleBookKey } from './keys.ts'
import { openShape } from './shape.ts'
import { signInWrites } from './sign-in-repository.ts'
import { withUnknownOf } from './unknown-fields.ts'

/** Something that a record refers to does not exist. */
export class NotFound extends Error {
  override readonly name = 'NotFound'
}

const Names = z.strictObject({ communities: z.array(CommunityId) })

const storedNames = openShape('names of communities', Names)
const storedCommunity = openShape('community', Community)
const storedRuleBook = openShape('rule book', RuleBook)

export const loadCommunity = async (store: Store, id: CommunityId): Promise<Community> => {
  const item = await store.get(communityKey(id))
  if (item === undefined) throw new NotFound(`no community ${id}`)
  return storedCommunity.read(item)
}

/** Communities change seldom and every step reads one: a copy this old is good enough. */
const FRESH = MINUTE

interface Recent {
  readonly community: Community
  readonly until: Instant
}

const recent = new WeakMap<Store, Map<CommunityId, Recent>>()

/** The community, at most a minute old. */
export const recentCommunity = async (
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  id: CommunityId,
): Promise<Community> => {
  const known = recent.get(store) ?? new Map<CommunityId, Recent>()
  recent.set(store, known)
  const now = clock.now()
  const last = known.get(id)
  if (last !== undefined && now < last.until) return last.community
  const community = await loadCommunity(store, id)
  known.set(id, { community, until: plus(now, FRESH) })
  return community
}

/** For those who look after each in turn: one that cannot be read does not keep them from the others. */
export const communityIds = async (store: Store): Promise<readonly CommunityId[]> => {
  const names = await store.get(communitiesKey())
  return names === undefined ? [] : storedNames.read(names).communities
}

export const listCommunities = async (store: Store): Promise<Community[]> =>
  Promise.all((await communityIds(store)).map((id) => loadCommunity(store, id)))

/** Those of these communities that exist. */
export const knownCommunities = async (store: Store, ids: readonly CommunityId[]): Promise<Community[]> =>
  (await store.getAll(ids.map(communityKey))).flatMap((item) =>
    item === undefined ? [] : [storedCommunity.read(item)],
  )

const recentLists = new WeakMap<Store, { readonly all: readonly Community[]; readonly until: Instant }>()

/** All communities, at most a minute old. @throws NewerShape, UnreadableItem when one cannot be read */
export const recentCommunities = async ({
  store,
  clock,
}: Pick<Ports, 'store' | 'clock'>): Promise<readonly Community[]> => {
  const now = clock.now()
  const last = recentLists.get(store)
  if (last !== undefined && now < last.until) return last.all
  const all = await listCommunities(store)
  recentLists.set(store, { all, until: plus(now, FRESH) })
  return all
}

const expecting = (item: Item | undefined): Write['expect'] =>
  item === undefined ? 'absent' : { version: item.version }

/** As many as fit one transaction. */
const WRITES_AT_ONCE = 100

/**
 * Records a community's file, new or changed, and who may do what by its posts, in one transaction. More changed holders
 * than fit one take several: those who lose a post come before the file, those who gain one after it. Safe to repeat.
 */
export const saveCommunity = async (store: Store, community: Community): Promise<void> => {
  const names = await store.get(communitiesKey())
  const known = names === undefined ? { communities: [] } : storedNames.read(names)
  const current = await store.get(communityKey(community.id))
  const former = current === undefined ? undefined : storedCommunity.read(current)
  const { losing, gaining } = await signInWrites(store, former, community)
  const file: Write[] = [
    {
      put: {
        ...communityKey(community.id),
        body: storedCommunity.body(former === undefined ? community : withUnknownOf(former, community)),
      },
      expect: expecting(current),
    },
  ]
  if (!known.communities.includes(community.id))
    file.push({
      put: {
        ...communitiesKey(),
        body: storedNames.body({ ...known, communities: [...known.communities, community.id] }),
      },
      expect: expecting(names),
    })
  const writes = [...losing, ...file, ...gaining]
  for (let start = 0; start < writes.length; start += WRITES_AT_ONCE)
    await store.transact(writes.slice(start, start + WRITES_AT_ONCE))
  recent.delete(store)
  recentLists.delete(store)
}

const books = new WeakMap<Store, Map<number, RuleBook>>()

/** Published rule books never change, so each is read once. */
export const loadRuleBook = async (store: Store, version: number): Promise<RuleBook> => {
  const known = books.get(store) ?? new Map<number, RuleBook>()
  books.set(store, known)
  const cached = known.get(version)
  if (cached !== undefined) return cached
  const item = await store.get(ruleBookKey(version))
  if (item === undefined) throw new NotFound(`no rule book of version ${version}`)
  const book = storedRuleBook.read(item)
  known.set(version, book)
  return book
}

export const newestRuleBook = async (store: Store): Promise<RuleBook> => {
  const { items } = await store.query({ pk: 'RULE-BOOKS', limit: 1, descending: true })
  const [item] = items
  if (item === undefined) throw new NotFound('no rule book has been published')
  return storedRuleBook.read(item)
}

/** Newest first. */
export const ruleBookVersions = async (store: Store): Promise<number[]> => {
  const versions: number[] = []
  let cursor: string | undefined
  do {
    const page = await store.query({
      pk: 'RULE-BOOKS',
      limit: 1000,
      descending: true,
      ...(cursor === undefined ? {} : { cursor }),
    })
    versions.push(...page.items.map(({ sk }) => Number(sk)))
    cursor = page.cursor
  } while (cursor !== undefined)
  return versions
}

/** Publishes a version once. @returns false when that version exists already, whatever its content */
export const publishRuleBook = async (store: Store, book: RuleBook): Promise<boolean> => {
  try {
    await store.transact([
      { put: { ...ruleBookKey(book.version), body: storedRuleBook.body(book) }, expect: 'absent' },
    ])
    return true
  } catch (error) {
    if (error instanceof ConditionFailed) return false
    throw error
  }
}
