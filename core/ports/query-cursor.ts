import * as z from 'zod/mini'
import { type IndexQuery, type Query, QueryRefused } from './store.ts'

// The index ('' for none) and the pk say which query the cursor belongs to; then the position: sk, or index sk, pk and
// sk.
const CursorContent = z.tuple([z.enum(['', 'list', 'due']), z.string(), z.array(z.string())])

type Asked = Query & Partial<Pick<IndexQuery, 'index'>>

/** The cursor with which a query continues after this position. */
export const writeCursor = (query: Asked, place: readonly string[]): string =>
  Buffer.from(JSON.stringify([query.index ?? '', query.pk, place])).toString('base64url')

/** The position of a cursor. @throws QueryRefused when it belongs to another query */
export const readCursor = (query: Asked, cursor: string): string[] => {
  const foreign = new QueryRefused('the cursor is not one that this query gave: ask again without it')
  let content: unknown
  try {
    content = JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    throw foreign
  }
  const parsed = CursorContent.safeParse(content)
  if (!parsed.success) throw foreign
  const [index, pk, place] = parsed.data
  if (index !== (query.index ?? '') || pk !== query.pk || place.length !== (index === '' ? 1 : 3))
    throw foreign
  if (place.includes('')) throw foreign
  return place
}
