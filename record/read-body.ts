import * as z from 'zod/mini'
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
