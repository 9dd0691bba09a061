import * as z from 'zod/mini'
import { PersonId } from '../core/ids.ts'
import { ConditionFailed, type Item, type Store, type Write } from '../core/ports/store.ts'
import type { Instant } from '../core/time/instant.ts'
import { InstantSchema } from '../core/time/instant-schema.ts'
import { personKey } from './keys.ts'
import { openShape } from './shape.ts'

/**
 * Who has been erased. It is kept outside the record, so that a restored record, which still has the person, can be told
 * again. The id is random and says nothing once the person is erased.
 */
const Erasure = z.strictObject({ person: PersonId, at: InstantSchema })
export type Erasure = z.infer<typeof Erasure>

const storedErasure = openShape('erasure', Erasure)

const ERASURES = 'ERASURES'

/** That all erasures were applied again to this restored table. A table that is restored once more has another name. */
const Reapplied = z.strictObject({ at: InstantSchema, erasures: z.int() })
const storedReapplication = openShape('reapplied-erasures', Reapplied)

const reappliedKey = (table: string) => ({ pk: ERASURES, sk: `REAPPLIED#${table}` })

/** Notes an erasure, once. */
export const noteErasure = async (erasures: Pick<Store, 'transact'>, erasure: Erasure): Promise<void> => {
  try {
    await erasures.transact([
      {
        put: { pk: ERASURES, sk: erasure.person, body: storedErasure.body(erasure) },
        expect: 'absent',
      },
    ])
  } catch (error) {
    if (!(error instanceof ConditionFailed)) throw error
  }
}

/** All erasures, page by page. */
export async function* allErasures(erasures: Pick<Store, 'query'>): AsyncGenerator<readonly Erasure[]> {
  let cursor: string | undefined
  do {
    const page = await erasures.query({
      pk: ERASURES,
      limit: 1_000,
      ...(cursor === undefined ? {} : { cursor }),
    })
    yield page.items.map((item) => storedErasure.read(item))
    cursor = page.cursor
  } while (cursor !== undefined)
}

/** Empties the vault of a person at once; the store removes what is left of the item later. */
export const erasedPersonWrite = ({ version }: Item, person: PersonId, now: Instant): Write => ({
  put: { ...personKey(person), body: {}, expiresAt: now },
  expect: { version },
})

export const noteReapplied = async (
  store: Store,
  table: string,
  what: z.infer<typeof Reapplied>,
): Promise<void> => {
  const key = reappliedKey(table)
  const before = await store.get(key)
  await store.transact([
    {
      put: { ...key, body: storedReapplication.body(what) },
      expect: before === undefined ? 'absent' : { version: before.version },
    },
  ])
}

export const wereErasuresReapplied = async (store: Pick<Store, 'get'>, table: string): Promise<boolean> =>
  (await store.get(reappliedKey(table))) !== undefined
