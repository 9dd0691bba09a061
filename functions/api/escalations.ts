import * as z from 'zod/mini'
import { gridOf } from '../../core/domain/community.ts'
import { RungName } from '../../core/domain/rule-book.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { loadCommunity, NotFound } from '../../record/community-record.ts'
import { readEscalation } from '../../record/escalation-record.ts'
import { mattersList } from '../../record/keys.ts'
import { EscalationView, escalationView } from './escalation-view.ts'
import { mergedPage } from './merged-page.ts'
import { inGrid, nextCursor, ofCommunity, paging } from './parameters.ts'
import { none, route } from './route.ts'

export const Escalations = z.strictObject({ escalations: z.array(EscalationView), cursor: nextCursor })

export const getEscalations = route<Ports>()({
  method: 'GET',
  path: '/communities/{community}/escalations',
  operation: 'listEscalations',
  tag: 'Escalations',
  summary: 'The escalations of a community',
  description:
    'Open ones by their due time, the most urgent first; settled ones newest first. Doctors, hospitals and police stations see those that were handed to them.',
  params: ofCommunity,
  query: z.strictObject({
    state: z._default(z.enum(['open', 'settled']), 'open').check(z.describe('open, unless said.')),
    grid: inGrid,
    rung: z.optional(RungName).check(z.describe('Only those that stand on this rung now.')),
    overdue: z
      .optional(z.enum(['true', 'false']))
      .check(z.describe('true: only open ones whose due time has passed.')),
    ...paging,
  }),
  body: none,
  answers: { 200: { description: 'One page of them.', schema: Escalations } },
  errors: { 404: 'There is no such community, or no such grid in it.' },
  run: async ({ store, clock }, { params, query, access }) => {
    const { state, grid, rung, limit, cursor } = query
    const overdue = query.overdue === 'true'
    const community = await loadCommunity(store, params.community)
    if (grid !== undefined && gridOf(community, grid) === undefined)
      throw new NotFound(`community ${community.id} has no grid ${grid}`)
    const now = clock.now()
    const grids = access.grids(community, grid)
    const page = await mergedPage(
      store,
      {
        ranges: grids.map((id) => ({
          pk: mattersList(community.id, id),
          from: `${state}#`,
          // '$' is the sign behind '#'.
          to: overdue ? `${state}#${now}` : `${state}$`,
        })),
        list: ['escalations', community.id, grid, state, rung, overdue].join('/'),
        limit,
        cursor,
        descending: state === 'settled',
      },
      (item) => {
        const { escalation } = readEscalation(item)
        if (rung !== undefined && (escalation.state.name !== 'open' || escalation.state.rung !== rung))
          return undefined
        if (overdue && escalation.state.name !== 'open') return undefined
        if (!access.reaches(escalation)) return undefined
        return escalationView(escalation, community.zone, now, access)
      },
    )
    return {
      status: 200,
      json: { escalations: page.entries, ...(page.cursor === undefined ? {} : { cursor: page.cursor }) },
    }
  },
})
