import * as z from 'zod/mini'
import { holderOf } from '../../core/disruption/climb-disruption.ts'
import type { HeldUp as Stored } from '../../core/disruption/disruption.ts'
import { IsolationId } from '../../core/ids.ts'
import { Owner } from '../../core/matter/matter.ts'
import { Person } from '../../core/person/person.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { DisruptionKind, RungName } from '../../core/rule-book/rule-book.ts'
import { InstantSchema } from '../../core/time/instant-schema.ts'
import { loadCommunity } from '../../record/community-repository.ts'
import { findDisruption, heldUpIn } from '../../record/disruption-repository.ts'
import { fewAtOnce } from '../../record/few-at-once.ts'
import { findIsolation } from '../../record/isolation-repository.ts'
import { POSTS_OF_DISRUPTIONS, takeDisruption } from '../../usecases/follow-disruption/take-disruption.ts'
import type { Access } from '../auth/access.ts'
import { notForTheRole } from '../auth/forbidden.ts'
import { protectedRoute } from '../auth/protected-route.ts'
import { ofCommunity } from '../http/parameters.ts'
import { none } from '../http/route.ts'
import { peopleOf } from '../views/people-view.ts'

/** How many are named: whoever phones them asks again when these are done. */
const NAMED = 100

const READ_AT_ONCE = 25

const HeldUp = z.strictObject({
  isolation: IsolationId,
  since: InstantSchema.check(z.describe('When the next step was due.')),
  person: z.optional(z.nullable(Person).check(z.describe('If requested and allowed. null: erased.'))),
})

const OpenDisruption = z.strictObject({
  kind: DisruptionKind,
  code: z.string().check(z.describe('Names it in messages: D and three digits.')),
  openedAt: InstantSchema,
  rung: z.optional(RungName).check(z.describe('Absent: nobody has been told yet.')),
  owners: z.array(Owner),
  takenBy: z.array(Owner),
  dueAt: InstantSchema.check(z.describe('When the next post is told, or the same one again.')),
  heldUp: z.int().check(z.describe('How many returnees wait for their next step.')),
  isolations: z.array(HeldUp).check(z.describe('The first hundred of them, longest waiting first.')),
})
export type OpenDisruption = z.infer<typeof OpenDisruption>

export const Disruptions = z.strictObject({ disruptions: z.array(OpenDisruption) })
export type Disruptions = z.infer<typeof Disruptions>

const named = async (
  ports: Pick<Ports, 'store' | 'clock'>,
  access: Access,
  listed: readonly Stored[],
  withPeople: boolean,
): Promise<OpenDisruption['isolations']> => {
  const isolations = withPeople
    ? await fewAtOnce(listed, READ_AT_ONCE, ({ isolation }) => findIsolation(ports.store, isolation))
    : []
  const people = await peopleOf(ports, access, isolations)
  return listed.map(({ isolation, since }) => {
    const person = people.get(isolation)
    return { isolation, since, ...(person === undefined ? {} : { person }) }
  })
}

export const getDisruptions = protectedRoute({
  method: 'GET',
  path: '/communities/{community}/disruptions',
  operation: 'listDisruptions',
  tag: 'Communities',
  summary: 'What keeps many from being looked after as usual',
  description: 'The open ones, at most one of each kind. Each settles by itself.',
  params: ofCommunity,
  query: z.strictObject({
    include: z.optional(z.literal('person')).check(z.describe('person: adds the people it names.')),
  }),
  body: none,
  answers: { 200: { description: 'The open ones.', schema: Disruptions } },
  errors: { 404: 'There is no such community.' },
  run: async (ports, { params, query, access }) => {
    const { store } = ports
    const community = await loadCommunity(store, params.community)
    const grids = new Set(access.grids(community))
    const disruptions: OpenDisruption[] = []
    for (const kind of DisruptionKind.options) {
      const found = await findDisruption(store, community.id, kind)
      if (found === undefined || found.disruption.state.name === 'settled') continue
      const { code, openedAt, state } = found.disruption
      const listed = (await heldUpIn(store, community.id, kind))
        .map(({ heldUp }) => heldUp)
        .filter(({ grid }) => grids.has(grid))
        .sort((a, b) => (a.since < b.since ? -1 : 1))
      disruptions.push({
        kind,
        code,
        openedAt,
        ...(state.rung === undefined ? {} : { rung: state.rung }),
        owners: state.owners,
        takenBy: state.acknowledged,
        dueAt: state.dueAt,
        heldUp: listed.length,
        isolations: await named(ports, access, listed.slice(0, NAMED), query.include === 'person'),
      })
    }
    return { status: 200, json: { disruptions } }
  },
})

export const postDisruptionTaken = protectedRoute({
  method: 'POST',
  path: '/communities/{community}/disruptions/{kind}/taken',
  operation: 'takeDisruption',
  tag: 'Communities',
  summary: 'Say that a disruption is in your hands',
  description: 'The next post is not told then. It settles by itself when it is over.',
  params: z.extend(ofCommunity, {
    kind: DisruptionKind.check(z.describe('Which of them.')),
  }),
  query: none,
  body: z.strictObject({}),
  answers: {
    200: {
      description: 'Recorded, or it is over.',
      schema: z.strictObject({ result: z.enum(['done', 'settled_already']) }),
    },
  },
  errors: { 404: 'There is no such community.' },
  run: async (ports, { params: { community: id, kind }, access }) => {
    const community = await loadCommunity(ports.store, id)
    const role = POSTS_OF_DISRUPTIONS.find((post) => access.grants.some((grant) => grant.post === post))
    const [holder] = role === undefined ? [] : holderOf(community, role)
    if (role === undefined || holder === undefined) throw notForTheRole('takeDisruption', access.principal)
    const isTaken = await takeDisruption(ports, community.id, kind, { role, staff: holder.id })
    return { status: 200, json: { result: isTaken ? 'done' : 'settled_already' } }
  },
})
