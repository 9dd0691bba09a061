import * as z from 'zod/mini'
import { Community } from '../core/community/community.ts'
import { CommunityId } from '../core/ids.ts'
import type { Ports } from '../core/ports/ports.ts'
import { ConditionFailed, type Item, type Store, type Write } from '../core/ports/store.ts'
import { RuleBook } from '../core/rule-book/rule-book.ts'
import { type Instant, MINUTE, plus } from '../core/time/instant.ts'
import { communitiesKey, communityKey, ruleBookKey } from './keys.ts'
import { isUnreadable, openShape } from './shape.ts'
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

export interface ReadableCommunities {
  readonly communities: readonly Community[]
  /** Why the others cannot be read. */
  readonly errors: readonly unknown[]
}

const recentLists = new WeakMap<Store, ReadableCommunities & { readonly until: Instant }>()

/** All communities that can be read, at most a minute old. */
export const readableCommunities = async ({
  store,
  clock,
}: Pick<Ports, 'store' | 'clock'>): Promise<ReadableCommunities> => {
  const now = clock.now()
  const last = recentLists.get(store)
  if (last !== undefined && now < last.until) return last
  const errors: unknown[] = []
  const found = await Promise.all(
    (await communityIds(store)).map((id) =>
      loadCommunity(store, id).catch((error: unknown) => {
        if (!isUnreadable(error)) throw error
        errors.push(error)
      }),
    ),
  )
  const read = { communities: found.filter((one) => one !== undefined), errors }
  if (errors.length === 0) recentLists.set(store, { ...read, until: plus(now, FRESH) })
  return read
}

/** All communities, at most a minute old. @throws NewerShape, UnreadableItem when one cannot be read */
export const recentCommunities = async (
  ports: Pick<Ports, 'store' | 'clock'>,
): Promise<readonly Community[]> => {
  const { communities, errors } = await readableCommunities(ports)
  if (errors.length > 0) throw errors[0]
  return communities
}

const expecting = (item: Item | undefined): Write['expect'] =>
  item === undefined ? 'absent' : { version: item.version }

/** Records a community's file, new or changed. */
export const saveCommunity = async (store: Store, community: Community): Promise<void> => {
  const names = await store.get(communitiesKey())
  const known = names === undefined ? { communities: [] } : storedNames.read(names)
  const current = await store.get(communityKey(community.id))
  const writes: Write[] = [
    {
      put: {
        ...communityKey(community.id),
        body: storedCommunity.body(
          current === undefined ? community : withUnknownOf(storedCommunity.read(current), community),
        ),
      },
      expect: expecting(current),
    },
  ]
  if (!known.communities.includes(community.id))
    writes.push({
      put: {
        ...communitiesKey(),
        body: storedNames.body({ ...known, communities: [...known.communities, community.id] }),
      },
      expect: expecting(names),
    })
  await store.transact(writes)
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
