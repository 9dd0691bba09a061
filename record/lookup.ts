import type { LookupKind } from '../core/ports/lookups.ts'
import type { Ports } from '../core/ports/ports.ts'
import type { Item, Key, NewItem, Write } from '../core/ports/store.ts'
import { HOUR, type Instant, plus } from '../core/time/instant.ts'

/** The place of something that is looked up by a phone, a document or an address. */
export interface LookedUp {
  /** Under every key in use, oldest first. */
  readonly places: readonly Key[]
  /** The index in `places` where new items are written. */
  readonly current: number
  readonly item: Item | undefined
  readonly at: Instant
}

export type Finding = Pick<Ports, 'store' | 'lookups' | 'clock'>

/**
 * Looks something up under every key in use, oldest key first: items only move from an older key to a newer one, so one
 * that moves meanwhile is not missed.
 */
export const lookUp = async (
  { store, lookups, clock }: Finding,
  kind: LookupKind,
  text: string,
  sk = 'META',
): Promise<LookedUp> => {
  const digests = await lookups.digests(kind, text)
  const places = digests.map(({ id }) => ({ pk: `${kind}#${id}`, sk }))
  const current = digests.findIndex(({ isCurrent }) => isCurrent)
  const at = clock.now()
  for (const place of places) {
    const item = await store.get(place)
    if (item !== undefined) return { places, current, item, at }
  }
  return { places, current, item: undefined, at }
}

/**
 * The writes of one transaction that put an item where it was looked up, unless somebody else has done so since. One
 * under an older key moves to the current one.
 */
export const writesAt = (
  { places, current, item, at }: LookedUp,
  content: Pick<NewItem, 'body' | 'expiresAt'>,
): Write[] => {
  const stands = item === undefined ? -1 : places.findIndex(({ pk }) => pk === item.pk)
  const target = Math.max(stands, current)
  return places.map((place, number): Write => {
    const expect = item !== undefined && number === stands ? { version: item.version } : ('absent' as const)
    if (number === target) return { put: { ...place, ...content }, expect }
    if (number !== stands) return { check: place, expect }
    // Nothing is ever deleted: an expired item is gone for every reader, even one whose clock is slow.
    return { put: { ...place, body: { v: 1 }, expiresAt: plus(at, -HOUR) }, expect }
  })
}
