import * as z from 'zod/mini'
import { loadCommunity } from '../../record/community-repository.ts'
import { figuresOf } from '../../usecases/count-figures/kept-figures.ts'
import { Overview, overviewOf } from '../../usecases/count-figures/overview-figures.ts'
import { protectedRoute } from '../auth/protected-route.ts'
import { inGrid, ofCommunity } from '../http/parameters.ts'
import { none } from '../http/route.ts'
import { shownGrids } from '../views/shown-grids.ts'

export type { Overview } from '../../usecases/count-figures/overview-figures.ts'

export const getOverview = protectedRoute({
  method: 'GET',
  path: '/communities/{community}/overview',
  operation: 'getOverview',
  tag: 'Communities',
  summary: 'The figures of a community at this moment',
  description: 'Of all its grids that the caller may see, or of one of them.',
  params: ofCommunity,
  query: z.strictObject({ grid: inGrid }),
  body: none,
  answers: { 200: { description: 'Counts by status, category, slot and rung.', schema: Overview } },
  errors: { 404: 'There is no such community, or no such grid in it.' },
  run: async (ports, { params, query: { grid }, access }) => {
    const community = await loadCommunity(ports.store, params.community)
    const grids = new Set(shownGrids(access, community, grid))
    const figures = await figuresOf(ports, community)
    return { status: 200, json: overviewOf(figures, grids, ports.clock.now()) }
  },
})
