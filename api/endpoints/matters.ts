import * as z from 'zod/mini'
import { gridOf } from '../../core/community/community.ts'
import { Person } from '../../core/person/person.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { RungName } from '../../core/rule-book/rule-book.ts'
import { loadCommunity, NotFound } from '../../record/community-repository.ts'
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
import { inGrid, nextCursor, ofCommunity, paging, unreadableIds } from '../http/parameters.ts'
import { none } from '../http/route.ts'
import { MatterView, matterView } from '../views/matter-view.ts'
import { peopleOf } from '../views/people-view.ts'

const READ_AT_ONCE = 25

export const ListedMatter = z.strictObject({
  ...MatterView.shape,
  person: z.optional(
    z.nullable(Person).check(z.describe('The person it is about, if requested and allowed. null: erased.')),
  ),
})
export type ListedMatter = z.infer<typeof ListedMatter>

export const Matters = z.strictObject({
  matters: z.array(ListedMatter),
  unreadable: unreadableIds,
  cursor: nextCursor,
})
export type Matters = z.infer<typeof Matters>

/** Adds the people, as far as the caller may see them. */
const withPeople = async (
  ports: Pick<Ports, 'store' | 'clock'>,
  access: Access,
  matters: readonly MatterView[],
): Promise<ListedMatter[]> => {
  const ids = [...new Set(matters.flatMap(({ isolation = [] }) => isolation))]
  const isolations = await fewAtOnce(ids, READ_AT_ONCE, (id) =>
    ifLoadable(() => findIsolation(ports.store, id)),
  )
  const people = await peopleOf(
    ports,
    access,
    isolations.filter((one) => one !== undefined),
  )
  return matters.map((matter) => {
    const person = matter.isolation === undefined ? undefined : people.get(matter.isolation)
    return person === undefined ? matter : { ...matter, person }
  })
}

export const getMatters = protectedRoute({
  method: 'GET',
  path: '/communities/{community}/matters',
  operation: 'listMatters',
  tag: 'Matters',
  summary: 'The matters of a community',
  description:
    'Open ones by their due time, the most urgent first; settled ones newest first. Doctors, hospitals and police stations see those that were handed to them.',
  params: ofCommunity,
  query: z.strictObject({
    state: z._default(z.enum(['open', 'settled']), 'open').check(z.describe('Default: open.')),
    grid: inGrid,
    rung: z.optional(RungName).check(z.describe('Only those on this rung now.')),
    overdue: z
      .optional(z.enum(['true', 'false']))
      .check(z.describe('true: only open ones whose due time has passed.')),
    include: z
      .optional(z.enum(['person']))
      .check(z.describe('person: adds name, phone and address of those whom the caller may see.')),
    ...paging,
  }),
  body: none,
  answers: { 200: { description: 'One page of them.', schema: Matters } },
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
          // '$' is the character after '#'.
          to: overdue ? `${state}#${now}` : `${state}$`,
        })),
        list: ['matters', community.id, grid, state, rung, overdue].join('/'),
        limit,
        cursor,
        descending: state === 'settled',
      },
      (item) => {
        const summary = readMatterSummary(item)
        // What has no summary that can be read may be one of them.
        if (summary === undefined) return item
        if (rung !== undefined && summary.open?.rung !== rung) return undefined
        return access.reaches(ownedMatter(gridOfList(item.index.pk), summary)) ? item : undefined
      },
    )
    const matters: MatterView[] = []
    // The list lags behind: a matter may have moved on by now.
    const { read, unreadable } = readable(
      await itemsOf(store, page.entries),
      (item) => readMatter(item).matter,
    )
    for (const matter of read) {
      const onRung = matter.state.name === 'open' ? matter.state.rung : undefined
      if (matter.state.name !== state || (rung !== undefined && onRung !== rung)) continue
      if (access.reaches(matter)) matters.push(matterView(matter, community.zone, now, access))
    }
    return {
      status: 200,
      json: {
        matters: include === 'person' ? await withPeople(ports, access, matters) : matters,
        ...(unreadable.length === 0 ? {} : { unreadable: unreadable.map(matterIn) }),
        ...(page.cursor === undefined ? {} : { cursor: page.cursor }),
      },
    }
  },
})
