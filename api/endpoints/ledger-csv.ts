import * as z from 'zod/mini'
import { coversAll } from '../../core/access/area.ts'
import type { View } from '../../core/access/view.ts'
import type { Community } from '../../core/community/community.ts'
import type { HouseholdEntry } from '../../core/household/events.ts'
import { type CommunityId, isIsolation } from '../../core/ids.ts'
import type { LedgerEntry } from '../../core/isolation/events.ts'
import type { JsonValue } from '../../core/json.ts'
import type { IndexedItem, Key, Store } from '../../core/ports/store.ts'
import { LocalDate } from '../../core/time/local-time.ts'
import { addDays, daysBetween, localDate, localTime } from '../../core/time/time-zone.ts'
import { toBody } from '../../core/to-body.ts'
import { loadCommunity } from '../../record/community-repository.ts'
import { ledgerList, subjectIn, viewsList } from '../../record/keys.ts'
import { readAnyEntry } from '../../record/ledger-shapes.ts'
import { listed } from '../../record/paginate-query.ts'
import { ifReadable } from '../../record/readable.ts'
import { shownWhole } from '../../record/shown.ts'
import { readView } from '../../record/view-repository.ts'
import type { Access } from '../auth/access.ts'
import { protectedRoute } from '../auth/protected-route.ts'
import { BYTE_ORDER_MARK, csvOf, type Row } from '../http/csv.ts'
import { InvalidRequest } from '../http/errors.ts'
import { ofCommunity } from '../http/parameters.ts'
import { none } from '../http/route.ts'
import { shownEvent } from '../views/ledger-view.ts'

const COLUMNS = [
  'at',
  'local_date',
  'local_time',
  'isolation',
  'entry',
  'grid',
  'by',
  'rule_book',
  'type',
  'slot',
  'matter',
  'temperature',
  'details',
  'household',
]

type Line =
  | { readonly entry: LedgerEntry | HouseholdEntry }
  | { readonly viewed: View }
  /** This release cannot read it. */
  | { readonly key: Key; readonly at: string }

const LONGEST_DAYS = 31
/** A Lambda function returns at most 6 MB. */
const LARGEST = 5_000_000

/** Events and views in the order of time: the sort keys of both lists begin with the instant. */
async function* linesOf(store: Store, community: CommunityId, date: LocalDate): AsyncGenerator<Line> {
  const entries = listed(store, { pk: ledgerList(community, date), index: 'list' })
  const views = listed(store, { pk: viewsList(community, date), index: 'list' })
  let view = await views.next()
  for await (const item of entries) {
    for (; view.done !== true && view.value.index.sk <= item.index.sk; view = await views.next())
      yield viewIn(view.value)
    const entry = ifReadable(() => readAnyEntry(shownWhole(item)))
    yield entry === undefined ? unread(item) : { entry }
  }
  for (; view.done !== true; view = await views.next()) yield viewIn(view.value)
}

const viewIn = (item: IndexedItem): Line => {
  const viewed = ifReadable(() => readView(shownWhole(item)))
  return viewed === undefined ? unread(item) : { viewed }
}

const unread = ({ pk, sk, index }: IndexedItem): Line => ({
  key: { pk, sk },
  at: index.sk.split('#')[0] ?? '',
})

const textOf = (value: JsonValue | undefined): string => (typeof value === 'string' ? value : '')

const entryCells = (line: LedgerEntry | HouseholdEntry, zone: string) => {
  const { at, entry, grid, by, ruleBook } = line
  const { type, slot, matter, tenths, ...details } = toBody(
    'isolation' in line ? shownEvent(line.event) : line.event,
  )
  return [
    at,
    localDate(at, zone),
    localTime(at, zone),
    'isolation' in line ? line.isolation : '',
    entry,
    grid,
    by,
    ruleBook,
    textOf(type),
    textOf(slot),
    textOf(matter),
    typeof tenths === 'number' ? (tenths / 10).toFixed(1) : '',
    Object.keys(details).length === 0 ? '' : JSON.stringify(details),
    'household' in line ? line.household : '',
  ]
}

/** A spreadsheet cell holds 32,767 characters: if there are more people, only their number is written. */
const NAMED_LIMIT = 500

