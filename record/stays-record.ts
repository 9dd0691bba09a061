import * as z from 'zod/mini'
import { IsolationId, type PersonId } from '../core/domain/ids.ts'
import type { Isolation } from '../core/domain/isolation.ts'
import type { Item, Store, Write } from '../core/ports/store.ts'
import { findIsolation } from './isolation-record.ts'
import { staysKey } from './keys.ts'
import { bodyReader } from './read-body.ts'
import { toBody } from './to-body.ts'

/** Every isolation of one person, the newest last. After a merge it ends with the one that was kept. */
const Stays = z.strictObject({ isolations: z.array(IsolationId) })

const readStays = bodyReader(Stays)

export interface LoadedStays {
  readonly isolations: readonly IsolationId[]
  readonly item: Item | undefined
}

export const loadStays = async (store: Store, person: PersonId): Promise<LoadedStays> => {
  const item = await store.get(staysKey(person))
  return { isolations: item === undefined ? [] : readStays(item).isolations, item }
}

export const staysOf = async (store: Store, person: PersonId): Promise<Isolation[]> => {
  const { isolations } = await loadStays(store, person)
  return Promise.all(isolations.map((id) => findIsolation(store, id)))
}

/** Puts an isolation at the end of a person's stays. */
export const stayWrite = (person: PersonId, { isolations, item }: LoadedStays, id: IsolationId): Write => ({
  put: { ...staysKey(person), body: toBody({ isolations: [...isolations.filter((one) => one !== id), id] }) },
  expect: item === undefined ? 'absent' : { version: item.version },
})
