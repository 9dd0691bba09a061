import { stringify } from 'csv-stringify/sync'
import * as z from 'zod/mini'
import { type CommunityId, LocalDate } from '../../core/domain/ids.ts'
import { LedgerEntry } from '../../core/domain/ledger.ts'
import type { JsonValue } from '../../core/json.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Store } from '../../core/ports/store.ts'
import { addDays, daysBetween, localDate, localTime } from '../../core/zone.ts'
import { loadCommunity } from '../../record/community-record.ts'
import { ledgerList } from '../../record/keys.ts'
import { readBody } from '../../record/read-body.ts'
import { toBody } from '../../record/to-body.ts'
import { InvalidRequest } from './errors.ts'
import { ofCommunity } from './parameters.ts'
import { none, route } from './route.ts'

const COLUMNS = [
  'at',
  'local_date',
  'local_time',
  'isolation',
  'entry',
  'grid',
  'by',
  'rule_book',
  'what',
  'slot',
  'matter',
  'temperature',
  'details',
]
const LONGEST_DAYS = 31
/** A Lambda function answers with at most 6 MB. */
const LARGEST = 5_000_000

async function* pagesOf(
  store: Store,
  community: CommunityId,
  from: LocalDate,
  to: LocalDate,
): AsyncGenerator<LedgerEntry[]> {
  for (let date = from; date <= to; date = addDays(date, 1)) {
    let cursor: string | undefined
    do {
      const page = await store.query({
        pk: ledgerList(community, date),
        index: 'list',
        limit: 1000,
        ...(cursor === undefined ? {} : { cursor }),
      })
      yield page.items.map((item) => readBody(LedgerEntry, item))
      cursor = page.cursor
    } while (cursor !== undefined)
  }
}

const text = (value: JsonValue | undefined): string => (typeof value === 'string' ? value : '')

const cells = ({ at, isolation, entry, grid, by, ruleBook, happening }: LedgerEntry, zone: string) => {
  const { what, slot, matter, tenths, ...details } = toBody(happening)
  return [
    at,
    localDate(at, zone),
    localTime(at, zone),
    isolation,
    entry,
    grid,
    by,
    ruleBook,
    text(what),
    text(slot),
    text(matter),
    typeof tenths === 'number' ? (tenths / 10).toFixed(1) : '',
    Object.keys(details).length === 0 ? '' : JSON.stringify(details),
  ]
}

const csv = (rows: readonly (readonly (string | number)[])[]): string =>
  // A spreadsheet runs a cell that begins with = + - or @; an apostrophe before it makes it text.
  stringify(
    rows.map((row) => [...row]),
    { escape_formulas: true, record_delimiter: 'windows' },
  )

export const getLedgerCsv = route<Ports>()({
  method: 'GET',
  path: '/communities/{community}/ledger.csv',
  operation: 'exportLedger',
  tag: 'Communities',
  summary: 'The ledger of a community as CSV',
  description: `Everything that happened between two dates of the community's own calendar, both included, at most ${LONGEST_DAYS} days at once. For spreadsheets: UTF-8 with a byte order mark, formulas made harmless.`,
  params: ofCommunity,
  query: z.strictObject({
    from: LocalDate.check(z.describe('First date, such as 2020-02-10.')),
    to: LocalDate.check(z.describe('Last date, such as 2020-02-24.')),
  }),
  body: none,
  answers: { 200: { description: `The columns ${COLUMNS.join(', ')}.`, type: 'text/csv' } },
  errors: { 404: 'There is no such community.' },
  run: async ({ store }, { params, query: { from, to } }) => {
    const community = await loadCommunity(store, params.community)
    const refuse = (reason: string) => new InvalidRequest([{ field: 'to', found: 'a date', reason }])
    if (to < from) throw refuse('lies before from')
    if (daysBetween(from, to) >= LONGEST_DAYS) throw refuse(`at most ${LONGEST_DAYS} days at once`)
    const parts = [csv([COLUMNS])]
    let size = 0
    for await (const entries of pagesOf(store, community.id, from, to)) {
      const part = csv(entries.map((entry) => cells(entry, community.zone)))
      size += Buffer.byteLength(part)
      if (size > LARGEST) throw refuse('the answer would be too large: ask for fewer days at once')
      parts.push(part)
    }
    return {
      status: 200,
      type: 'text/csv; charset=utf-8',
      headers: { 'content-disposition': `attachment; filename="ledger-${community.id}-${from}-${to}.csv"` },
      text: `\ufeff${parts.join('')}`,
    }
  },
})
