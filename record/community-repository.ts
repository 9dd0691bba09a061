import * as z from 'zod/mini'
import { Community } from '../core/community/community.ts'
import { CommunityId } from '../core/ids.ts'
import type { Ports } from '../core/ports/ports.ts'
import { ConditionFailed, type Store } from '../core/ports/store.ts'
import { RuleBook } from '../core/rule-book/rule-book.ts'
import { type Instant, MINUTE, plus } from '../core/time/instant.ts'
import { communitiesKey, communityKey, ruleBookKey } from './keys.ts'
import { ifLoadable, ifReadable } from './readable.ts'
import { openShape } from './shape.ts'
import { signInWrites } from './sign-in-repository.ts'
import { readTwiceStored, twiceStored } from './twice-stored.ts'
import { withUnknownOf } from './unknown-fields.ts'

/** Something that a record refers to does not exist. */
export class NotFound extends Error {
  override readonly name = 'NotFound'
}

/** `countries`: of all of them, now or once. Absent: an earlier release has written it. */
const Names = z.strictObject({
  communities: z.array(CommunityId),
  countries: z.optional(z.array(Community.shape.country)),
})

const storedNames = openShape('names of communities', Names)
const storedCommunity = openShape('community', Community)
const storedRuleBook = openShape('rule book', RuleBook)

export const loadCommunity = async (store: Store, id: CommunityId): Promise<Community> => {
  const community = await readTwiceStored(store, communityKey(id), storedCommunity.read)
  if (community === undefined) throw new NotFound(`no community ${id}`)
  return community
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
  const names = await readTwiceStored(store, communitiesKey(), storedNames.read)
  return names?.communities ?? []
}

/** The first that this release can read: it speaks to strangers. */
export const firstCommunity = async (store: Store): Promise<Community | undefined> => {
  for (const id of await communityIds(store)) {
    const [community] = await knownCommunities(store, [id])
    if (community !== undefined) return community
  }
  return undefined
}

const countriesIn = async (
  store: Store,
  { communities, countries }: z.infer<typeof Names>,
): Promise<readonly string[]> =>
  countries ?? (await knownCommunities(store, communities)).map(({ country }) => country)

/** The countries of the communities: one read. */
export const countriesOfCommunities = async (store: Store): Promise<readonly string[]> => {
  const names = await readTwiceStored(store, communitiesKey(), storedNames.read)
  return names === undefined ? [] : countriesIn(store, names)
}

/** All that this release can read. */
export const listCommunities = async (store: Store): Promise<Community[]> =>
  knownCommunities(store, await communityIds(store))

/** Those of these communities that exist, and that this release can read. */
export const knownCommunities = async (store: Store, ids: readonly CommunityId[]): Promise<Community[]> => {
  const items = await store.getAll(ids.map(communityKey))
  const found = await Promise.all(
    ids.map((id, index) => {
      const item = items[index]
      if (item === undefined) return undefined
      return ifReadable(() => storedCommunity.read(item)) ?? ifLoadable(() => loadCommunity(store, id))
    }),
  )
  return found.filter((community) => community !== undefined)
}

const recentLists = new WeakMap<Store, { readonly all: readonly Community[]; readonly until: Instant }>()

/** All communities that this release can read, at most a minute old. */
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

/** As many as fit one transaction. */
const WRITES_AT_ONCE = 100

/**
 * Records a community's file, new or changed, and who may do what by its posts, in one transaction. More changed holders
 * than fit one take several: those who lose a post come before the file, those who gain one after it. Safe to repeat.
 * One that is not listed is found by its id only: nothing that goes through all communities meets it.
 */
export const saveCommunity = async (
  store: Store,
  community: Community,
  { listed = true }: { readonly listed?: boolean } = {},
): Promise<void> => {
  let former: Community | undefined
  const file = await twiceStored(store, communityKey(community.id), async () => {
    former = await readTwiceStored(store, communityKey(community.id), storedCommunity.read)
    return storedCommunity.body(former === undefined ? community : withUnknownOf(former, community))
  })
  const { losing, gaining } = await signInWrites(store, former, community)
  const names = await twiceStored(store, communitiesKey(), async () => {
    const known = (await readTwiceStored(store, communitiesKey(), storedNames.read)) ?? { communities: [] }
    return storedNames.body({
      ...known,
      communities: [...new Set([...known.communities, ...(listed ? [community.id] : [])])],
      countries: [...new Set([...(await countriesIn(store, known)), ...(listed ? [community.country] : [])])],
    })
  })
  file.push(...names)
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
  const book = await readTwiceStored(store, ruleBookKey(version), storedRuleBook.read)
  if (book === undefined) throw new NotFound(`no rule book of version ${version}`)
  known.set(version, book)
  return book
}

export const newestRuleBook = async (store: Store): Promise<RuleBook> => {
  const { items } = await store.query({ pk: 'RULE-BOOKS', limit: 1, descending: true })
  const [item] = items
  if (item === undefined) throw new NotFound('no rule book has been published')
  return ifReadable(() => storedRuleBook.read(item)) ?? loadRuleBook(store, Number(item.sk))
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
    const writes = await twiceStored(store, ruleBookKey(book.version), () => storedRuleBook.body(book))
    if (writes.some(({ expect }) => expect !== 'absent')) return false
    await store.transact(writes)
    return true
  } catch (error) {
    if (error instanceof ConditionFailed) return false
    throw error
  }
}
