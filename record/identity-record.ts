import * as z from 'zod/mini'
import { type CommunityId, IsolationId, LocalDate, PersonId } from '../core/domain/ids.ts'
import type { Registration } from '../core/domain/person.ts'
import type { Item, Key, NewItem } from '../core/ports/store.ts'
import { identityKey } from './keys.ts'
import { readBody } from './read-body.ts'
import { toBody } from './to-body.ts'

/** Who a set of identifying facts already is, and the newest isolation of that person. */
const Identity = z.strictObject({ person: PersonId, isolation: IsolationId, arrivedOn: LocalDate })
export type Identity = z.infer<typeof Identity>

const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')

/** The document number says who somebody is; without one the name with the phone, without a phone with the address. */
export const identityOf = (community: CommunityId, { person, address }: Registration): Key => {
  if (person.documentNumber !== undefined)
    return identityKey([community, 'document', plain(person.documentNumber)])
  if (person.phone !== undefined) return identityKey([community, 'phone', plain(person.name), person.phone])
  const { grid, building, unit, room } = address
  return identityKey([
    community,
    'address',
    plain(person.name),
    grid,
    plain(building),
    plain(unit),
    plain(room),
  ])
}

export const readIdentity = (item: Item): Identity => readBody(Identity, item)

export const identityItem = (
  community: CommunityId,
  registration: Registration,
  identity: Identity,
): NewItem => ({ ...identityOf(community, registration), body: toBody(identity) })
