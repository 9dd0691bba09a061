import type { OnPhone } from '../../core/hearing/reports/people-in-text.ts'
import { spokenNames } from '../../core/hearing/tokens/spoken-names.ts'
import type { Loaded } from '../../core/isolation/decision.ts'
import { isOpen } from '../../core/isolation/isolation.ts'
import type { Person } from '../../core/person/person.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { loadIsolation } from '../../record/isolation-repository.ts'
import { findPerson } from '../../record/person-repository.ts'
import type { Phone } from '../../record/phone-repository.ts'

/** Somebody whom a message from a phone may be about. */
export interface Speaker {
  readonly loaded: Loaded
  readonly letter: string
  /** Has another phone by now, and counts only if the message names them. */
  readonly moved?: boolean
  readonly person?: Person
}

const byLetter = (speakers: readonly Speaker[]): Speaker[] =>
  speakers.toSorted((a, b) => (a.letter < b.letter ? -1 : 1))

/**
 * Whom a message from this phone may be about: everybody in isolation there, in the order of their letters, and those
 * who have left it; if nobody, whoever was there last.
 */
export const speakersOn = async (ports: Pick<Ports, 'store' | 'clock'>, phone: Phone): Promise<Speaker[]> => {
  const all = await Promise.all(
    phone.residents.map(async ({ isolation, member: letter, moved = false }): Promise<Speaker> => {
      const loaded = await loadIsolation(ports, isolation)
      const person = (await findPerson(ports.store, loaded.isolation.person))?.person
      return { loaded, letter, moved, ...(person === undefined ? {} : { person }) }
    }),
  )
  const open = all.filter(({ loaded }) => isOpen(loaded.isolation))
  const here = open.filter(({ moved }) => moved !== true)
  const last = all.findLast(({ moved }) => moved !== true)
  if (here.length === 0) return last === undefined ? [] : [last]
  return [...byLetter(here), ...byLetter(open.filter(({ moved }) => moved === true))]
}

/** A speaker as the reader knows them. The first letter, without a relation on record, is the owner of the phone. */
export const onPhone = (speakers: readonly Speaker[]): OnPhone[] =>
  speakers.map(({ letter, person }, index) => ({
    letter,
    names: [...(speakers.length > 1 ? [letter.toLowerCase()] : []), ...spokenNames(person?.name ?? '')],
    relation: person?.relation ?? (index === 0 ? 'self' : 'other'),
  }))
