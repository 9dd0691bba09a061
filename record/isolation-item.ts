import * as z from 'zod/mini'
import { Isolation, isOpen } from '../core/isolation/isolation.ts'
import type { NewItem } from '../core/ports/store.ts'
import { toBody } from '../core/to-body.ts'
import { isolationSortKey } from './isolation-summary.ts'
import { dueListOf, isolationKey, isolationsList } from './keys.ts'
import { bodyReader } from './read-body.ts'

const Stored = z.strictObject({
  isolation: Isolation,
  /**
   * The token of the workflow's waiting task. It allows answering for the person: never logged, never in the ledger.
   */
  token: z.optional(z.string()),
})

export const isolationItem = (isolation: Isolation, token: string | undefined): NewItem => {
  const due = isolation.awaiting?.at ?? 'never'
  return {
    ...isolationKey(isolation.id),
    body: toBody({ isolation, token }),
    index: {
      list: {
        pk: isolationsList(isolation.community, isolation.grid),
        sk: isolationSortKey(isolation),
      },
      ...(isOpen(isolation)
        ? { due: { pk: dueListOf(isolation.id), sk: `isolation#${due}#${isolation.id}` } }
        : {}),
    },
  }
}

export const readIsolation: (item: NewItem) => z.infer<typeof Stored> = bodyReader(Stored)
