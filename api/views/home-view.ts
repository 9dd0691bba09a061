import * as z from 'zod/mini'
import { personalGrant } from '../../core/access/permissions.ts'
import type { Matter } from '../../core/matter/matter.ts'
import { Address } from '../../core/person/person.ts'
import type { Store } from '../../core/ports/store.ts'
import { findHome } from '../../record/home-repository.ts'
import type { Access } from '../auth/access.ts'

/** Where a matter about a home is. */
export const HomeAddress = z
  .optional(z.nullable(Address))
  .check(
    z.describe(
      'The home that it is about. Absent: it is about a person. null: hidden from the caller, or erased.',
    ),
  )

/** undefined: the matter is about a person. */
export const addressOf = async (
  store: Store,
  { principal }: Access,
  matter: Matter,
): Promise<Address | null | undefined> => {
  const { isolation, household, community, grid } = matter
  if (isolation !== undefined || household === undefined) return undefined
  if (personalGrant(principal, { community, grid, matters: [matter] }) === undefined) return null
  return (await findHome(store, household))?.home.address ?? null
}
