import * as z from 'zod/mini'
import { IsolationId, type PersonId } from '../core/ids.ts'
import type { Isolation } from '../core/isolation/isolation.ts'
import type { Item, Store, Write } from '../core/ports/store.ts'
import { findIsolation } from './isolation-repository.ts'
import { staysKey } from './keys.ts'
import { openShape } from './shape.ts'

/**
 * The isolations of one person, newest last. After a merge the last one is the one that was kept, which may be another
 * person's.
 */
const Stays = z.strictObject({ isolations: z.array(IsolationId) })

const storedStays = openShape('stays', Stays)

export interface LoadedStays {
  readonly isolations: readonly IsolationId[]
  readonly item: Item | undefined
}

export const noStays: LoadedStays = { isolations: [], item: undefined }

export const loadStays = async (store: Store, person: PersonId): Promise<LoadedStays> => {
  const item = await store.get(staysKey(person))
  return item === undefined ? noStays : { isolations: storedStays.read(item).isolations, item }
}

/** Every isolation of a person, newest last, including those of people merged into them. */
export const staysOf = async (store: Store, person: PersonId): Promise<Isolation[]> => {
  const read = new Set<PersonId>()
  let stays: Isolation[] = []
  let next: PersonId | undefined = person
  while (next !== undefined && !read.has(next)) {
    read.add(next)
    const { isolations } = await loadStays(store, next)
    const theirs = await Promise.all(isolations.map((id) => findIsolation(store, id)))
    stays = [...stays.filter(({ id }) => !isolations.includes(id)), ...theirs]
    next = theirs.at(-1)?.person
  }
  return stays
}

/** Adds isolations to the end of a person's stays. */
export const stayWrite = (
  person: PersonId,
  { isolations, item }: LoadedStays,
  ...ids: readonly IsolationId[]
): Write => ({
  put: {
    ...staysKey(person),
    body: storedStays.body({
      ...(item === undefined ? {} : storedStays.read(item)),
      isolations: [...isolations.filter((one) => !ids.includes(one)), ...ids],
    }),
  },
  expect: item === undefined ? 'absent' : { version: item.version },
})
