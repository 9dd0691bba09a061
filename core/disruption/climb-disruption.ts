import { type Community, type Role, type Staff, staffFor } from '../community/community.ts'
import { climb, rolesOf } from '../matter/ladder.ts'
import type { Owner } from '../matter/matter.ts'
import { DisruptionKind, type RuleBook } from '../rule-book/rule-book.ts'
import { type Instant, MINUTE, milliseconds, plus } from '../time/instant.ts'
import type { Disruption } from './disruption.ts'

/** Two kinds that open in the same minute have different codes. */
const codeOf = (kind: DisruptionKind, now: Instant): string => {
  const kinds = DisruptionKind.options
  const apart = Math.floor(1000 / kinds.length) * kinds.indexOf(kind)
  return `D${String((Math.floor(milliseconds(now) / MINUTE) + apart) % 1000).padStart(3, '0')}`
}

/** A new one: nobody is told before the rule book's time has passed, because most are over by then. */
export const openedDisruption = (
  community: Community,
  kind: DisruptionKind,
  { ladders, disruptionAfterMinutes }: RuleBook,
  now: Instant,
): Disruption => {
  return {
    community: community.id,
    kind,
    code: codeOf(kind, now),
    ladder: ladders[kind],
    openedAt: now,
    state: {
      name: 'open',
      at: -1,
      round: 0,
      owners: [],
      since: now,
      dueAt: plus(now, disruptionAfterMinutes * MINUTE),
      acknowledged: [],
    },
  }
}

const unique = (owners: readonly Owner[]): Owner[] => [
  ...new Map(owners.map((owner) => [`${owner.role} ${owner.staff}`, owner])).values(),
]

const toldOf = ({ state }: Disruption): readonly Owner[] => state.told ?? []

/** Who holds this post now. Disruptions go to posts that every grid has. */
export const holderOf = (community: Community, role: Role): Staff[] =>
  community.grids.slice(0, 1).map(({ id }) => staffFor(community, role, id))

/** What is due of a disruption now: who is told, and how it stands afterwards. undefined: nothing. */
export const climbDisruption = (
  disruption: Disruption,
  community: Community,
  book: RuleBook,
  now: Instant,
): { readonly tell: readonly Staff[]; readonly after: Disruption } | undefined => {
  const { state } = disruption
  if (state.name === 'settled' || now < state.dueAt) return undefined
  const step = climb(
    { ...disruption, id: disruption.code, absenceConfirmed: false },
    book,
    community.zone,
    now,
  )
  if (step.step === 'stay') return undefined
  if (step.step === 'wait')
    return { tell: [], after: { ...disruption, state: { ...state, dueAt: step.until } } }
  const { rung } = step.rung
  const tell = rolesOf(rung).flatMap((role) => holderOf(community, role).map((staff) => ({ role, staff })))
  const owners = tell.map(({ role, staff }) => ({ role, staff: staff.id }))
  return {
    tell: tell.map(({ staff }) => staff),
    after: {
      ...disruption,
      state: {
        ...state,
        at: step.at,
        round: step.round,
        rung,
        owners,
        told: unique([...toldOf(disruption), ...owners]),
        since: now,
        dueAt: step.dueAt,
        acknowledged: step.round === 0 ? [] : state.acknowledged,
      },
    },
  }
}

/** Somebody on its present rung has it in hand. */
export const takenBy = (disruption: Disruption, owner: Owner): Disruption => {
  const { state } = disruption
  if (state.name === 'settled') return disruption
  return { ...disruption, state: { ...state, acknowledged: unique([...state.acknowledged, owner]) } }
}

/** This one has heard that it is over. */
export const heardBy = (disruption: Disruption, { role, staff }: Owner): Disruption => {
  const { state } = disruption
  if (state.name === 'open') return disruption
  const told = state.told.filter((owner) => owner.role !== role || owner.staff !== staff)
  return { ...disruption, state: { ...state, told } }
}

/** The watch tells within minutes what is due, unless no message can be sent. */
const TOLD_WITHIN = 15 * MINUTE

/** Nobody has it in hand, and the time of its first rung is over, or nobody could be told. */
export const isUntaken = ({ state }: Disruption, now: Instant): boolean =>
  state.name === 'open' &&
  state.acknowledged.length === 0 &&
  (state.at > 0 || state.round > 0 || plus(state.dueAt, TOLD_WITHIN) < now)

/** It is over by itself. */
export const settledDisruption = (disruption: Disruption, now: Instant): Disruption => ({
  ...disruption,
  state: { name: 'settled', at: now, told: [...toldOf(disruption)] },
})
