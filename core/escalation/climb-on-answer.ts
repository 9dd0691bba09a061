import type { Decision } from '../aggregate/decision.ts'
import { type Community, type Role, staffFor } from '../community/community.ts'
import { type Actor, StaffId } from '../ids.ts'
import type { MatterEvent } from '../matter/events.ts'
import { beforePolice, climbsNow } from '../matter/ladder.ts'
import type { Matter, OpenState as Open, Owner } from '../matter/matter.ts'
import type { Message } from '../message/message.ts'
import { NotPossible } from '../not-possible.ts'
import { messageToStaff } from '../texts/recorded-message.ts'
import type { Instant } from '../time/instant.ts'

interface At {
  readonly community: Community
  readonly now: Instant
}

/** What an answer adds to the decision that records it. */
export interface Changed extends Partial<Pick<Decision<MatterEvent>, 'events' | 'messages' | 'effects'>> {
  readonly matters?: readonly Matter[]
}

/** Who answers a matter, in which post, and what brought the answer. */
export interface Answerer {
  readonly by: Actor
  readonly role: Role
  readonly inbound: string
}

const nothing = { events: [], matters: [] } as const

export const changed = (matter: Matter, state: Open, more: Partial<Matter> = {}): Changed => ({
  matters: [{ ...matter, ...more, state }],
})

/** The next rung is told now. */
const climbsAt = (matter: Matter, state: Open, now: Instant, more: Partial<Matter> = {}): Changed => ({
  matters: [{ ...matter, ...more, state: { ...state, dueAt: now } }],
  effects: [{ effect: 'ladder_goes_on', matter: matter.id, next: { do: 'climb', at: now } }],
})

/** Who gave the answer: the owner whose post it is, or else the writer in their own name. */
const writerOf = (
  { community }: At,
  { grid }: Matter,
  { owners }: Open,
  { by, role }: Answerer,
): Owner | undefined => {
  const staff = StaffId.safeParse(by.replace(/^staff:/, ''))
  return (
    owners.find((candidate) => candidate.staff === staff.data) ??
    owners.find((candidate) => candidate.role === role) ??
    owners.find((candidate) => staffFor(community, candidate.role, grid).id === staff.data) ??
    (staff.success ? { role, staff: staff.data } : undefined)
  )
}

export const acknowledge = (loaded: At, matter: Matter, answerer: Answerer): Changed => {
  if (matter.state.name !== 'open') return nothing
  const writer = writerOf(loaded, matter, matter.state, answerer)
  if (writer === undefined) return nothing
  const state: Open = { ...matter.state, acknowledged: [...matter.state.acknowledged, writer] }
  return climbsNow({ ...matter, state }) ? climbsAt(matter, state, loaded.now) : changed(matter, state)
}

/** The office takes responsibility: the police are told next, by day. @throws NotPossible */
export const callPolice = ({ now }: At, matter: Matter): Changed => {
  const { state, ladder } = matter
  if (state.name !== 'open') return nothing
  if (!ladder.some(({ rung }) => rung === 'police_station'))
    throw new NotPossible('the ladder of this matter has no police station')
  if (state.rung === 'police_station') return changed(matter, state, { officeConfirmed: true })
  return climbsAt(matter, { ...state, at: beforePolice(matter) }, now, { officeConfirmed: true })
}

export const confirmAbsence = ({ now }: At, matter: Matter): Changed => {
  const { state } = matter
  if (state.name !== 'open') return nothing
  if (state.rung === 'police_station') return changed(matter, state, { absenceConfirmed: true })
  return climbsAt(matter, { ...state, at: beforePolice(matter) }, now, { absenceConfirmed: true })
}

/**
 * The worker goes again, and the next rung before the police is told at once. After that, repeated answers are only
 * recorded.
 */
export const knockAgain = ({ now }: At, matter: Matter): Changed => {
  const { state } = matter
  if (state.name !== 'open') return nothing
  const next = matter.ladder[state.at + 1]?.rung
  return next === undefined || next === 'police_station'
    ? changed(matter, state)
    : climbsAt(matter, state, now)
}

/** Tells everybody on a matter except the one who answered. */
export const tell = (
  { now }: At,
  { id, code, state }: Matter,
  { by, inbound }: Answerer,
  template: 'on_the_way' | 'false_alarm',
  to: (owner: Owner) => boolean = () => true,
): { readonly messages: readonly Message[] } => ({
  messages: (state.name === 'open' ? (state.told ?? state.owners) : [])
    .filter((owner) => by !== `staff:${owner.staff}` && to(owner))
    .map((owner) =>
      messageToStaff(
        owner,
        `${template}-${id}-${owner.staff}-${inbound}`.slice(0, 120),
        now,
        template,
        { code },
        id,
      ),
    ),
})

/** Tells the doctor and the hospital, who may rule the illness out; the writer stays responsible. */
export const falseAlarm = (loaded: At, matter: Matter, answerer: Answerer): Changed => ({
  ...acknowledge(loaded, matter, answerer),
  ...tell(loaded, matter, answerer, 'false_alarm', ({ role }) => role === 'doctor' || role === 'hospital'),
})
