import * as z from 'zod/mini'
import { freeze } from '../core/freeze.ts'
import type { Key } from '../core/ports/store.ts'

/** An item does not have the shape that this version of the code writes. */
export class UnreadableItem extends Error {
  override readonly name = 'UnreadableItem'
}

export const readBody = <Schema extends z.ZodMiniType>(
  schema: Schema,
  item: Key & { readonly body: unknown },
): z.output<Schema> => {
  const parsed = z.safeParse(schema, item.body)
  if (parsed.success) return parsed.data
  const places = parsed.error.issues.map((issue) => issue.path.join('.') || 'the whole').join(', ')
  throw new UnreadableItem(`${item.pk} ${item.sk} cannot be read: look at ${places}`)
}

/**
 * The same for items that are read repeatedly: a body that was read before is not parsed again. The results are frozen.
 */
export const bodyReader = <Schema extends z.ZodMiniType>(
  schema: Schema,
): ((item: Key & { readonly body: object }) => z.output<Schema>) => {
  const known = new WeakMap<object, { readonly data: z.output<Schema> }>()
  return (item) => {
    const before = known.get(item.body)
    if (before !== undefined) return before.data
    const data = freeze(readBody(schema, item))
    known.set(item.body, { data })
    return data
  }
}
