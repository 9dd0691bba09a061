import { type Community, postsOf } from '../../core/community/community.ts'
import type { Isolation } from '../../core/isolation/isolation.ts'
import type { LookupKind } from '../../core/ports/lookups.ts'
import { ConditionFailed, type Item, type Store } from '../../core/ports/store.ts'
import { DAY, type Instant, plus } from '../../core/time/instant.ts'
import { communityIds, knownCommunities } from '../../record/community-repository.ts'
import { dueItems } from '../../record/due-items.ts'
import { readIsolation } from '../../record/isolation-item.ts'
import { communityKey, isolationsList, personKey } from '../../record/keys.ts'
import { type Finding, lookUp, writesAt } from '../../record/lookup.ts'
import type { KeyStore } from '../../record/lookup-keys.ts'
import { itemsAt, listed } from '../../record/paginate-query.ts'
import { findPerson } from '../../record/person-repository.ts'
import { ifLoadable, ifReadable } from '../../record/readable.ts'
import { textsOfPerson } from './texts-of-person.ts'

/** By then whatever expires under the older key has expired: one-time codes last longest, a day and their validity. */
const LAPSE = 2 * DAY

/** How far a rotation has come. It is over when it is `done`; until then it has to be called again. */
export type Rotation =
  /** Every process that looks people up will know the new key by then. */
  | { readonly step: 'announced'; readonly callAgainAt: Instant }
  /**
   * Everybody is found under the new key, but for those whose records cannot be read (`left`). The older one is kept for
   * them, and for what expires by itself.
   */
  | {
      readonly step: 'moved'
      readonly moved: number
      readonly left: readonly string[]
      readonly callAgainAt: Instant
    }
  | { readonly step: 'done'; readonly moved: number }

export interface RotationOptions {
  readonly keys: KeyStore
  /** A random text of at least 43 letters and digits. */
  readonly newSecret: () => string
  /** Milliseconds from the announcement until the new key is used for writing: 0 if one process does everything. */
  readonly notice: number
}

const TRIES = 5

/** True: it was under the older key. @throws ConditionFailed when others wrote there on every try */
const move = async (ports: Finding, kind: LookupKind, text: string): Promise<boolean> => {
  for (let tried = 1; ; tried += 1) {
    const at = await lookUp(ports, kind, text)
    if (at.item === undefined || at.item.pk === at.places.at(-1)?.pk) return false
    const { body, expiresAt } = at.item
    try {
      await ports.store.transact(writesAt(at, { body, ...(expiresAt === undefined ? {} : { expiresAt }) }))
      return true
    } catch (error) {
      if (!(error instanceof ConditionFailed) || tried === TRIES) throw error
    }
  }
}

/** Where to read again what could not be read. */
type Left = Set<string>

const isolationOf = (item: Item, left: Left): Isolation | undefined => {
  const isolation = ifReadable(() => readIsolation(item).isolation)
  if (isolation === undefined) left.add(item.pk)
  return isolation
}

/** Everybody in each grid, and those in grids that their community no longer has. */
async function* everybody(
  store: Store,
  communities: readonly Community[],
  left: Left,
): AsyncGenerator<Isolation> {
  const lists = new Set<string>()
  for (const { id, grids } of communities)
    for (const { id: grid } of grids) {
      const pk = isolationsList(id, grid)
      lists.add(pk)
      for await (const item of itemsAt(store, listed(store, { pk, index: 'list' }))) {
        const isolation = isolationOf(item, left)
        if (isolation !== undefined) yield isolation
      }
    }
  for await (const item of itemsAt(store, dueItems(store, 'isolation'))) {
    const isolation = isolationOf(item, left)
    if (isolation !== undefined && !lists.has(isolationsList(isolation.community, isolation.grid)))
      yield isolation
  }
}

/** Moves everything that the vault and the posts name under the newer key. One that cannot be read stays where it is. */
const moveAll = async (ports: Finding): Promise<{ readonly moved: number; readonly left: Left }> => {
  const ids = await communityIds(ports.store)
  const communities = await knownCommunities(ports.store, ids)
  const known = new Set(communities.map(({ id }) => id))
  const left: Left = new Set(ids.filter((id) => !known.has(id)).map((id) => communityKey(id).pk))
  let moved = 0
  for (const phone of new Set(communities.flatMap(postsOf).map(({ staff }) => staff.phone)))
    if (await move(ports, 'PHONE', phone)) moved += 1
  for await (const { person, community } of everybody(ports.store, communities, left)) {
    const read = await ifLoadable(async () => ({ found: await findPerson(ports.store, person) }))
    if (read === undefined) left.add(personKey(person).pk)
    const found = read?.found
    if (found === undefined) continue
    for (const [kind, text] of textsOfPerson(community, found).values())
      if (await move(ports, kind, text)) moved += 1
  }
  return { moved, left }
}

const idAfter = (id: string): string => `k${Number(id.slice(1)) + 1}`

/**
 * Advances the rotation of the lookups' key as far as possible now: announces a new key, moves everything under it once
 * it is used for writing, and drops the older one when nothing needs it any more. Safe to repeat and to interrupt.
 */
export const rotateLookups = async (
  ports: Finding,
  { keys, newSecret, notice }: RotationOptions,
): Promise<Rotation> => {
  const now = ports.clock.now()
  const { next: begun, ...old } = await keys.load()
  const next = begun ?? { id: idAfter(old.id), secret: newSecret(), writesFrom: plus(now, notice) }
  if (begun === undefined) await keys.save({ ...old, next })
  if (now < next.writesFrom) return { step: 'announced', callAgainAt: next.writesFrom }
  const { moved, left } = await moveAll(ports)
  const over = plus(next.writesFrom, LAPSE)
  if (now < over || left.size > 0)
    return { step: 'moved', moved, left: [...left], callAgainAt: now < over ? over : now }
  await keys.save({ id: next.id, secret: next.secret })
  return { step: 'done', moved }
}
