import * as z from 'zod/mini'
import { communitiesIn } from '../../core/access/area.ts'
import { Community, gridOf, Language } from '../../core/community/community.ts'
import { CommunityId, IsolationId } from '../../core/ids.ts'
import { dayAt } from '../../core/isolation/calendar.ts'
import { Isolation } from '../../core/isolation/isolation.ts'
import { Answer, Matter } from '../../core/matter/matter.ts'
import { type Address, Person } from '../../core/person/person.ts'
import { Category, Flags } from '../../core/person/registration.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Instant } from '../../core/time/instant.ts'
import { InstantSchema } from '../../core/time/instant-schema.ts'
import { knownCommunities, recentCommunities } from '../../record/community-repository.ts'
import { fewAtOnce } from '../../record/few-at-once.ts'
import { findIsolation } from '../../record/isolation-repository.ts'
import { gridOfList, matterIn, mattersList } from '../../record/keys.ts'
import { readMatter } from '../../record/matter-repository.ts'
import { ownedMatter, readMatterSummary } from '../../record/matter-summary.ts'
import { itemsOf } from '../../record/paginate-query.ts'
import { ifLoadable, readable } from '../../record/readable.ts'
import type { Access } from '../auth/access.ts'
import { protectedRoute } from '../auth/protected-route.ts'
import { paginate } from '../http/paginate.ts'
import { nextCursor, paging, unreadableIds } from '../http/parameters.ts'
import { none } from '../http/route.ts'
import { addressOf, HomeAddress } from '../views/home-view.ts'
import { MatterView, matterView } from '../views/matter-view.ts'
import { type People, peopleOf } from '../views/people-view.ts'

const READ_AT_ONCE = 25

export const MyMatter = z.strictObject({
  matter: z.strictObject({ ...MatterView.shape, code: Matter.shape.code }),
  answers: z.array(Answer).check(z.describe("Those that the caller's post may give.")),
  person: z
    .nullable(Person)
    .check(z.describe("The person it is about. null: erased, or not visible to the caller's post.")),
  isolation: z
    .nullable(
      z.strictObject({
        id: IsolationId,
        day: z.int(),
        lastDay: z.int(),
        category: Category,
        flags: Flags,
        language: Language,
        closeContactOf: Isolation.shape.closeContactOf,
      }),
    )
    .check(z.describe('null: it is about a home.')),
  home: HomeAddress,
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
  handedOn: z
    .optional(z.int())
    .check(
      z.describe(
        'How many open matters were theirs and wait for others now. Absent if the matters take more than one page.',
      ),
    ),
  unreadable: unreadableIds,
  cursor: nextCursor,
})
export type MyMatters = z.infer<typeof MyMatters>

interface Owned {
  readonly matter: Matter
  readonly isolation: Isolation | undefined
  readonly home: Address | null | undefined
  readonly community: Community
}

const shownOf = (isolation: Isolation, now: Instant): NonNullable<MyMatter['isolation']> => {
  const { id, lastDay, category, flags, language, closeContactOf } = isolation
  return {
    id,
    day: dayAt(isolation, now),
    lastDay,
    category,
    flags,
    language,
    ...(closeContactOf === undefined ? {} : { closeContactOf }),
  }
}

const viewOf = (
  { matter, isolation, home, community }: Owned,
  access: Access,
  people: People,
  now: Instant,
): MyMatter => {
  const view = matterView(matter, community.zone, now, access)
  return {
    matter: { ...view, code: matter.code },
    answers: view.answers,
    person: (isolation && people.get(isolation.id)) ?? null,
    isolation: isolation === undefined ? null : shownOf(isolation, now),
    ...(home === undefined ? {} : { home }),
    community: { id: community.id, name: community.name, zone: community.zone },
    gridName: gridOf(community, matter.grid)?.name ?? matter.grid,
  }
}

/** The communities in which the caller may own matters, each with its grids. */
const communitiesOf = async (ports: Pick<Ports, 'store' | 'clock'>, access: Access) => {
  const ids = communitiesIn(access.grants.map(({ area }) => area))
  const communities =
    ids === undefined ? await recentCommunities(ports) : await knownCommunities(ports.store, ids)
  return communities
    .map((community) => ({ community, grids: access.grids(community) }))
    .filter(({ grids }) => grids.length > 0)
}

export const getMyMatters = protectedRoute({
  method: 'GET',
  path: '/my-matters',
  operation: 'listMyMatters',
  tag: 'Matters',
  summary: "The caller's open matters",
  description: 'Open matters that wait for a post of the caller, soonest due first, over all communities.',
  params: none,
  query: z.strictObject(paging),
  body: none,
  answers: { 200: { description: 'One page of them.', schema: MyMatters } },
  run: async (ports, { query: { limit, cursor }, actor, access }) => {
    const places = await communitiesOf(ports, access)
    let handedOn = 0
    const page = await paginate(
      ports.store,
      {
        ranges: places.flatMap(({ community, grids }) =>
          grids.map((grid) => ({ pk: mattersList(community.id, grid), from: 'open#', to: 'open$' })),
        ),
        list: `my-matters/${actor}`,
        limit,
        cursor,
      },
      (item) => {
        const summary = readMatterSummary(item)
        // What has no summary that can be read may be theirs.
        if (summary === undefined) return item
        const matter = ownedMatter(gridOfList(item.index.pk), summary)
        if (access.owns(matter)) return item
        if (access.wasHanded(matter)) handedOn += 1
        return undefined
      },
    )
    const items = readable(await itemsOf(ports.store, page.entries), (item) => readMatter(item).matter)
    const unreadable: string[] = items.unreadable.map(matterIn)
    const owned = await fewAtOnce(items.read, READ_AT_ONCE, async (matter): Promise<Owned[]> => {
      const place = places.find(({ community }) => community.id === matter.community)
      if (place === undefined) return []
      // The list lags behind: a matter may have moved on by now.
      if (!access.owns(matter)) {
        if (matter.state.name === 'open' && access.wasHanded(matter)) handedOn += 1
        return []
      }
      const { isolation: id } = matter
      const home = await addressOf(ports.store, access, matter)
      const isolation = id && (await ifLoadable(() => findIsolation(ports.store, id)))
      if (id !== undefined && isolation === undefined) unreadable.push(matter.id)
      return id !== undefined && isolation === undefined
        ? []
        : [{ matter, isolation, home, community: place.community }]
    })
    const mine = owned.flat()
    const isolations = new Map(
      mine.flatMap(({ isolation }) => (isolation === undefined ? [] : [[isolation.id, isolation]])),
    )
    const people = await peopleOf(ports, access, [...isolations.values()])
    const now = ports.clock.now()
    return {
      status: 200,
      json: {
        now,
        matters: mine.map((one) => viewOf(one, access, people, now)),
        ...(cursor === undefined && page.cursor === undefined ? { handedOn } : {}),
        ...(unreadable.length === 0 ? {} : { unreadable }),
        ...(page.cursor === undefined ? {} : { cursor: page.cursor }),
      },
    }
  },
})
