import * as z from 'zod/mini'
import { gridOf } from '../../core/community/community.ts'
import { Person } from '../../core/person/person.ts'
import { RungName } from '../../core/rule-book/rule-book.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { loadCommunity, NotFound } from '../../record/community-repository.ts'
import { readEscalation } from '../../record/matter-repository.ts'
import { findIsolation } from '../../record/isolation-repository.ts'
import { mattersList } from '../../record/keys.ts'
import type { Access } from '../auth/access.ts'
import { EscalationView, escalationView } from '../views/matter-view.ts'
import { fewAtOnce } from '../../record/few-at-once.ts'
import { paginate } from '../http/paginate.ts'
import { inGrid, nextCursor, ofCommunity, paging } from '../http/parameters.ts'
import { peopleOf } from '../views/people-view.ts'
import { protectedRoute } from '../auth/protected-route.ts'
import { none } from '../http/route.ts'

const READ_AT_ONCE = 25

export const ListedEscalation = z.strictObject({
  ...EscalationView.shape,
  person: z.optional(
    z
      .nullable(Person)
      .check(
        z.describe(
          'Whom it is about, where they were asked for and may be shown. null: they have been erased.',
        ),
      ),
  ),
})
export type ListedEscalation = z.infer<typeof ListedEscalation>

export const Escalations = z.strictObject({ escalations: z.array(ListedEscalation), cursor: nextCursor })
export type Escalations = z.infer<typeof Escalations>

/** Adds the people, as far as the one who asks may see them. */
const withPeople = async (
  ports: Ports,
  access: Access,
  escalations: readonly EscalationView[],
): Promise<ListedEscalation[]> => {
  const ids = [...new Set(escalations.map(({ isolation }) => isolation))]
  const isolations = await fewAtOnce(ids, READ_AT_ONCE, (id) => findIsolation(ports.store, id))
  const people = await peopleOf(ports, access, isolations)
  return escalations.map((escalation) => {
    const person = people.get(escalation.isolation)
    return person === undefined ? escalation : { ...escalation, person }
  })
}

export const getEscalations = protectedRoute({
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
    include: z
      .optional(z.enum(['person']))
      .check(z.describe('person: with name, phone and address, of those whom the one who asks may see.')),
    ...paging,
  }),
  body: none,
  answers: { 200: { description: 'One page of them.', schema: Escalations } },
  errors: { 404: 'There is no such community, or no such grid in it.' },
  run: async (ports, { params, query, access }) => {
    const { store, clock } = ports
    const { state, grid, rung, include, limit, cursor } = query
    const overdue = query.overdue === 'true'
    const community = await loadCommunity(store, params.community)
    if (grid !== undefined && gridOf(community, grid) === undefined)
      throw new NotFound(`community ${community.id} has no grid ${grid}`)
    const now = clock.now()
    const grids = access.grids(community, grid)
    const page = await paginate(
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
      json: {
        escalations: include === 'person' ? await withPeople(ports, access, page.entries) : page.entries,
        ...(page.cursor === undefined ? {} : { cursor: page.cursor }),
      },
    }
  },
})
