import * as z from 'zod/mini'
import { CommunityId, type IsolationId } from '../../core/ids.ts'
import type { Isolation } from '../../core/isolation/isolation.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Store } from '../../core/ports/store.ts'
import { InstantSchema } from '../../core/time/instant-schema.ts'
import { loadCommunity, NotFound } from '../../record/community-repository.ts'
import { fewAtOnce } from '../../record/few-at-once.ts'
import { findIsolation } from '../../record/isolation-repository.ts'
import { isUnreadable } from '../../record/shape.ts'
import { districtLine, districtOffenders } from '../../usecases/judge-line/district-line.ts'
import { lineOf } from '../../usecases/judge-line/judge-line.ts'
import { LookedAfter, type NamedOffender } from '../../usecases/judge-line/judged-line.ts'
import type { Access } from '../auth/access.ts'
import { protectedRoute } from '../auth/protected-route.ts'
import { readCursor, writeCursor } from '../http/paginate.ts'
import { nextCursor, paging } from '../http/parameters.ts'
import { none } from '../http/route.ts'
import { peopleOf } from '../views/people-view.ts'

const READ_AT_ONCE = 25

export const LinePage = z.strictObject({ ...LookedAfter.shape, cursor: nextCursor })
export type LinePage = z.infer<typeof LinePage>

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
  line: LinePage,
): Promise<LinePage> => {
  const ids = new Set([...line.offenders, ...line.slow].flatMap(({ isolation = [] }) => isolation))
  const isolations = await fewAtOnce([...ids], READ_AT_ONCE, (id) => readable(ports.store, id))
  const people = await peopleOf(ports, access, isolations.flat())
  const withPerson = (offender: NamedOffender): NamedOffender => {
    const person = offender.isolation === undefined ? undefined : people.get(offender.isolation)
    return person === undefined ? offender : { ...offender, person }
  }
  return { ...line, offenders: line.offenders.map(withPerson), slow: line.slow.map(withPerson) }
}

const LIST = 'no-one-left-behind'

const AfterPlace = z.strictObject({
  since: InstantSchema,
  community: z.optional(CommunityId),
  skip: z.int().check(z.minimum(0)),
})

/** @throws InvalidRequest */
const placeIn = (list: string, cursor: string | undefined): z.infer<typeof AfterPlace> | undefined =>
  cursor === undefined ? undefined : AfterPlace.parse(JSON.parse(readCursor(list, cursor)))

const cursorAt = (list: string, place: z.infer<typeof AfterPlace> | undefined): { cursor?: string } =>
  place === undefined ? {} : { cursor: writeCursor(list, JSON.stringify(place)) }

interface Page {
  readonly limit: number
  readonly cursor?: string | undefined
}

const ofDistrict = async (
  ports: Pick<Ports, 'store' | 'clock'>,
  { limit, cursor }: Page,
): Promise<LinePage> => {
  const [line, { offenders, next }] = await Promise.all([
    districtLine(ports),
    districtOffenders(ports, limit, placeIn(LIST, cursor)),
  ])
  return { ...line, offenders, slow: [], ...cursorAt(LIST, next) }
}

const ofOneCommunity = async (
  ports: Pick<Ports, 'store' | 'clock'>,
  access: Access,
  id: CommunityId,
  { limit, cursor }: Page,
): Promise<LinePage> => {
  const community = await loadCommunity(ports.store, id)
  const places = [{ community, grids: new Set(access.grids(community)) }]
  const { offenders, slow, ...line } = await lineOf(ports, {
    places,
    isDistrict: false,
    covers: access.covers,
  })
  const list = `${LIST}/${id}`
  const skip = placeIn(list, cursor)?.skip ?? 0
  const isLast = Math.max(offenders.length, slow.length) <= skip + limit
  return {
    ...line,
    offenders: offenders.slice(skip, skip + limit),
    slow: slow.slice(skip, skip + limit),
    ...cursorAt(list, isLast ? undefined : { since: line.at, community: id, skip: skip + limit }),
  }
}

export const getNoOneLeftBehind = protectedRoute({
  method: 'GET',
  path: '/no-one-left-behind',
  operation: 'getNoOneLeftBehind',
  tag: 'Communities',
  summary: 'One line, green, amber or red: is everybody looked after?',
  description:
    'Red, with names: somebody has neither a next step nor a matter whose owner still has time; a last rung is unanswered through two rounds; a decision is more than a day late; danger has no person; it is unknown whether the prompt to a silent phone arrived and nobody has confirmed the silence; or the sweeper has not run for two hours. Amber: more matters than usual for the community at this hour are beyond their first rung, or the figures are late. For one community, as far as the caller may see it, or for the district: then by figures that are added up every minute, and the names community by community.',
  params: none,
  query: z.strictObject({
    community: z.optional(CommunityId).check(z.describe('Only this community.')),
    include: z.optional(z.literal('person')).check(z.describe('person: adds the people it names.')),
    ...paging,
  }),
  body: none,
  answers: { 200: { description: 'The line, with one page of those it names.', schema: LinePage } },
  errors: { 404: 'There is no such community.' },
  run: async (ports, { query, access }) => {
    const { community, include, ...page } = query
    const line =
      community === undefined
        ? await ofDistrict(ports, page)
        : await ofOneCommunity(ports, access, community, page)
    return { status: 200, json: include === undefined ? line : await withPeople(ports, access, line) }
  },
})
