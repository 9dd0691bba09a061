import { type Isolation, isOpen } from '../../core/isolation/isolation.ts'
import type { Person } from '../../core/person/person.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Write } from '../../core/ports/store.ts'
import { hasOtherDocument } from '../../core/identity/who-is-who.ts'
import { identityWrites, lookUpIdentity } from '../../record/identity-repository.ts'
import { findPerson } from '../../record/person-repository.ts'
import { staysOf } from '../../record/stays-repository.ts'
import { CorrectionClashes } from './correction.ts'

/**
 * The writes by which a person is found by these facts from now on. By the old ones they are found still: whoever brings
 * an old list does not register them once more.
 * @throws CorrectionClashes when somebody else who is in isolation is found by the new ones
 */
export const findableBy = async (
  ports: Ports,
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
      // Whoever was merged into this person is no other one.
      const stays = (await staysOf(ports.store, other)).filter((stay) => stay.person !== person.id)
      return stays.filter(isOpen).map(({ id }) => id)
    }),
  )
  if (clashes.flat().length > 0) throw new CorrectionClashes(clashes.flat())
  return identityWrites(identities, person.id)
}
