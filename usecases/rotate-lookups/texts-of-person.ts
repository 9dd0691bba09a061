import type { CommunityId } from '../../core/ids.ts'
import type { Address } from '../../core/person/person.ts'
import type { PersonChange } from '../../core/person/person-change.ts'
import type { LookupKind } from '../../core/ports/lookups.ts'
import { doorText } from '../../record/address-repository.ts'
import { identityTexts } from '../../record/identity-repository.ts'
import type { LoadedPerson } from '../../record/person-repository.ts'

type Field = PersonChange['changes'][number]['field']
type Texts = ReadonlyMap<string, readonly [LookupKind, string]>

/**
 * Everything that may find a person: facts that are known, or were before a correction, in any combination, and those
 * that later registrations gave.
 */
export const textsOfPerson = (
  community: CommunityId,
  { person, history, alsoKnownBy }: Pick<LoadedPerson, 'person' | 'history' | 'alsoKnownBy'>,
): Texts => {
  const before = (field: Field): readonly (string | Address | null)[] =>
    history.flatMap(({ changes }) => changes.flatMap((one) => (one.field === field ? [one.from] : [])))
  const wordsOf = (field: Field): string[] => before(field).filter((said) => typeof said === 'string')
  const names = [person.name, ...wordsOf('name')]
  const phones = [person.phone, person.pendingPhone, ...wordsOf('phone')]
  const documents = [person.documentNumber, ...wordsOf('documentNumber')]
  const addresses = [
    person.address,
    ...before('address').filter((said) => said !== null && typeof said === 'object'),
  ]
  const texts: (readonly [LookupKind, string])[] = []
  for (const phone of phones) if (phone !== undefined) texts.push(['PHONE', phone])
  for (const address of addresses) {
    texts.push(['ADDRESS', doorText(community, address)])
    for (const name of names)
      for (const phone of phones)
        for (const documentNumber of documents)
          for (const text of identityTexts(community, { name, phone, documentNumber, address }).values())
            texts.push(['IDENTITY', text])
  }
  for (const facts of alsoKnownBy) {
    texts.push(['ADDRESS', doorText(community, facts.address)])
    for (const text of identityTexts(community, facts).values()) texts.push(['IDENTITY', text])
  }
  return new Map(texts.map((each) => [each.join('\n'), each]))
}
