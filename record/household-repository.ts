import * as z from 'zod/mini'
import { type HouseholdId, IsolationId } from '../core/ids.ts'
import type { Store, Write } from '../core/ports/store.ts'
import { InstantSchema } from '../core/time/instant-schema.ts'
import { householdKey } from './keys.ts'
import { openShape } from './shape.ts'

/** The isolations of the people at one address, past ones too. Holds ids only. */
const Household = z.strictObject({
  isolations: z.array(IsolationId),
  /** A doctor has confirmed this one's illness, and the others have not been told yet. */
  confirmed: z.optional(z.strictObject({ isolation: IsolationId, at: InstantSchema })),
})
export type Household = z.infer<typeof Household>

const storedHousehold = openShape('household', Household)
export const readHousehold = storedHousehold.read

export interface LoadedHousehold {
  readonly household: Household
  /** Absent: nobody of it has been registered yet. */
  readonly version?: number
}

export const nobodyYet: LoadedHousehold = { household: { isolations: [] } }

export const loadHousehold = async (store: Store, id: HouseholdId): Promise<LoadedHousehold> => {
  const item = await store.get(householdKey(id))
  return item === undefined ? nobodyYet : { household: readHousehold(item), version: item.version }
}

/** If somebody has to be told, it is a due item, so that a crash before it loses nobody. */
export const householdWrite = (
  id: HouseholdId,
  { version }: LoadedHousehold,
  household: Household,
): Write => ({
  put: {
    ...householdKey(id),
    body: storedHousehold.body(household),
    ...(household.confirmed === undefined
      ? {}
      : { index: { due: { sk: `household#${household.confirmed.at}#${id}` } } }),
  },
  expect: version === undefined ? 'absent' : { version },
})
