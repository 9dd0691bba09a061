import type * as z from 'zod/mini'
import type { IndexedItem } from '../core/ports/store.ts'
import { ifReadable } from './readable.ts'
import type { Shape, StoredItem } from './shape.ts'

/** The body of an item that its list shows whole. */
export const shownWhole = ({ pk, sk, summary = {} }: IndexedItem): StoredItem => ({
  pk,
  sk,
  body: summary,
})

/**
 * What an index shows of an item. undefined: nothing that this release can read. Nobody may be left out of a list for
 * that: read the item itself, which says what is wrong.
 */
export const readShown = <Schema extends z.ZodMiniType>(
  { read }: Shape<Schema>,
  item: IndexedItem,
): z.output<Schema> | undefined => {
  if (item.summary === undefined) return undefined
  return ifReadable(() => read(shownWhole(item)))
}
