import { staffFor } from '../../core/community/community.ts'
import type { Matter, Owner } from '../../core/matter/matter.ts'
import { StaffId } from '../../core/ids.ts'
import { HOUR, type Instant, later, plus } from '../../core/time/instant.ts'
import { beforePolice, climbsNow } from '../../core/matter/ladder.ts'
import type { LoadedMatter } from '../../record/matter-repository.ts'
import type { Decision, Loaded } from '../../record/isolation-repository.ts'
import { textToStaff } from '../compose-message/recorded-message.ts'
import type { AnswerInput } from './answer-input.ts'
import { NotPossible } from './decisions.ts'

const nothing = { events: [], matters: [] } as const

type Open = Extract<Matter['state'], { readonly name: 'open' }>

/** The time on the way to the clinic: our decision. */
const ON_THE_WAY = 2 * HOUR

const changed = (
  { matter, version, token }: LoadedMatter,
  state: Open,
  more: Partial<Matter> = {},
): Partial<Decision> => ({
  matters: [{ matter: { ...matter, ...more, state }, version, ...(token === undefined ? {} : { token }) }],
})

/** The next rung is told now. */
const climbsAt = (
  { matter, version, token }: LoadedMatter,
  state: Open,
  now: Instant,
  more: Partial<Matter> = {},
): Partial<Decision> => ({
  matters: [{ matter: { ...matter, ...more, state: { ...state, dueAt: now } }, version }],
  taskAnswers: token === undefined ? [] : [{ token, next: { do: 'climb', at: now } }],
})

/** Who says so: the owner whose post it is, or else the writer, noted as herself and in nobody else's name. */
const writerOf = (
  { owners }: Open,
  { grid }: Matter,
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

export const acknowledge = (found: LoadedMatter, loaded: Loaded, input: AnswerInput): Partial<Decision> => {
  const { matter } = found
  if (matter.state.name !== 'open') return nothing
  const writer = writerOf(matter.state, matter, loaded, input)
  if (writer === undefined) return nothing
  const state: Open = { ...matter.state, acknowledged: [...matter.state.acknowledged, writer] }
  return climbsNow({ ...matter, state }) ? climbsAt(found, state, loaded.now) : changed(found, state)
}

/** The office answers for it that the police are told: next, and by day. @throws NotPossible */
export const callPolice = (found: LoadedMatter, { now }: Loaded): Partial<Decision> => {
  const { matter } = found
  const { state, ladder } = matter
  if (state.name !== 'open') return nothing
  if (!ladder.some(({ rung }) => rung === 'police_station'))
    throw new NotPossible('the ladder of this matter has no police station')
  if (state.rung === 'police_station') return changed(found, state, { officeConfirmed: true })
  return climbsAt(found, { ...state, at: beforePolice(matter) }, now, { officeConfirmed: true })
}

export const confirmAbsence = (found: LoadedMatter, { now }: Loaded): Partial<Decision> => {
  const { matter } = found
  const { state } = matter
  if (state.name !== 'open') return nothing
  if (state.rung === 'police_station') return changed(found, state, { absenceConfirmed: true })
  return climbsAt(found, { ...state, at: beforePolice(matter) }, now, { absenceConfirmed: true })
}

/** The worker goes again; whoever is next before the police hears at once. From there on it is noted alone. */
export const knockAgain = (found: LoadedMatter, { now }: Loaded): Partial<Decision> => {
  const { matter } = found
  const { state } = matter
  if (state.name !== 'open') return nothing
  const next = matter.ladder[state.at + 1]?.rung
  return next === undefined || next === 'police_station' ? changed(found, state) : climbsAt(found, state, now)
}

/** Everybody told of a matter hears, but the one who says so. */
const tell = (
  { id, code, state }: Matter,
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
export const onTheWay = (found: LoadedMatter, loaded: Loaded, input: AnswerInput): Partial<Decision> => {
  const { state } = found.matter
  if (state.name !== 'open') return nothing
  const dueAt = later(state.dueAt, plus(loaded.now, ON_THE_WAY))
  const { id, kind, severity = 'orange' } = found.matter
  const refers = kind === 'fever' && loaded.isolation.status.name === 'following'
  return {
    ...changed(found, { ...state, dueAt }),
    ...tell(found.matter, loaded, input, 'on_the_way'),
    ...(refers ? { events: [{ type: 'referred', matter: id, severity }], plan: 'again', resume: true } : {}),
  }
}

/** The doctor and the hospital hear, who may rule it out; the writer is on it. */
export const falseAlarm = (found: LoadedMatter, loaded: Loaded, input: AnswerInput): Partial<Decision> => ({
  ...acknowledge(found, loaded, input),
  ...tell(found.matter, loaded, input, 'false_alarm', ({ role }) => role === 'doctor' || role === 'hospital'),
})
