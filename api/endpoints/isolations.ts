import * as z from 'zod/mini'
import { loadCommunity, loadRuleBook } from '../../record/community-repository.ts'
import { protectedRoute } from '../auth/protected-route.ts'
import { nextCursor, ofCommunity, paging, unreadableIds } from '../http/parameters.ts'
import { none } from '../http/route.ts'
import { isolationFilters, isolationPage } from '../views/isolation-page.ts'
import { IsolationSummary, summaryOf } from '../views/isolation-summary.ts'
import { peopleOf } from '../views/people-view.ts'

const Isolations = z.strictObject({
  isolations: z.array(IsolationSummary),
  unreadable: unreadableIds,
  cursor: nextCursor,
})

export const getIsolations = protectedRoute({
  method: 'GET',
  path: '/communities/{community}/isolations',
  operation: 'listIsolations',
  tag: 'Isolations',
  summary: 'The isolations of a community',
  description:
    'Ordered by status, and within a status by the instant that each waits for, over all grids. A page may be shorter than its limit, even empty, and still have a cursor.',
  params: ofCommunity,
  query: z.strictObject({
    ...isolationFilters,
    include: z
      .optional(z.enum(['person']))
      .check(z.describe('person: adds name, phone and address of those whom the caller may see.')),
    ...paging,
  }),
  body: none,
  answers: { 200: { description: 'One page of them.', schema: Isolations } },
  errors: { 404: 'There is no such community, or no such grid in it.' },
  run: async (ports, { params, query, access }) => {
    const community = await loadCommunity(ports.store, params.community)
    const page = await isolationPage(ports, access, community, query)
    const people = await peopleOf(ports, access, query.include === 'person' ? page.entries : [])
    const now = ports.clock.now()
    const isolations = await Promise.all(
      page.entries.map(async (isolation): Promise<IsolationSummary> => {
        const book = await loadRuleBook(ports.store, isolation.ruleBook)
        const place = { community: isolation.community, grid: isolation.grid, matters: [] }
        const summary = summaryOf(isolation, book, now, access.mayRecord(place))
        const person = people.get(isolation.id)
        return person === undefined ? summary : { ...summary, person }
      }),
    )
    return {
      status: 200,
      json: {
        isolations,
        ...(page.unreadable.length === 0 ? {} : { unreadable: [...page.unreadable] }),
        ...(page.cursor === undefined ? {} : { cursor: page.cursor }),
      },
    }
  },
})
