import type { PersonId } from '../core/domain/ids.ts'
import { Person } from '../core/domain/person.ts'
import type { Store } from '../core/ports/store.ts'
import { personKey } from './keys.ts'
import { bodyReader } from './read-body.ts'

export interface LoadedPerson {
  readonly person: Person
  readonly version: number
}

const readPerson = bodyReader(Person)

/** undefined: never registered, or erased. */
export const findPerson = async (store: Store, id: PersonId): Promise<LoadedPerson | undefined> => {
  const item = await store.get(personKey(id))
  return item === undefined ? undefined : { person: readPerson(item), version: item.version }
}
