import * as z from 'zod/mini'
import { InstantSchema } from '../../core/domain/instant-schema.ts'
import { Category } from '../../core/domain/isolation.ts'
import type { Instant } from '../../core/instant.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Item } from '../../core/ports/store.ts'
import { loadCommunity, loadRuleBook } from '../../record/community-record.ts'
import { readIsolation } from '../../record/isolation-item.ts'
import { isolationsList } from '../../record/keys.ts'
import { OPEN_STATUSES } from '../../record/open-lists.ts'
import { readBody } from '../../record/read-body.ts'
import { IsolationSummary, summaryOf } from './isolation-summary.ts'
import { mergedPage, type Range } from './merged-page.ts'
import { inGrid, nextCursor, ofCommunity, paging } from './parameters.ts'
import { peopleOf } from './people.ts'
import { none, route } from './route.ts'
import { shownGrids } from './shown-grids.ts'
import { StatusName } from './status-name.ts'

export const Isolations = z.strictObject({ isolations: z.array(IsolationSummary), cursor: nextCursor })

interface Which {
  readonly status?: StatusName | undefined
  readonly open: boolean
  readonly dueBefore?: Instant | undefined
}

/** In the list index an isolation stands under its status and the instant it waits for. */
export const rangesOf = (pk: string, { status, open, dueBefore }: Which): Range[] => {
  if (status === undefined && !open && dueBefore === undefined) return [{ pk }]
  const among: readonly StatusName[] = open ? OPEN_STATUSES : StatusName.options
  // '$' is the sign behind '#'.
  return among
    .filter((name) => status === undefined || status === name)
    .map((name) => ({
      pk,
      from: `${name}#`,
      to: dueBefore === undefined ? `${name}$` : `${name}#${dueBefore}`,
    }))
}

const OfCategory = z.object({ isolation: z.object({ category: Category }) })

/** Reading the whole of an isolation only to leave it out would cost many times as much. */
const isIn = (category: Category | undefined, item: Item): boolean =>
  category === undefined || readBody(OfCategory, item).isolation.category === category

export const getIsolations = route<Ports>()({
  method: 'GET',
  path: '/communities/{community}/isolations',
  operation: 'listIsolations',
  tag: 'Isolations',
  summary: 'The isolations of a community',
  description:
    'Ordered by status, and within a status by the instant that each waits for, over all grids. With a category, a page may be shorter than its limit, even empty, and still have a cursor.',
  params: ofCommunity,
  query: z.strictObject({
    grid: inGrid,
    status: z.optional(StatusName).check(z.describe('Only this status.')),
    category: z.optional(Category).check(z.describe('Only this category.')),
    open: z
      .optional(z.enum(['true', 'false']))
      .check(z.describe('true: only those that are neither released nor ended.')),
    dueBefore: z
      .optional(InstantSchema)
      .check(z.describe('Only those that wait for something before this instant.')),
    include: z
      .optional(z.enum(['person']))
      .check(z.describe('person: with name, phone and address, of those whom the one who asks may see.')),
    ...paging,
  }),
  body: none,
  answers: { 200: { description: 'One page of them.', schema: Isolations } },
  errors: { 404: 'There is no such community, or no such grid in it.' },
  run: async (ports, { params, query, access }) => {
    const { store, clock } = ports
    const { grid, status, category, dueBefore, include, limit, cursor } = query
    const open = query.open === 'true'
    const community = await loadCommunity(store, params.community)
    const grids = shownGrids(access, community, grid)
    const page = await mergedPage(
      store,
      {
        ranges: grids.flatMap((id) =>
          rangesOf(isolationsList(community.id, id), { status, open, dueBefore }),
        ),
        list: ['isolations', community.id, grid, status, category, open, dueBefore].join('/'),
        limit,
        cursor,
      },
      (item) => (isIn(category, item) ? readIsolation(item).isolation : undefined),
    )
    const people = await peopleOf(ports, access, include === 'person' ? page.entries : [])
    const now = clock.now()
    const isolations = await Promise.all(
      page.entries.map(async (isolation): Promise<IsolationSummary> => {
        const summary = summaryOf(isolation, await loadRuleBook(store, isolation.ruleBook), now)
        const person = people.get(isolation.id)
        return person === undefined ? summary : { ...summary, person }
      }),
    )
    return {
      status: 200,
      json: { isolations, ...(page.cursor === undefined ? {} : { cursor: page.cursor }) },
    }
  },
})
