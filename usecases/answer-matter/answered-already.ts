import { staffFor } from '../../core/community/community.ts'
import type { Escalation, Owner } from '../../core/matter/matter.ts'
import { StaffId } from '../../core/ids.ts'
import { HOUR, type Instant, later, plus } from '../../core/time/instant.ts'
import { beforePolice, climbsNow } from '../../core/matter/ladder.ts'
import type { LoadedEscalation } from '../../record/matter-repository.ts'
import type { Decision, Loaded } from '../../record/isolation-repository.ts'
import { textToStaff } from '../compose-message/recorded-message.ts'
import type { AnswerInput } from './answer-input.ts'
import { NotPossible } from './decisions.ts'

const nothing = { events: [], matters: [] } as const

type Open = Extract<Escalation['state'], { readonly name: 'open' }>

/** The time on the way to the clinic: our decision. */
const ON_THE_WAY = 2 * HOUR

const changed = (
  { escalation, version, token }: LoadedEscalation,
  state: Open,
  more: Partial<Escalation> = {},
): Partial<Decision> => ({
  matters: [
    { escalation: { ...escalation, ...more, state }, version, ...(token === undefined ? {} : { token }) },
  ],
})

/** The next rung is told now. */
const climbsAt = (
  { escalation, version, token }: LoadedEscalation,
  state: Open,
  now: Instant,
  more: Partial<Escalation> = {},
): Partial<Decision> => ({
  matters: [{ escalation: { ...escalation, ...more, state: { ...state, dueAt: now } }, version }],
  taskAnswers: token === undefined ? [] : [{ token, next: { do: 'climb', at: now } }],
})

/** Who says so: the owner whose post it is, or else the writer, noted as herself and in nobody else's name. */
const writerOf = (
  { owners }: Open,
  { grid }: Escalation,
  { community }: Loaded,
  { by, role }: AnswerInput,
): Owner | undefined => {
  const staff = StaffId.safeParse(by.replace(/^staff:/, ''))
  return (
    owners.find((candidate) => candidate.staff === staff.data) ??
    owners.find((candidate) => candidate.role === role) ??
    owners.find((candidate) => staffFor(community, candidate.role, grid).id === staff.data) ??
    (staff.success ? { role, staff: staff.data } : undefined)
  )
}

export const acknowledge = (
  matter: LoadedEscalation,
  loaded: Loaded,
  input: AnswerInput,
): Partial<Decision> => {
  const { escalation } = matter
  if (escalation.state.name !== 'open') return nothing
  const writer = writerOf(escalation.state, escalation, loaded, input)
  if (writer === undefined) return nothing
  const state: Open = { ...escalation.state, acknowledged: [...escalation.state.acknowledged, writer] }
  return climbsNow({ ...escalation, state }) ? climbsAt(matter, state, loaded.now) : changed(matter, state)
}

/** The office answers for it that the police are told: next, and by day. @throws NotPossible */
export const callPolice = (matter: LoadedEscalation, { now }: Loaded): Partial<Decision> => {
  const { escalation } = matter
  const { state, ladder } = escalation
  if (state.name !== 'open') return nothing
  if (!ladder.some(({ rung }) => rung === 'police_station'))
    throw new NotPossible('the ladder of this matter has no police station')
  if (state.rung === 'police_station') return changed(matter, state, { officeConfirmed: true })
  return climbsAt(matter, { ...state, at: beforePolice(escalation) }, now, { officeConfirmed: true })
}

export const confirmAbsence = (matter: LoadedEscalation, { now }: Loaded): Partial<Decision> => {
  const { escalation } = matter
  const { state } = escalation
  if (state.name !== 'open') return nothing
  if (state.rung === 'police_station') return changed(matter, state, { absenceConfirmed: true })
  return climbsAt(matter, { ...state, at: beforePolice(escalation) }, now, { absenceConfirmed: true })
}

/** The worker goes again; whoever is next before the police hears at once. From there on it is noted alone. */
export const knockAgain = (matter: LoadedEscalation, { now }: Loaded): Partial<Decision> => {
  const { escalation } = matter
  const { state } = escalation
  if (state.name !== 'open') return nothing
  const next = escalation.ladder[state.at + 1]?.rung
  return next === undefined || next === 'police_station'
    ? changed(matter, state)
    : climbsAt(matter, state, now)
}

/** Everybody told of a matter hears, but the one who says so. */
const tell = (
  { id, code, state }: Escalation,
  { now }: Loaded,
  { by, inbound }: AnswerInput,
  template: 'on_the_way' | 'false_alarm',
  to: (owner: Owner) => boolean = () => true,
): Pick<Decision, 'messages'> => ({
  messages: (state.name === 'open' ? (state.told ?? state.owners) : [])
    .filter((owner) => by !== `staff:${owner.staff}` && to(owner))
    .map((owner) =>
      textToStaff(
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
 * Settles nothing: the others hear, and the rung has the time that the way takes. Nobody is asked for a reading on the
 * way to a clinic, whose silence would be looked into.
 */
export const onTheWay = (matter: LoadedEscalation, loaded: Loaded, input: AnswerInput): Partial<Decision> => {
  const { state } = matter.escalation
  if (state.name !== 'open') return nothing
  const dueAt = later(state.dueAt, plus(loaded.now, ON_THE_WAY))
  const { id, kind, severity = 'orange' } = matter.escalation
  const refers = kind === 'fever' && loaded.isolation.status.name === 'following'
  return {
    ...changed(matter, { ...state, dueAt }),
    ...tell(matter.escalation, loaded, input, 'on_the_way'),
    ...(refers ? { events: [{ type: 'referred', matter: id, severity }], plan: 'again', resume: true } : {}),
  }
}

/** The doctor and the hospital hear, who may rule it out; the writer is on it. */
export const falseAlarm = (
  matter: LoadedEscalation,
  loaded: Loaded,
  input: AnswerInput,
): Partial<Decision> => ({
  ...acknowledge(matter, loaded, input),
  ...tell(
    matter.escalation,
    loaded,
    input,
    'false_alarm',
    ({ role }) => role === 'doctor' || role === 'hospital',
  ),
})
