import { hasOtherDocument } from '../../core/identity/who-is-who.ts'
import { CorrectionClashes } from '../../core/isolation/decisions/correct/correction.ts'
import { type Isolation, isOpen } from '../../core/isolation/isolation.ts'
import type { Person } from '../../core/person/person.ts'
import type { Write } from '../../core/ports/store.ts'
import { identityWrites, lookUpIdentity } from '../../record/identity-repository.ts'
import type { Finding } from '../../record/lookup.ts'
import { findPerson } from '../../record/person-repository.ts'
import { staysOf } from '../../record/stays-repository.ts'

/**
 * The writes that make a person findable by these facts. The old facts still find them, so that an old list does not
 * register them again.
 * @throws CorrectionClashes when the new facts find somebody else who is in isolation
 */
export const findableBy = async (
  ports: Finding,
  { community }: Pick<Isolation, 'community'>,
  person: Person,
): Promise<Write[]> => {
  const { phone, pendingPhone = phone } = person
  const identities = await lookUpIdentity(ports, community, { ...person, phone: pendingPhone })
  const others = new Set(identities.flatMap(({ people }) => (people.includes(person.id) ? [] : people)))
  const clashes = await Promise.all(
    [...others].map(async (other) => {
      const known = (await findPerson(ports.store, other))?.person
      const isApart = known !== undefined && hasOtherDocument(known, person.documentNumber)
      if (isApart) return []
      // Somebody who was merged into this person is the same person.
      const stays = (await staysOf(ports.store, other)).filter((stay) => stay.person !== person.id)
      return stays.filter(isOpen).map(({ id }) => id)
    }),
  )
  if (clashes.flat().length > 0) throw new CorrectionClashes(clashes.flat())
  return identityWrites(identities, person.id)
}
