import * as z from 'zod/mini'
import { type CommunityId, PersonId } from '../core/ids.ts'
import type { IdentifyingFacts } from '../core/person/person.ts'
import type { Write } from '../core/ports/store.ts'
import { foldedDocument } from '../core/identity/document-number.ts'
import { foldedDoor } from '../core/identity/folded-door.ts'
import { foldedName } from '../core/identity/folded-name.ts'
import { type Finding, type LookedUp, lookUp, writesAt } from './lookup.ts'
import { bodyReader } from './read-body.ts'
import { toBody } from './to-body.ts'

/** Those who were registered under one key. More than one only where a person decided so. */
const Identity = z.strictObject({ people: z.array(PersonId) })

const readIdentity = bodyReader(Identity)

/** `document only`: whatever the name. */
export type Clue = 'document' | 'phone' | 'address' | 'document only'

/** Every key under which somebody with these facts is found. */
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
    texts.set('document only', ['document only', number].join('\n'))
  }
  return new Map([...texts].map(([clue, text]) => [clue, `${community}\n${text}`]))
}

export interface LookedUpIdentity {
  readonly clue: Clue
  readonly people: readonly PersonId[]
  readonly at: LookedUp
}

/** Whom the record knows under each key of these facts. */
export const lookUpIdentity = (
  ports: Finding,
  community: CommunityId,
  facts: IdentifyingFacts,
): Promise<LookedUpIdentity[]> =>
  Promise.all(
    [...identityTexts(community, facts)].map(async ([clue, text]) => {
      const at = await lookUp(ports, 'IDENTITY', text)
      return { clue, people: at.item === undefined ? [] : readIdentity(at.item).people, at }
    }),
  )

/** The writes that make a person findable under every key that was looked up. None where that is so already. */
export const identityWrites = (identities: readonly LookedUpIdentity[], person: PersonId): Write[] =>
  identities
    .filter(({ people }) => !people.includes(person))
    .flatMap(({ people, at }) => writesAt(at, { body: toBody({ people: [...people, person] }) }))

/** The same for somebody of whom something was put right: they are found by the new facts as well as by the old. */
export const newIdentityWrites = async (
  ports: Finding,
  community: CommunityId,
  facts: IdentifyingFacts,
  person: PersonId,
): Promise<Write[]> => identityWrites(await lookUpIdentity(ports, community, facts), person)
