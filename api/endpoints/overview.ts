import * as z from 'zod/mini'
import { Overview } from '../../core/figures/overview.ts'
import { InstantSchema } from '../../core/time/instant-schema.ts'
import { loadCommunity } from '../../record/community-repository.ts'
import { loadFigures } from '../../record/grid-figures.ts'
import { countedUntil } from '../../usecases/count-figures/counted-until.ts'
import { overviewOf } from '../../usecases/count-figures/overview-figures.ts'
import { districtOverview } from '../../usecases/judge-line/district-line.ts'
import { protectedRoute } from '../auth/protected-route.ts'
import { inGrid, ofCommunity } from '../http/parameters.ts'
import { none } from '../http/route.ts'
import { shownGrids } from '../views/shown-grids.ts'

const CountedOverview = z.strictObject({
  ...Overview.shape,
  countedAt: InstantSchema.check(
    z.describe('The figures include everything until then: mostly this moment, or about a minute ago.'),
  ),
})
export type CountedOverview = z.infer<typeof CountedOverview>

const answers = {
  200: { description: 'Counts by status, category, slot and rung.', schema: CountedOverview },
}

export const getOverview = protectedRoute({
  method: 'GET',
  path: '/communities/{community}/overview',
  operation: 'getOverview',
  tag: 'Communities',
  summary: 'The figures of a community',
  description:
    'Of all its grids that the caller may see, or of one of them. Counted within two minutes after each change; `countedAt` says until when.',
  params: ofCommunity,
  query: z.strictObject({ grid: inGrid }),
  body: none,
  answers,
  errors: { 404: 'There is no such community, or no such grid in it.' },
  run: async ({ store, clock }, { params, query: { grid }, access }) => {
    const community = await loadCommunity(store, params.community)
    const grids = new Set(shownGrids(access, community, grid))
    const figures = (await loadFigures(store, community.id)).filter((one) => grids.has(one.grid))
    const now = clock.now()
    const countedAt = await countedUntil(store, community, figures, now)
    return { status: 200, json: { ...overviewOf(figures, now), countedAt } }
  },
})

export const getDistrictOverview = protectedRoute({
  method: 'GET',
  path: '/overview',
  operation: 'getDistrictOverview',
  tag: 'Communities',
  summary: 'The figures of the whole district',
  description:
    'Added up every minute from the figures of all grids; `countedAt` says until when they are complete.',
  params: none,
  query: none,
  body: none,
  answers,
  run: async ({ store }) => {
    const { overview, countedAt } = await districtOverview(store)
    return { status: 200, json: { ...overview, countedAt } }
  },
})
