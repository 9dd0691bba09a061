import * as z from 'zod/mini'
import { type CommunityId, isIsolation, MatterId, SubjectId } from '../core/ids.ts'
import { isOpen } from '../core/isolation/isolation.ts'
import type { Store, Write } from '../core/ports/store.ts'
import { HOUR, type Instant, plus } from '../core/time/instant.ts'
import { readIsolation } from './isolation-item.ts'
import { codeKey, isolationKey } from './keys.ts'
import { loadMatter } from './matter-repository.ts'
import { isUnreadable, openShape } from './shape.ts'
import { sharingPhones } from './shared-phones.ts'

/** What a code in a worker's message names: a matter, or a returnee who is measured by the worker. */
const Named = z.strictObject({ subject: SubjectId, matter: z.optional(MatterId) })
export type Named = z.infer<typeof Named>

export const storedCode = openShape('short code', Named)

interface Codes {
  readonly first: number
  readonly count: number
}

/**
 * Four digits while there are enough, more when they run short: never the number of a public service, nor a year, a
 * door or a reading. core/hearing reads them as codes.
 */
const CODES: readonly Codes[] = [
  { first: 1000, count: 9000 },
  { first: 20_000, count: 70_000 },
  { first: 400_001, count: 599_999 },
]

/** How many of each length are tried before they count as short. */
const LOOKS = 100

/** Never names anything. An alert gets it if nothing else is left: an answer with it is asked about. */
const NO_CODE = '400000'

/** How long a settled matter keeps its code, for late answers. */
const REST = 48 * HOUR

export const namedBy = async (
  store: Store,
  community: CommunityId,
  code: string,
): Promise<Named | undefined> => {
  const item = await store.get(codeKey(community, code))
  return item === undefined ? undefined : storedCode.read(item)
}

const isFree = async (store: Store, { subject, matter }: Named, now: Instant): Promise<boolean> => {
  if (matter !== undefined) {
    const { state } = (await loadMatter(store, matter)).matter
    return state.name === 'settled' && plus(state.at, REST) < now
  }
  if (!isIsolation(subject)) return false
  const item = await store.get(isolationKey(subject))
  return item === undefined || !isOpen(readIsolation(item).isolation)
}

const hashOf = (id: string): number => {
  let hash = 0
  for (let i = 0; i < id.length; i += 1) hash = (Math.imul(hash, 31) + id.charCodeAt(i)) >>> 0
  return hash
}

const takes = (write: Write, community: CommunityId, code: string): boolean => {
  const { pk, sk } = codeKey(community, code)
  return 'put' in write && write.put.pk === pk && write.put.sk === sk
}

/** What a code names, and whether it may be taken again. What cannot be read keeps its code. */
const lookAt = async (store: Store, community: CommunityId, code: string, now: Instant) => {
  const item = await store.get(codeKey(community, code))
  if (item === undefined) return { item, free: true }
  try {
    return { item, free: await isFree(store, storedCode.read(item), now) }
  } catch (error) {
    if (!isUnreadable(error)) throw error
    return { item, free: false }
  }
}

/**
 * Finds a code that is free wherever one of the community's staff phones also holds a post, of four digits while there
 * are enough, and the write that takes it in the same transaction as what it names. If there is none nothing fails: the
 * code names nothing, and nothing is written for it. `beside`: what else that transaction writes; a code taken there is not
 * yet in the record.
 */
export const takeCode = async (
  store: Store,
  community: CommunityId,
  named: Named,
  now: Instant,
  beside: readonly Write[] = [],
): Promise<{ code: string; write: Write }> => {
  const hash = hashOf(named.matter ?? named.subject)
  const others = await sharingPhones(store, community)
  for (const { first, count } of CODES) {
    for (let step = 0; step < LOOKS; step += 1) {
      const code = String(first + ((hash + step) % count))
      if (beside.some((write) => takes(write, community, code))) continue
      const { item, free } = await lookAt(store, community, code, now)
      if (!free) continue
      const elsewhere = await Promise.all(others.map((other) => lookAt(store, other, code, now)))
      if (elsewhere.some((other) => !other.free)) continue
      const put = { ...codeKey(community, code), body: storedCode.body(named) }
      const expect = item === undefined ? ('absent' as const) : { version: item.version }
      return { code, write: { put, expect } }
    }
  }
  const nothing = codeKey(community, `none for ${named.matter ?? named.subject}`)
  return { code: NO_CODE, write: { check: nothing, expect: 'absent' } }
}
