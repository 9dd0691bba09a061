import * as z from 'zod/mini'
import { type Community, gridOf } from '../../core/community/community.ts'
import { dayAt, releaseFrom } from '../../core/isolation/calendar.ts'
import { type Isolation, isOpen } from '../../core/isolation/isolation.ts'
import type { Person } from '../../core/person/person.ts'
import type { Flags } from '../../core/person/registration.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { RuleBook } from '../../core/rule-book/rule-book.ts'
import type { Instant } from '../../core/time/instant.ts'
import { localDate, localTime } from '../../core/time/time-zone.ts'
import { loadCommunity, loadRuleBook } from '../../record/community-repository.ts'
import { protectedRoute } from '../auth/protected-route.ts'
import { BYTE_ORDER_MARK, csvOf, type Row } from '../http/csv.ts'
import { ofCommunity } from '../http/parameters.ts'
import { none } from '../http/route.ts'
import { isolationFilters, isolationPage } from '../views/isolation-page.ts'
import { type People, peopleOf } from '../views/people-view.ts'

/** The longest row has less than 1,000 bytes, and a Lambda function returns at most 6 MB. */
const MOST_ROWS = 5_000

const FACTS = [
  'isolation',
  'grid',
  'grid_name',
  'category',
  'origin',
  'status',
  'day',
  'last_day',
  'arrived',
  'day_zero',
  'release_due',
  'flags',
  'contact',
  'open_matters',
]
const PERSON = ['name', 'phone', 'building', 'unit', 'room', 'relation']

const flagsOf = ({ livesAlone, over70, child, chronic, pregnant }: Flags): string =>
  [
    livesAlone && 'lives_alone',
    over70 && 'over_70',
    child && 'child',
    chronic && 'chronic',
    pregnant && 'pregnant',
  ]
    .filter((words) => words !== false)
    .join('; ')

const contactOf = ({ contact }: Isolation): string =>
  contact.by === 'sms' ? 'sms' : `worker (${contact.why})`

/** When it is, or was, released regularly. */
const releaseOf = (isolation: Isolation, book: RuleBook): Instant | undefined => {
  const { status } = isolation
  if (status.name === 'released') return status.at
  if (status.name === 'approved') return status.releaseAt
  return isOpen(isolation) ? releaseFrom(isolation, book) : undefined
}

const local = (at: Instant | undefined, zone: string): string =>
  at === undefined ? '' : `${localDate(at, zone)} ${localTime(at, zone)}`

const factsOf = (isolation: Isolation, community: Community, book: RuleBook, now: Instant): Row => {
  const {
    id,
    grid,
    category,
    origin = '',
    status,
    lastDay,
    arrivedAt,
    dayZero,
    flags,
    matters,
    zone,
  } = isolation
  return [
    id,
    grid,
    gridOf(community, grid)?.name ?? '',
    category,
    origin,
    status.name,
    dayAt(isolation, now),
    lastDay,
    local(arrivedAt, zone),
    dayZero,
    local(releaseOf(isolation, book), zone),
    flagsOf(flags),
    contactOf(isolation),
    [...new Set(Object.values(matters).map(({ kind }) => kind))].join('; '),
  ]
}

const personCells = (person: Person | null | undefined): Row => {
  if (person === undefined || person === null) return PERSON.map(() => '')
  const { name, phone = '', address, relation = '' } = person
  return [name, phone, address.building, address.unit, address.room, relation]
}

/** `people`: undefined if they were not asked for. */
const rowsOf = (
  { store, clock }: Pick<Ports, 'store' | 'clock'>,
  community: Community,
  isolations: readonly Isolation[],
  people: People | undefined,
): Promise<Row[]> => {
  const now = clock.now()
  return Promise.all(
    isolations.map(async (isolation) => {
      const facts = factsOf(isolation, community, await loadRuleBook(store, isolation.ruleBook), now)
      return people === undefined ? facts : [...facts, ...personCells(people.get(isolation.id))]
    }),
  )
}

/** The address of the next part, relative to this one. */
const linkTo = (query: Readonly<Record<string, string | number | undefined>>, cursor: string): string => {
  const next = new URLSearchParams()
  for (const [name, value] of Object.entries({ ...query, cursor }))
    if (value !== undefined) next.set(name, String(value))
  return `<isolations.csv?${next}>; rel="next"`
}

export const getIsolationsCsv = protectedRoute({
  method: 'GET',
  path: '/communities/{community}/isolations.csv',
  operation: 'exportIsolations',
  tag: 'Isolations',
  summary: 'The isolations of a community as CSV',
  description: `Comes in parts of at most ${MOST_ROWS} rows: the header Link names the next part with rel="next", and the last part has none. The first part begins with the names of the columns; all parts, one behind the other, are one file. For spreadsheets: UTF-8 with a byte order mark, formulas made harmless, moments in local time.`,
  params: ofCommunity,
  query: z.strictObject({
    ...isolationFilters,
    include: z
      .optional(z.enum(['person']))
      .check(
        z.describe(
          'person: adds name, phone, address and relation of those whom the caller may see. The view is recorded.',
        ),
      ),
    limit: z
      ._default(z.coerce.number().check(z.multipleOf(1), z.minimum(1), z.maximum(MOST_ROWS)), MOST_ROWS)
      .check(z.describe('The maximum number of rows in a part.')),
    cursor: z
      .optional(z.string().check(z.maxLength(1000)))
      .check(z.describe('Where the previous part ended, from its Link header.')),
  }),
  body: none,
  answers: {
    200: { description: `The columns ${[...FACTS, ...PERSON].join(', ')}.`, type: 'text/csv' },
  },
  errors: { 404: 'There is no such community, or no such grid in it.' },
  run: async (ports, { params, query, access }) => {
    const community = await loadCommunity(ports.store, params.community)
    const page = await isolationPage(ports, access, community, query)
    const isNamed = query.include === 'person'
    const people = isNamed ? await peopleOf(ports, access, page.entries) : undefined
    const rows = [
      ...(await rowsOf(ports, community, page.entries, people)),
      // Nobody is left out of a file: an isolation that cannot be read has a row with nothing else.
      ...page.unreadable.map((id) =>
        FACTS.map((name) => ({ isolation: id, status: 'unreadable' })[name] ?? ''),
      ),
    ]
    const isFirst = query.cursor === undefined
    const names = isNamed ? [...FACTS, ...PERSON] : FACTS
    const today = localDate(ports.clock.now(), community.zone)
    return {
      status: 200,
      type: 'text/csv; charset=utf-8',
      headers: {
        'content-disposition': `attachment; filename="isolations-${community.id}-${today}.csv"`,
        ...(page.cursor === undefined ? {} : { link: linkTo(query, page.cursor) }),
      },
      text: isFirst ? `${BYTE_ORDER_MARK}${csvOf([names, ...rows])}` : csvOf(rows),
    }
  },
})
