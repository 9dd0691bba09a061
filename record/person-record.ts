import * as z from 'zod/mini'
import type { PersonId } from '../core/domain/ids.ts'
import { Person } from '../core/domain/person.ts'
import { PersonChange } from '../core/domain/person-change.ts'
import type { Store, Write } from '../core/ports/store.ts'
import { personKey } from './keys.ts'
import { bodyReader } from './read-body.ts'
import { toBody } from './to-body.ts'

/** The history stands in the same item, so that it is erased with the person. */
const Vault = z.extend(Person, { history: z.optional(z.array(PersonChange)) })

export interface LoadedPerson {
  readonly person: Person
  readonly version: number
  /** What was put right, oldest first. */
  readonly history: readonly PersonChange[]
}

const readVault = bodyReader(Vault)

/** So many corrections are kept, the newest. */
const MOST = 100

/** undefined: never registered, or erased. */
export const findPerson = async (store: Store, id: PersonId): Promise<LoadedPerson | undefined> => {
  const item = await store.get(personKey(id))
  if (item === undefined) return undefined
  const { history = [], ...person } = readVault(item)
  return { person, version: item.version, history }
}

/** Writes a person as they are now. The history stays, with `change` at its end. */
export const personWrite = (
  person: Person,
  before: Pick<LoadedPerson, 'version' | 'history'> | undefined,
  change?: PersonChange,
): Write => {
  const history = [...(before?.history ?? []), ...(change === undefined ? [] : [change])].slice(-MOST)
  return {
    put: {
      ...personKey(person.id),
      body: toBody({ ...person, ...(history.length === 0 ? {} : { history }) }),
    },
    expect: before === undefined ? 'absent' : { version: before.version },
  }
}
