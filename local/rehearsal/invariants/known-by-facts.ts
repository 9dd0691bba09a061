import type { Isolation } from '../../../core/isolation/isolation.ts'
import type { Ports } from '../../../core/ports/ports.ts'
import { lookUpIdentity } from '../../../record/identity-repository.ts'
import { findPerson } from '../../../record/person-repository.ts'
import { loadStays } from '../../../record/stays-repository.ts'
import type { Violation } from './invariant.ts'

const invariant = 'everyone is known by every fact of theirs'

/** Everybody who was registered is found by name with document, phone and address, as the vault has them. */
export const knownByFacts = async (
  ports: Pick<Ports, 'store' | 'lookups' | 'clock'>,
  { id, person, community }: Isolation,
): Promise<Violation[]> => {
  const vault = await findPerson(ports.store, person)
  if (vault === undefined) return []
  const identities = await lookUpIdentity(ports, community, vault.person)
  const violations: Violation[] = []
  for (const { clue, people } of identities) {
    const stays = await Promise.all(people.map((one) => loadStays(ports.store, one)))
    if (!stays.some(({ isolations }) => isolations.includes(id)))
      violations.push({ invariant, isolation: id, what: `it is not found by its ${clue}` })
  }
  return violations
}

/** One person is in isolation once at a time. */
export class OpenOnce {
  readonly #open = new Map<string, Isolation>()

  add(isolation: Isolation, isOpen: boolean): Violation[] {
    if (!isOpen) return []
    const other = this.#open.get(isolation.person)
    this.#open.set(isolation.person, isolation)
    return other === undefined
      ? []
      : [
          {
            invariant: 'one person is in isolation once',
            isolation: isolation.id,
            what: `the same person is in isolation as ${other.id}`,
          },
        ]
  }
}
