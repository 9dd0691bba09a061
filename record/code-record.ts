import * as z from 'zod/mini'
import { type CommunityId, EscalationId, IsolationId } from '../core/domain/ids.ts'
import { isOpen } from '../core/domain/isolation.ts'
import { HOUR, type Instant, plus } from '../core/instant.ts'
import type { Store, Write } from '../core/ports/store.ts'
import { loadEscalation } from './escalation-record.ts'
import { readIsolation } from './isolation-item.ts'
import { codeKey, isolationKey } from './keys.ts'
import { readBody } from './read-body.ts'
import { toBody } from './to-body.ts'

/** What a code in a worker's text names: a matter, or a returnee who is measured by the worker. */
const Named = z.strictObject({ isolation: IsolationId, matter: z.optional(EscalationId) })
export type Named = z.infer<typeof Named>

interface Codes {
  readonly first: number
  readonly count: number
  /** So many are looked at before they are said to be scarce. */
  readonly looks: number
}

/** Four digits while they last; five when they grow scarce, and none that is the number of a public service. */
const FOUR: Codes = { first: 1000, count: 9000, looks: 100 }
const FIVE: Codes = { first: 20_000, count: 70_000, looks: 70_000 }

/** So long after it was settled a matter keeps its code, for answers that come late. */
const REST = 48 * HOUR

/** All codes of one community are in use. */
export class NoCodeLeft extends Error {
  override readonly name = 'NoCodeLeft'
}

export const namedBy = async (
  store: Store,
  community: CommunityId,
  code: string,
): Promise<Named | undefined> => {
  const item = await store.get(codeKey(community, code))
  return item === undefined ? undefined : readBody(Named, item)
}

const isFree = async (store: Store, { isolation, matter }: Named, now: Instant): Promise<boolean> => {
  if (matter !== undefined) {
    const { state } = (await loadEscalation(store, matter)).escalation
    return state.name === 'settled' && plus(state.at, REST) < now
  }
  const item = await store.get(isolationKey(isolation))
  return item === undefined || !isOpen(readIsolation(item).isolation)
}

const hashOf = (id: string): number => {
  let hash = 0
  for (let i = 0; i < id.length; i += 1) hash = (Math.imul(hash, 31) + id.charCodeAt(i)) >>> 0
  return hash
}

/**
 * Finds a free code, of four digits while they last, and the write that takes it in the transaction that writes what it
 * names. `taken`: by another part of that transaction, so that the record does not show it yet.
 */
export const takeCode = async (
  store: Store,
  community: CommunityId,
  named: Named,
  now: Instant,
  taken?: string,
): Promise<{ code: string; write: Write }> => {
  const hash = hashOf(named.matter ?? named.isolation)
  for (const { first, count, looks } of [FOUR, FIVE]) {
    for (let step = 0; step < looks; step += 1) {
      const code = String(first + ((hash + step) % count))
      if (code === taken) continue
      const item = await store.get(codeKey(community, code))
      const put = { ...codeKey(community, code), body: toBody(named) }
      if (item === undefined) return { code, write: { put, expect: 'absent' } }
      if (await isFree(store, readBody(Named, item), now))
        return { code, write: { put, expect: { version: item.version } } }
    }
  }
  throw new NoCodeLeft(`community ${community} has no free code for ${named.matter ?? named.isolation}`)
}
