import * as z from 'zod/mini'
import type { IndexedItem, Store } from '../../core/ports/store.ts'
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

const Cursor = z.tuple([z.string(), z.string().check(z.maxLength(500))])

/** `list`: names the list and its filters. `after`: the sort key after which it continues. */
export const writeCursor = (list: string, after: string): string =>
  Buffer.from(JSON.stringify([list, after])).toString('base64url')

/** The sort key after which the list continues. @throws InvalidRequest when the cursor belongs to another list */
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

const sortKey = (item: IndexedItem): string => item.index.sk

/** A source is asked for few items first, and for more each time. */
const MOST_ASKED_FOR = 1_000

/**
 * The most items that `take` may leave out for one page. After them the page ends, however short, so that a filter with
 * few matches costs no more than another.
 */
const MOST_LEFT_OUT = 2_000

async function* itemsOf(
  store: Store,
  ranges: readonly Range[],
  first: number,
  descending: boolean,
): AsyncGenerator<IndexedItem> {
  let limit = first
  for (const { pk, from, to } of ranges) {
    const sk = { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) }
    let cursor: string | undefined
    do {
      const page = await store.queryIndex({
        pk,
        index: 'list',
        sk,
        limit,
        descending,
        ...(cursor === undefined ? {} : { cursor }),
      })
      yield* page.items
      cursor = page.cursor
      limit = Math.min(2 * limit, MOST_ASKED_FOR)
    } while (cursor !== undefined)
  }
}

/** The rest of the range after this sort key. */
const behind = ({ pk, from, to }: Range, after: string, descending: boolean): Range =>
  descending
    ? { pk, ...(from === undefined ? {} : { from }), to: to === undefined || after < to ? after : to }
    : { pk, from: from === undefined || after > from ? after : from, ...(to === undefined ? {} : { to }) }

const isEmpty = ({ from, to }: Range): boolean => from !== undefined && to !== undefined && from > to

/** The ranges of each partition in order: they do not overlap. */
const inOrder = (ranges: readonly Range[], descending: boolean): Range[][] => {
  const start = ({ from = '' }: Range): string => from
  return [...Map.groupBy(ranges, ({ pk }) => pk).values()].map((group) =>
    group.sort((a, b) => (start(a) < start(b) !== descending ? -1 : 1)),
  )
}

/** Items of several sources in the order of their sort keys. */
async function* merged(
  sources: readonly AsyncGenerator<IndexedItem>[],
  descending: boolean,
): AsyncGenerator<IndexedItem> {
  const heads = await Promise.all(sources.map((source) => source.next()))
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
    if (head === undefined || head.done === true || source === undefined) return
    yield head.value
    heads[first] = await source.next()
  }
}

/**
 * One page of several partitions as one list, in the order of their sort keys. The cursor holds the last sort key, so
 * every page costs the same. `take`: undefined leaves an item out; if it leaves out many, a page may be shorter than
 * its limit, even empty, and still have a cursor.
 * @throws InvalidRequest when the cursor belongs to another list
 */
export const paginate = async <Entry>(
  store: Store,
  { ranges, list, limit, cursor, descending = false }: ListQuery,
  take: (item: IndexedItem) => Entry | undefined,
): Promise<{ readonly entries: Entry[]; readonly cursor?: string }> => {
  const after = cursor === undefined ? undefined : readCursor(list, cursor)
  const rest = ranges
    .map((range) => (after === undefined ? range : behind(range, after, descending)))
    .filter((range) => !isEmpty(range))
  const groups = inOrder(rest, descending)
  const share = Math.max(10, Math.ceil((2 * limit) / groups.length))
  const first = Math.min(limit + 1, share, MOST_ASKED_FOR)
  const sources = groups.map((group) => itemsOf(store, group, first, descending))
  const entries: Entry[] = []
  let last: string | undefined
  let leftOut = 0
  for await (const item of merged(sources, descending)) {
    const key = sortKey(item)
    if (key === after) continue
    const entry = take(item)
    if (entry !== undefined && entries.length === limit && last !== undefined)
      return { entries, cursor: writeCursor(list, last) }
    if (entry === undefined) {
      leftOut += 1
      if (leftOut === MOST_LEFT_OUT) return { entries, cursor: writeCursor(list, key) }
    } else entries.push(entry)
    last = key
  }
  return { entries }
}
