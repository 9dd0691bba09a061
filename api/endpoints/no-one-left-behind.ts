import * as z from 'zod/mini'
import { CommunityId, type IsolationId } from '../../core/ids.ts'
import type { Isolation } from '../../core/isolation/isolation.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Store } from '../../core/ports/store.ts'
import { listCommunities, loadCommunity, NotFound } from '../../record/community-repository.ts'
import { fewAtOnce } from '../../record/few-at-once.ts'
import { findIsolation } from '../../record/isolation-repository.ts'
import { isUnreadable } from '../../record/shape.ts'
import { lineOf } from '../../usecases/judge-line/judge-line.ts'
import { LookedAfter, type NamedOffender } from '../../usecases/judge-line/judged-line.ts'
import type { Access } from '../auth/access.ts'
import { protectedRoute } from '../auth/protected-route.ts'
import { none } from '../http/route.ts'
import { peopleOf } from '../views/people-view.ts'

const READ_AT_ONCE = 25

/** Nobody for one who is named because this release cannot read the record: they are shown by their id. */
const readable = async (store: Store, id: IsolationId): Promise<Isolation[]> => {
  try {
    return [await findIsolation(store, id)]
  } catch (error) {
    if (error instanceof NotFound || isUnreadable(error)) return []
    throw error
  }
}

/** Adds the people, as far as the caller may see them. */
const withPeople = async (
  ports: Pick<Ports, 'store' | 'clock'>,
  access: Access,
  line: LookedAfter,
): Promise<LookedAfter> => {
  const ids = new Set([...line.offenders, ...line.slow].flatMap(({ isolation = [] }) => isolation))
  const isolations = await fewAtOnce([...ids], READ_AT_ONCE, (id) => readable(ports.store, id))
  const people = await peopleOf(ports, access, isolations.flat())
  const withPerson = (offender: NamedOffender): NamedOffender => {
    const person = offender.isolation === undefined ? undefined : people.get(offender.isolation)
    return person === undefined ? offender : { ...offender, person }
  }
  return { ...line, offenders: line.offenders.map(withPerson), slow: line.slow.map(withPerson) }
}

export type { LookedAfter } from '../../usecases/judge-line/judged-line.ts'

export const getNoOneLeftBehind = protectedRoute({
  method: 'GET',
  path: '/no-one-left-behind',
  operation: 'getNoOneLeftBehind',
  tag: 'Communities',
  summary: 'One line, green, amber or red: is everybody looked after?',
  description:
    'Red, with names: somebody has neither a next step nor a matter whose owner still has time; a last rung is unanswered through two rounds; a decision is more than a day late; danger has no person; it is unknown whether the prompt to a silent phone arrived and nobody has confirmed the silence; or the sweeper has not run for two hours. Amber: more matters than usual for the community at this hour are beyond their first rung. For one community, as far as the caller may see it, or for the district.',
  params: none,
  query: z.strictObject({
    community: z.optional(CommunityId).check(z.describe('Only this community.')),
    include: z.optional(z.literal('person')).check(z.describe('person: adds the people it names.')),
  }),
  body: none,
  answers: { 200: { description: 'The line.', schema: LookedAfter } },
  errors: { 404: 'There is no such community.' },
  run: async (ports, { query, access }) => {
    const isDistrict = query.community === undefined
    const communities =
      query.community === undefined
        ? await listCommunities(ports.store)
        : [await loadCommunity(ports.store, query.community)]
    const places = communities.map((community) => ({ community, grids: new Set(access.grids(community)) }))
    const line = await lineOf(ports, { places, isDistrict, covers: access.covers })
    return { status: 200, json: query.include === undefined ? line : await withPeople(ports, access, line) }
  },
})
