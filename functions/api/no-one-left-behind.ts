import * as z from 'zod/mini'
import type { Community } from '../../core/domain/community.ts'
import { CommunityId, type GridId } from '../../core/domain/ids.ts'
import { InstantSchema } from '../../core/domain/instant-schema.ts'
import { HOUR, type Instant, plus } from '../../core/instant.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Store } from '../../core/ports/store.ts'
import { openAlerts } from '../../record/alert-record.ts'
import { listCommunities, loadCommunity, NotFound } from '../../record/community-record.ts'
import { findIsolation } from '../../record/isolation-record.ts'
import { sweepKey } from '../../record/keys.ts'
import { readBody } from '../../record/read-body.ts'
import { Offender, Sweep } from '../sweep/sweep.ts'
import type { Access } from './access.ts'
import { fewAtOnce } from './few-at-once.ts'
import { openIn } from './figures/count.ts'
import { figuresOf } from './figures/kept-figures.ts'
import { overdueAnywhere, overdueIn } from './overdue.ts'
import { none, route } from './route.ts'

/** The sweeper looks every hour. */
const SWEEPS_AT_LEAST_EVERY = 2 * HOUR

export const LookedAfter = z.strictObject({
  line: z.enum(['green', 'red']).check(z.describe('green: everybody is looked after.')),
  words: z
    .string()
    .check(z.describe('The line in words, such as "No one left behind: 20 of 20 looked after".')),
  open: z.int().check(z.describe('Isolations that are open now.')),
  at: InstantSchema,
  sweptAt: z.nullable(InstantSchema).check(z.describe('When the sweeper looked last. null: not yet.')),
  offenders: z
    .array(Offender)
    .check(z.describe('Who is not looked after: what the sweeper could not mend, and what is overdue now.')),
})
export type LookedAfter = z.infer<typeof LookedAfter>

/** Of what the line tells: the grids of one community, or the whole district. */
interface Scope {
  readonly places: readonly { readonly community: Community; readonly grids: ReadonlySet<GridId> }[]
  readonly isDistrict: boolean
  /** Also grids that a community no longer has. */
  readonly covers: Access['covers']
}

const AT_ONCE = 8

const openNow = async (ports: Ports, { places }: Scope): Promise<number> => {
  const counts = await fewAtOnce(places, AT_ONCE, async ({ community, grids }) =>
    openIn(await figuresOf(ports, community), grids),
  )
  return counts.reduce((sum, count) => sum + count, 0)
}

const overdueNow = async (store: Store, { places, isDistrict }: Scope, now: Instant): Promise<Offender[]> => {
  if (isDistrict) return overdueAnywhere(store, now)
  const found = await Promise.all(
    places.map(({ community, grids }) => overdueIn(store, community.id, [...grids], now)),
  )
  return found.flat()
}

const livesIn = async (
  store: Store,
  { places, covers }: Scope,
  { isolation }: Offender,
): Promise<boolean> => {
  if (isolation === undefined) return false
  try {
    const { community, grid } = await findIsolation(store, isolation)
    return places.some((place) => place.community.id === community) && covers({ community, grid })
  } catch (error) {
    if (error instanceof NotFound) return false
    throw error
  }
}

/** Strangers in danger whom nobody has answered. */
const strangersIn = async ({ store }: Ports, { places }: Scope): Promise<Offender[]> => {
  const open = await Promise.all(places.map(({ community }) => openAlerts(store, community.id)))
  return open.flat().map(({ alert }) => ({
    id: alert.id,
    why: 'a stranger in danger waits for an answer',
    since: alert.openedAt,
  }))
}

/** What the last sweep could not mend, as far as the line tells of it. */
const leftBySweep = async (store: Store, scope: Scope, sweep: Sweep | undefined): Promise<Offender[]> => {
  const offenders = sweep?.offenders ?? []
  if (scope.isDistrict) return offenders
  const here = await fewAtOnce(offenders, AT_ONCE, (offender) => livesIn(store, scope, offender))
  return offenders.filter((_, index) => here[index] === true)
}

const lineOf = async (ports: Ports, scope: Scope): Promise<LookedAfter> => {
  const { store, clock } = ports
  const now = clock.now()
  const overdue = await overdueNow(store, scope, now)
  const strangers = await strangersIn(ports, scope)
  const open = await openNow(ports, scope)
  const item = await store.get(sweepKey())
  const sweep = item === undefined ? undefined : readBody(Sweep, item)
  const known = new Set(overdue.map(({ id }) => id))
  const unmended = await leftBySweep(store, scope, sweep)
  const offenders = [...strangers, ...overdue, ...unmended.filter(({ id }) => !known.has(id))]
  const left = new Set(offenders.flatMap(({ isolation = [] }) => isolation)).size
  const asleep = sweep !== undefined && plus(sweep.at, SWEEPS_AT_LEAST_EVERY) < now
  const words = [
    `No one left behind: ${Math.max(0, open - left)} of ${open} looked after`,
    ...(strangers.length === 0 ? [] : [`strangers in danger: ${strangers.length}`]),
    ...(asleep ? [`the sweeper has not looked since ${sweep.at}`] : []),
  ]
  return {
    line: offenders.length === 0 && !asleep ? 'green' : 'red',
    words: words.join('; '),
    open,
    at: now,
    sweptAt: sweep?.at ?? null,
    offenders,
  }
}

export const getNoOneLeftBehind = route<Ports>()({
  method: 'GET',
  path: '/no-one-left-behind',
  operation: 'getNoOneLeftBehind',
  tag: 'Communities',
  summary: 'One green or red line: is everybody looked after?',
  description:
    'What the last sweep could not mend, and a look at this moment for anything that is overdue. Red as well when the sweeper itself has not looked for two hours. Of one community, as far as the one who asks may see it, or of the district.',
  params: none,
  query: z.strictObject({
    community: z.optional(CommunityId).check(z.describe('Only this community.')),
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
    return { status: 200, json: await lineOf(ports, { places, isDistrict, covers: access.covers }) }
  },
})
