import * as z from 'zod/mini'
import { gridOf } from '../../core/domain/community.ts'
import { InstantSchema } from '../../core/domain/instant-schema.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { loadCommunity, loadRuleBook, NotFound } from '../../record/community-record.ts'
import { readIsolation } from '../../record/isolation-item.ts'
import { isolationsList } from '../../record/keys.ts'
import { IsolationSummary, summaryOf } from './isolation-summary.ts'
import { mergedPage, type Range } from './merged-page.ts'
import { inGrid, nextCursor, ofCommunity, paging } from './parameters.ts'
import { peopleOf } from './people.ts'
import { none, route } from './route.ts'
import { StatusName } from './status-name.ts'

export const Isolations = z.strictObject({ isolations: z.array(IsolationSummary), cursor: nextCursor })

/** In the list index an isolation stands under its status and the instant it waits for. */
const rangesOf = (pk: string, status: string | undefined, dueBefore: string | undefined): Range[] => {
  if (status === undefined && dueBefore === undefined) return [{ pk }]
  const named = status === undefined ? StatusName.options : [status]
  // '$' is the sign behind '#'.
  return named.map((name) => ({
    pk,
    from: `${name}#`,
    to: dueBefore === undefined ? `${name}$` : `${name}#${dueBefore}`,
  }))
}

export const getIsolations = route<Ports>()({
  method: 'GET',
  path: '/communities/{community}/isolations',
  operation: 'listIsolations',
  tag: 'Isolations',
  summary: 'The isolations of a community',
  description: 'Ordered by status, and within a status by the instant that each waits for, over all grids.',
  params: ofCommunity,
  query: z.strictObject({
    grid: inGrid,
    status: z.optional(StatusName).check(z.describe('Only this status.')),
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
    const { grid, status, dueBefore, include, limit, cursor } = query
    const community = await loadCommunity(store, params.community)
    if (grid !== undefined && gridOf(community, grid) === undefined)
      throw new NotFound(`community ${community.id} has no grid ${grid}`)
    const grids = access.grids(community, grid)
    const page = await mergedPage(
      store,
      {
        ranges: grids.flatMap((id) => rangesOf(isolationsList(community.id, id), status, dueBefore)),
        list: ['isolations', community.id, grid, status, dueBefore].join('/'),
        limit,
        cursor,
      },
      (item) => readIsolation(item).isolation,
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
