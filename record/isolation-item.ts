import * as z from 'zod/mini'
import { Isolation, isOpen } from '../core/isolation/isolation.ts'
import type { NewItem } from '../core/ports/store.ts'
import { isolationDueEntry } from './due-summary.ts'
import { isolationListEntry } from './isolation-summary.ts'
import { isolationKey, isolationsList } from './keys.ts'
import { closedShape } from './shape.ts'

const Stored = z.extend(Isolation, {
  /**
   * The token of the workflow's waiting task. It allows answering for the person: never logged, never in the ledger.
   */
  token: z.optional(z.string()),
})

export const storedIsolation = closedShape('isolation', Stored)

export const isolationItem = (isolation: Isolation, token: string | undefined): NewItem => ({
  ...isolationKey(isolation.id),
  body: storedIsolation.body({ ...isolation, token }),
  index: {
    list: {
      pk: isolationsList(isolation.community, isolation.grid),
      ...isolationListEntry(isolation),
    },
    ...(isOpen(isolation) ? { due: isolationDueEntry(isolation) } : {}),
  },
})

/** @throws NewerShape */
export const readIsolation = (
  item: Pick<NewItem, 'pk' | 'sk' | 'body'>,
): { readonly isolation: Isolation; readonly token: string | undefined } => {
  const { token, ...isolation } = storedIsolation.read(item)
  return { isolation, token }
}
