import * as z from 'zod/mini'
import type { PersonId } from '../core/ids.ts'
import { isEqual } from '../core/is-equal.ts'
import { IdentifyingFacts, Person } from '../core/person/person.ts'
import { PersonChange } from '../core/person/person-change.ts'
import type { Store, Write } from '../core/ports/store.ts'
import { personKey } from './keys.ts'
import { openShape } from './shape.ts'

/** History and other facts are in the same item, so that they are erased with the person. */
const Vault = z.extend(Person, {
  history: z.optional(z.array(PersonChange)),
  /** More facts by which they are found, listed here because a rotation moves only what the vault names. */
  alsoKnownBy: z.optional(z.array(IdentifyingFacts)),
})

export interface LoadedPerson {
  readonly person: Person
  readonly version: number
  /** Corrections, oldest first. */
  readonly history: readonly PersonChange[]
  readonly alsoKnownBy: readonly IdentifyingFacts[]
}

export const storedPerson = openShape('person', Vault)

/** How many corrections and other facts are kept, newest first. */
const LIMIT = 100

/** undefined: never registered, or erased. */
export const findPerson = async (store: Store, id: PersonId): Promise<LoadedPerson | undefined> => {
  const item = await store.get(personKey(id))
  if (item === undefined) return undefined
  const { history = [], alsoKnownBy = [], ...person } = storedPerson.read(item)
  return { person, version: item.version, history, alsoKnownBy }
}

/** What else is stored with the write of a person. */
interface More {
  readonly change?: PersonChange
  readonly alsoKnownBy?: IdentifyingFacts
}

/** Writes a person as they are now. History and other facts are kept, new ones are added at their end. */
export const personWrite = (
  person: Person,
  before: Omit<LoadedPerson, 'person'> | undefined,
  { change, alsoKnownBy: facts }: More = {},
): Write => {
  const history = [...(before?.history ?? []), ...(change === undefined ? [] : [change])].slice(-LIMIT)
  const known = before?.alsoKnownBy ?? []
  const same = known.find((one) => isEqual(one, facts))
  const others = known.filter((one) => !isEqual(one, facts))
  const alsoKnownBy = [...others, ...(facts === undefined ? [] : [same ?? facts])].slice(-LIMIT)
  return {
    put: {
      ...personKey(person.id),
      body: storedPerson.body({
        ...person,
        ...(history.length === 0 ? {} : { history }),
        ...(alsoKnownBy.length === 0 ? {} : { alsoKnownBy }),
      }),
    },
    expect: before === undefined ? 'absent' : { version: before.version },
  }
}
