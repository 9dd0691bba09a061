import { staffFor } from '../../core/community/community.ts'
import { StaffId } from '../../core/ids.ts'
import { beforePolice, climbsNow } from '../../core/matter/ladder.ts'
import type { Matter, Owner } from '../../core/matter/matter.ts'
import { messageToStaff } from '../../core/texts/recorded-message.ts'
import { HOUR, type Instant, later, plus } from '../../core/time/instant.ts'
import type { Decision, Loaded } from '../../record/isolation-repository.ts'
import type { LoadedMatter } from '../../record/matter-repository.ts'
import type { AnswerInput } from './answer-input.ts'
import { NotPossible } from './decisions.ts'

const nothing = { events: [], matters: [] } as const

type Open = Extract<Matter['state'], { readonly name: 'open' }>

/** The time to reach the clinic: our decision. */
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

/** Who gave the answer: the owner whose post it is, or else the writer in their own name. */
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

/** The office takes responsibility: the police are told next, by day. @throws NotPossible */
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

/**
 * The worker goes again, and the next rung before the police is told at once. After that, repeated answers are only
 * recorded.
 */
export const knockAgain = (found: LoadedMatter, { now }: Loaded): Partial<Decision> => {
  const { matter } = found
  const { state } = matter
  if (state.name !== 'open') return nothing
  const next = matter.ladder[state.at + 1]?.rung
  return next === undefined || next === 'police_station' ? changed(found, state) : climbsAt(found, state, now)
}

/** Tells everybody on a matter except the one who answered. */
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

/** Tells the doctor and the hospital, who may rule the illness out; the writer stays responsible. */
export const falseAlarm = (found: LoadedMatter, loaded: Loaded, input: AnswerInput): Partial<Decision> => ({
  ...acknowledge(found, loaded, input),
  ...tell(found.matter, loaded, input, 'false_alarm', ({ role }) => role === 'doctor' || role === 'hospital'),
})
