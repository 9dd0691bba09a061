import * as z from 'zod/mini'
import { Community, gridOf, Language, postsOf } from '../../core/domain/community.ts'
import { Answer, type Escalation } from '../../core/domain/escalation.ts'
import { CommunityId, IsolationId } from '../../core/domain/ids.ts'
import { InstantSchema } from '../../core/domain/instant-schema.ts'
import { Category, Flags } from '../../core/domain/isolation.ts'
import type { Actor } from '../../core/domain/ledger.ts'
import { Person } from '../../core/domain/person.ts'
import type { Instant } from '../../core/instant.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { answersTo, effectOf, mayAnswer } from '../../core/rules/answers.ts'
import { dayAt } from '../../core/rules/calendar.ts'
import { listCommunities } from '../../record/community-record.ts'
import { readEscalation } from '../../record/escalation-record.ts'
import { loadIsolation } from '../../record/isolation-record.ts'
import { mattersList } from '../../record/keys.ts'
import { findPerson } from '../../record/person-record.ts'
import { EscalationView, escalationView } from './escalation-view.ts'
import { mergedPage } from './merged-page.ts'
import { nextCursor, paging } from './parameters.ts'
import { type Admitted, none, route } from './route.ts'

export const MyMatter = z.strictObject({
  escalation: EscalationView,
  answers: z.array(Answer).check(z.describe('Those that the asking post may give.')),
  person: z
    .nullable(Person)
    .check(z.describe('Whom it is about. null: they have been erased, or are not for the asking post.')),
  isolation: z.strictObject({
    id: IsolationId,
    day: z.int(),
    lastDay: z.int(),
    category: Category,
    flags: Flags,
    language: Language,
  }),
  community: z.strictObject({
    id: CommunityId,
    name: Community.shape.name,
    zone: Community.shape.zone,
  }),
  gridName: z.string(),
})
export type MyMatter = z.infer<typeof MyMatter>

export const MyMatters = z.strictObject({
  now: InstantSchema,
  matters: z.array(MyMatter),
  cursor: nextCursor,
})
export type MyMatters = z.infer<typeof MyMatters>

const ownedBy = ({ state }: Escalation, actor: Actor) =>
  state.name === 'open' ? state.owners.filter(({ staff }) => `staff:${staff}` === actor) : []

const answersOf = (escalation: Escalation, actor: Actor): Answer[] => {
  const roles = ownedBy(escalation, actor).map(({ role }) => role)
  return answersTo(escalation.kind).filter((answer) => {
    const effect = effectOf(escalation.kind, answer)
    return effect !== undefined && roles.some((role) => mayAnswer(escalation.kind, effect, role))
  })
}

const viewOf = async (
  ports: Ports,
  escalation: Escalation,
  community: Community,
  { actor, access }: Admitted,
  now: Instant,
): Promise<MyMatter> => {
  const { isolation } = await loadIsolation(ports, escalation.isolation)
  const person = await findPerson(ports.store, isolation.person)
  const { id, lastDay, category, flags, language } = isolation
  return {
    escalation: escalationView(escalation, community.zone, now, access),
    answers: answersOf(escalation, actor),
    person: person?.person ?? null,
    isolation: { id, day: dayAt(isolation, now), lastDay, category, flags, language },
    community: { id: community.id, name: community.name, zone: community.zone },
    gridName: gridOf(community, escalation.grid)?.name ?? escalation.grid,
  }
}

export const getMyMatters = route<Ports>()({
  method: 'GET',
  path: '/my-matters',
  operation: 'listMyMatters',
  tag: 'Escalations',
  summary: 'The open matters of whoever asks',
  description: 'Those whose owners include the post that asks, soonest due first, over all its communities.',
  params: none,
  query: z.strictObject(paging),
  body: none,
  answers: { 200: { description: 'One page of them.', schema: MyMatters } },
  run: async (ports, { query: { limit, cursor }, actor, access }) => {
    const communities = (await listCommunities(ports.store)).filter((community) =>
      postsOf(community).some(({ staff }) => `staff:${staff.id}` === actor),
    )
    const now = ports.clock.now()
    const page = await mergedPage(
      ports.store,
      {
        ranges: communities.flatMap(({ id, grids }) =>
          grids.map((grid) => ({ pk: mattersList(id, grid.id), from: 'open#', to: 'open$' })),
        ),
        list: `my-matters/${actor}`,
        limit,
        cursor,
      },
      (item) => {
        const { escalation } = readEscalation(item)
        return ownedBy(escalation, actor).length === 0 ? undefined : escalation
      },
    )
    const matters = await Promise.all(
      page.entries.flatMap((escalation) => {
        const community = communities.find(({ id }) => id === escalation.community)
        return community === undefined ? [] : [viewOf(ports, escalation, community, { actor, access }, now)]
      }),
    )
    return {
      status: 200,
      json: { now, matters, ...(page.cursor === undefined ? {} : { cursor: page.cursor }) },
    }
  },
})
