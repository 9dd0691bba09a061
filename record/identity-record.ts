import * as z from 'zod/mini'
import { type CommunityId, IsolationId, LocalDate, PersonId } from '../core/domain/ids.ts'
import type { Registration } from '../core/domain/person.ts'
import type { Item, Write } from '../core/ports/store.ts'
import { type LookedUp, writesAt } from './lookup-record.ts'
import { readBody } from './read-body.ts'
import { toBody } from './to-body.ts'

/** Who a set of identifying facts already is, and the newest isolation of that person. */
const Identity = z.strictObject({ person: PersonId, isolation: IsolationId, arrivedOn: LocalDate })
export type Identity = z.infer<typeof Identity>

const plain = (text: string): string => text.normalize('NFKC').toLowerCase().replace(/\s+/g, '')

/** The document number says who somebody is; without one the name with the phone, without a phone with the address. */
export const identityOf = (community: CommunityId, { person, address }: Registration): string => {
  if (person.documentNumber !== undefined)
    return [community, 'document', plain(person.documentNumber)].join('\n')
  if (person.phone !== undefined) return [community, 'phone', plain(person.name), person.phone].join('\n')
  const { grid, building, unit, room } = address
  const door = [grid, plain(building), plain(unit), plain(room)]
  return [community, 'address', plain(person.name), ...door].join('\n')
}

export const readIdentity = (item: Item): Identity => readBody(Identity, item)

export const identityWrites = (at: LookedUp, identity: Identity): Write[] =>
  writesAt(at, { body: toBody(identity) })
