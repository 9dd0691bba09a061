import * as z from 'zod/mini'
import type { HouseholdId } from '../core/ids.ts'
import { Address } from '../core/person/person.ts'
import type { Store, Write } from '../core/ports/store.ts'
import type { Instant } from '../core/time/instant.ts'
import { homeKey } from './keys.ts'
import { openShape } from './shape.ts'

/** What identifies the home of a household: the vault of it. */
const Home = z.strictObject({ address: Address })
export type Home = z.infer<typeof Home>

const storedHome = openShape('home', Home)

export interface LoadedHome {
  readonly home: Home
  readonly version: number
}

/** undefined: nothing was ever known of it, or it is erased. */
export const findHome = async (store: Store, id: HouseholdId): Promise<LoadedHome | undefined> => {
  const item = await store.get(homeKey(id))
  return item === undefined ? undefined : { home: storedHome.read(item), version: item.version }
}

/** Writes what identifies a home. `until`: when it is erased, if nobody is registered there. */
export const homeWrite = (
  id: HouseholdId,
  home: Home,
  before: Pick<LoadedHome, 'version'> | undefined,
  until?: Instant,
): Write => ({
  put: { ...homeKey(id), body: storedHome.body(home), ...(until === undefined ? {} : { expiresAt: until }) },
  expect: before === undefined ? 'absent' : { version: before.version },
})

/** Empties it at once; the store removes what is left of the item later. */
export const erasedHomeWrite = (id: HouseholdId, { version }: LoadedHome, now: Instant): Write => ({
  put: { ...homeKey(id), body: {}, expiresAt: now },
  expect: { version },
})