const viewCells = ({ at, by, role, operation, isolations }: View, zone: string) => {
  const [only] = isolations
  const isOne = isolations.length === 1 && only !== undefined
  const people = isOne ? {} : { people: isolations.length }
  const named = isOne || isolations.length > NAMED_LIMIT ? {} : { isolations }
  return [
    at,
    localDate(at, zone),
    localTime(at, zone),
    isOne ? only : '',
    '',
    '',
    by,
    '',
    'viewed',
    '',
    '',
    '',
    JSON.stringify({ role, operation, ...people, ...named }),
    '',
  ]
}

/** Nothing is left out of a file without a word. */
const unreadCells = ({ key: { pk, sk }, at }: Extract<Line, { readonly key: Key }>): Row => {
  const id = subjectIn({ pk })
  return [
    at,
    ...['', '', id !== undefined && isIsolation(id) ? id : ''],
    ...['', '', '', '', 'unreadable', '', '', ''],
    JSON.stringify({ key: sk }),
    id !== undefined && !isIsolation(id) ? id : '',
  ]
}

/**
 * The rows that the caller may see. Of a view or an entry that cannot be read nobody can say which grid it is of. A view can concern many grids, so only somebody who may see all of them sees it.
 */
async function* rowsOf(
  store: Store,
  access: Access,
  { id, zone }: Community,
  from: LocalDate,
  to: LocalDate,
): AsyncGenerator<Row> {
  const isWhole = access.grants.some(({ area }) => coversAll(area, id))
  for (let date = from; date <= to; date = addDays(date, 1))
    for await (const line of linesOf(store, id, date))
      if ('key' in line) {
        if (isWhole) yield unreadCells(line)
      } else if ('viewed' in line) {
        if (isWhole) yield viewCells(line.viewed, zone)
      } else if (access.covers(line.entry)) yield entryCells(line.entry, zone)
}

/** The rows under the names of the columns. */
const written = async (rows: AsyncIterable<Row>, tooLarge: () => Error): Promise<string> => {
  const parts: string[] = []
  let size = 0
  let next: Row[] = [COLUMNS]
  const write = (): void => {
    const part = csvOf(next)
    next = []
    size += Buffer.byteLength(part)
    if (size > LARGEST) throw tooLarge()
    parts.push(part)
  }
  for await (const row of rows) {
    next.push(row)
    if (next.length === 1000) write()
  }
  write()
  return parts.join('')
}

export const getLedgerCsv = protectedRoute({
  method: 'GET',
  path: '/communities/{community}/ledger.csv',
  operation: 'exportLedger',
  tag: 'Communities',
  summary: 'The ledger of a community as CSV',
  description: `Everything that happened, and who looked at whom, between two dates of the community's own calendar, both included, at most ${LONGEST_DAYS} days at once. For spreadsheets: UTF-8 with a byte order mark, formulas made harmless.`,
  params: ofCommunity,
  query: z.strictObject({
    from: LocalDate.check(z.describe('First date, such as 2020-02-10.')),
    to: LocalDate.check(z.describe('Last date, such as 2020-02-24.')),
  }),
  body: none,
  answers: { 200: { description: `The columns ${COLUMNS.join(', ')}.`, type: 'text/csv' } },
  errors: { 404: 'There is no such community.' },
  run: async ({ store }, { params, query: { from, to }, access }) => {
    const community = await loadCommunity(store, params.community)
    const refuse = (reason: string) => new InvalidRequest([{ field: 'to', found: 'a date', reason }])
    if (to < from) throw refuse('lies before from')
    if (daysBetween(from, to) >= LONGEST_DAYS) throw refuse(`at most ${LONGEST_DAYS} days at once`)
    const text = await written(rowsOf(store, access, community, from, to), () =>
      refuse('the answer would be too large: ask for fewer days at once'),
    )
    return {
      status: 200,
      type: 'text/csv; charset=utf-8',
      headers: { 'content-disposition': `attachment; filename="ledger-${community.id}-${from}-${to}.csv"` },
      text: `${BYTE_ORDER_MARK}${text}`,
    }
  },
})
