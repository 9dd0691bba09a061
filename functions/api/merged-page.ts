import * as z from 'zod/mini'
import type { Item, Store } from '../../core/ports/store.ts'
import { InvalidRequest } from './errors.ts'
import { found } from './problems.ts'

/** A part of the list index: one partition, between two sort keys (both inclusive). */
export interface Range {
  readonly pk: string
  readonly from?: string
  readonly to?: string
}

export interface ListQuery {
  readonly ranges: readonly Range[]
  /** Names the list and its filters: a cursor of another list is refused. */
  readonly list: string
  readonly limit: number
  readonly cursor?: string | undefined
  readonly descending?: boolean
}

const Cursor = z.tuple([z.string(), z.string().check(z.maxLength(400))])

/** `list`: names the list and its filters. `after`: the sort key behind which it goes on. */
export const writeCursor = (list: string, after: string): string =>
  Buffer.from(JSON.stringify([list, after])).toString('base64url')

/** The sort key behind which the list goes on. @throws InvalidRequest when the cursor is not of this list */
export const readCursor = (list: string, cursor: string): string => {
  const refused = new InvalidRequest([
    {
      field: 'cursor',
      found: found(cursor),
      reason: 'not a cursor that this list with these filters gave: ask again without it',
    },
  ])
  let content: unknown
  try {
    content = JSON.parse(Buffer.from(cursor, 'base64url').toString())
  } catch {
    throw refused
  }
  const parsed = Cursor.safeParse(content)
  if (!parsed.success || parsed.data[0] !== list) throw refused
  return parsed.data[1]
}

const sortKey = (item: Item): string => item.index?.list?.sk ?? ''

async function* itemsOf(
  store: Store,
  range: Range,
  limit: number,
  descending: boolean,
): AsyncGenerator<Item> {
  let cursor: string | undefined
  do {
    const page = await store.query({
      pk: range.pk,
      index: 'list',
      sk: {
        ...(range.from === undefined ? {} : { from: range.from }),
        ...(range.to === undefined ? {} : { to: range.to }),
      },
      limit,
      descending,
      ...(cursor === undefined ? {} : { cursor }),
    })
    yield* page.items
    cursor = page.cursor
  } while (cursor !== undefined)
}

/** Where the list goes on after this sort key. */
const behind = ({ pk, from, to }: Range, after: string, descending: boolean): Range =>
  descending
    ? { pk, ...(from === undefined ? {} : { from }), to: to === undefined || after < to ? after : to }
    : { pk, from: from === undefined || after > from ? after : from, ...(to === undefined ? {} : { to }) }

const isEmpty = ({ from, to }: Range): boolean => from !== undefined && to !== undefined && from > to

/**
 * One page of several partitions as if they were one list, in the order of their sort keys. The cursor holds the last
 * sort key, so that a page costs the same wherever it stands. `take`: undefined leaves an item out.
 * @throws InvalidRequest when the cursor is not of this list
 */
export const mergedPage = async <Entry>(
  store: Store,
  { ranges, list, limit, cursor, descending = false }: ListQuery,
  take: (item: Item) => Entry | undefined,
): Promise<{ readonly entries: Entry[]; readonly cursor?: string }> => {
  const after = cursor === undefined ? undefined : readCursor(list, cursor)
  const sources = ranges
    .map((range) => (after === undefined ? range : behind(range, after, descending)))
    .filter((range) => !isEmpty(range))
    .map((range) => itemsOf(store, range, Math.min(limit + 1, 200), descending))
  const heads = await Promise.all(sources.map((source) => source.next()))
  const entries: Entry[] = []
  let last: string | undefined
  for (;;) {
    let first = -1
    for (const [index, head] of heads.entries()) {
      if (head.done === true) continue
      const best = first < 0 ? undefined : heads[first]
      if (best === undefined || best.done === true) first = index
      else if (sortKey(head.value) < sortKey(best.value) !== descending) first = index
    }
    const head = heads[first]
    const source = sources[first]
    if (head === undefined || head.done === true || source === undefined) return { entries }
    heads[first] = await source.next()
    const key = sortKey(head.value)
    if (key === after) continue
    const entry = take(head.value)
    if (entry === undefined) continue
    if (entries.length === limit && last !== undefined) return { entries, cursor: writeCursor(list, last) }
    entries.push(entry)
    last = key
  }
}
