import { type Role, staffFor } from '../../community/community.ts'
import { StaffId } from '../../ids.ts'
import { beforePolice, climbsNow } from '../../matter/ladder.ts'
import type { Matter, Owner } from '../../matter/matter.ts'
import { messageToStaff } from '../../texts/recorded-message.ts'
import { HOUR, type Instant, later, plus } from '../../time/instant.ts'
import type { Decision, Loaded } from '../decision.ts'
import type { LedgerEntry } from '../events.ts'
import { NotPossible } from '../not-possible.ts'

/** Who answers a matter, in which post, and what brought the answer. */
export interface Answerer {
  readonly by: LedgerEntry['by']
  readonly role: Role
  readonly inbound: string
}

const nothing = { events: [], matters: [] } as const

type Open = Extract<Matter['state'], { readonly name: 'open' }>

/** The time to reach the clinic: our decision. */
const ON_THE_WAY = 2 * HOUR

const changed = (matter: Matter, state: Open, more: Partial<Matter> = {}): Partial<Decision> => ({
  matters: [{ ...matter, ...more, state }],
})

/** The next rung is told now. */
const climbsAt = (
  matter: Matter,
  state: Open,
  now: Instant,
  more: Partial<Matter> = {},
): Partial<Decision> => ({
  matters: [{ ...matter, ...more, state: { ...state, dueAt: now } }],
  effects: [{ effect: 'ladder_goes_on', matter: matter.id, next: { do: 'climb', at: now } }],
})

/** Who gave the answer: the owner whose post it is, or else the writer in their own name. */
const writerOf = (
  { community }: Loaded,
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

export const acknowledge = (loaded: Loaded, matter: Matter, answerer: Answerer): Partial<Decision> => {
  if (matter.state.name !== 'open') return nothing
  const writer = writerOf(loaded, matter, matter.state, answerer)
  if (writer === undefined) return nothing
  const state: Open = { ...matter.state, acknowledged: [...matter.state.acknowledged, writer] }
  return climbsNow({ ...matter, state }) ? climbsAt(matter, state, loaded.now) : changed(matter, state)
}

/** The office takes responsibility: the police are told next, by day. @throws NotPossible */
export const callPolice = ({ now }: Loaded, matter: Matter): Partial<Decision> => {
  const { state, ladder } = matter
  if (state.name !== 'open') return nothing
  if (!ladder.some(({ rung }) => rung === 'police_station'))
    throw new NotPossible('the ladder of this matter has no police station')
  if (state.rung === 'police_station') return changed(matter, state, { officeConfirmed: true })
  return climbsAt(matter, { ...state, at: beforePolice(matter) }, now, { officeConfirmed: true })
}

export const confirmAbsence = ({ now }: Loaded, matter: Matter): Partial<Decision> => {
  const { state } = matter
  if (state.name !== 'open') return nothing
  if (state.rung === 'police_station') return changed(matter, state, { absenceConfirmed: true })
  return climbsAt(matter, { ...state, at: beforePolice(matter) }, now, { absenceConfirmed: true })
}

/**
 * The worker goes again, and the next rung before the police is told at once. After that, repeated answers are only
 * recorded.
 */
export const knockAgain = ({ now }: Loaded, matter: Matter): Partial<Decision> => {
  const { state } = matter
  if (state.name !== 'open') return nothing
  const next = matter.ladder[state.at + 1]?.rung
  return next === undefined || next === 'police_station'
    ? changed(matter, state)
    : climbsAt(matter, state, now)
}

/** Tells everybody on a matter except the one who answered. */
const tell = (
  { now }: Loaded,
  { id, code, state }: Matter,
  { by, inbound }: Answerer,
  template: 'on_the_way' | 'false_alarm',
  to: (owner: Owner) => boolean = () => true,
): Pick<Decision, 'messages'> => ({
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

/**
 * Settles nothing: the others are told, and the rung gets the time of the way. Prompts stop, so that no silence on the
 * way to a clinic is looked into.
 */
export const onTheWay = (loaded: Loaded, matter: Matter, answerer: Answerer): Partial<Decision> => {
  const { state } = matter
  if (state.name !== 'open') return nothing
  const dueAt = later(state.dueAt, plus(loaded.now, ON_THE_WAY))
  const { id, kind, severity = 'orange' } = matter
  const refers = kind === 'fever' && loaded.isolation.status.name === 'following'
  return {
    ...changed(matter, { ...state, dueAt }),
    ...tell(loaded, matter, answerer, 'on_the_way'),
    ...(refers
      ? {
          events: [{ type: 'referred', matter: id, severity }],
          plan: 'again',
          effects: [{ effect: 'isolation_goes_on' }],
        }
      : {}),
  }
}

/** Tells the doctor and the hospital, who may rule the illness out; the writer stays responsible. */
export const falseAlarm = (loaded: Loaded, matter: Matter, answerer: Answerer): Partial<Decision> => ({
  ...acknowledge(loaded, matter, answerer),
  ...tell(loaded, matter, answerer, 'false_alarm', ({ role }) => role === 'doctor' || role === 'hospital'),
})
