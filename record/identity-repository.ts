import * as z from 'zod/mini'
import { foldedDocument } from '../core/identity/document-number.ts'
import { foldedDoor } from '../core/identity/folded-door.ts'
import { foldedName } from '../core/identity/folded-name.ts'
import { type CommunityId, PersonId } from '../core/ids.ts'
import type { IdentifyingFacts } from '../core/person/person.ts'
import type { Write } from '../core/ports/store.ts'
import { type Finding, type LookedUp, lookUp, writesAt } from './lookup.ts'
import { openShape } from './shape.ts'

/** The people registered under one key. Several only if a person decided so. */
const Identity = z.strictObject({ people: z.array(PersonId) })

const storedIdentity = openShape('people under one key', Identity)

/** `document_only`: whatever the name. */
export type Clue = 'document' | 'phone' | 'address' | 'document_only'

/** Every text by which somebody with these facts is looked up. */
export const identityTexts = (
  community: CommunityId,
  { name, phone, documentNumber, address }: IdentifyingFacts,
): ReadonlyMap<Clue, string> => {
  const folded = foldedName(name)
  const texts = new Map<Clue, string>([['address', ['address', folded, foldedDoor(address)].join('\n')]])
  if (phone !== undefined) texts.set('phone', ['phone', folded, phone].join('\n'))
  if (documentNumber !== undefined) {
    const number = foldedDocument(documentNumber)
    texts.set('document', ['document', folded, number].join('\n'))
    texts.set('document_only', ['document_only', number].join('\n'))
  }
  return new Map([...texts].map(([clue, text]) => [clue, `${community}\n${text}`]))
}

export interface LookedUpIdentity {
  readonly clue: Clue
  readonly people: readonly PersonId[]
  readonly at: LookedUp
}

/** The people found by each key of these facts. */
export const lookUpIdentity = (
  ports: Finding,
  community: CommunityId,
  facts: IdentifyingFacts,
): Promise<LookedUpIdentity[]> =>
  Promise.all(
    [...identityTexts(community, facts)].map(async ([clue, text]) => {
      const at = await lookUp(ports, 'IDENTITY', text)
      return { clue, people: at.item === undefined ? [] : storedIdentity.read(at.item).people, at }
    }),
  )

/** The writes that make a person findable under every key that was looked up. None if they are already. */
export const identityWrites = (identities: readonly LookedUpIdentity[], person: PersonId): Write[] =>
  identities
    .filter(({ people }) => !people.includes(person))
    .flatMap(({ people, at }) => {
      const known = at.item === undefined ? {} : storedIdentity.read(at.item)
      return writesAt(at, { body: storedIdentity.body({ ...known, people: [...people, person] }) })
    })

/** The same after a correction: the person is found by the new facts as well as by the old. */
export const newIdentityWrites = async (
  ports: Finding,
  community: CommunityId,
  facts: IdentifyingFacts,
  person: PersonId,
): Promise<Write[]> => identityWrites(await lookUpIdentity(ports, community, facts), person)
