import { type Community, type Language, postsOf, type Role } from '../../../core/community/community.ts'
import type { IsolationId } from '../../../core/ids.ts'
import { openMatter } from '../../../core/isolation/decisions/open-matter.ts'
import type { Symptom } from '../../../core/meaning.ts'
import type { Relation } from '../../../core/person/person.ts'
import { type Flags, Registration } from '../../../core/person/registration.ts'
import type { MatterKind } from '../../../core/rule-book/rule-book.ts'
import { handleCommand } from '../../../record/isolation-repository.ts'
import { mattersOf } from '../../../record/matter-repository.ts'
import { applyEffects } from '../../../usecases/apply-effects/apply-effects.ts'
import { recordReport } from '../../../usecases/record-report/record-report.ts'
import { register } from '../../../usecases/register/register.ts'
import type { Who } from '../corpus/labelled-lines.ts'
import type { World } from './world.ts'

/** Invented: no operator has assigned these numbers. */
export const RESIDENT = '+8613800000101'
export const OTHER_RESIDENT = '+8613800000102'

export interface NewResident {
  readonly who: Who
  readonly name: string
  readonly phone: string
  readonly room: string
  readonly language: Language
  readonly flags?: Partial<Flags>
  /** Relation to the owner of the phone. */
  readonly relation?: Relation
  /** `2020-02-10 08:30`. Default: the first morning of these worlds. */
  readonly arrived?: string
}

export const ARRIVED = '2020-02-10 08:30'

const none: Flags = { livesAlone: false, over70: false, child: false, chronic: false, pregnant: false }

const registrationOf = (resident: NewResident): Registration => {
  const { name, phone, room, language, flags, relation, arrived = ARRIVED } = resident
  const [date, time] = arrived.split(' ')
  return Registration.parse({
    person: { name, language, phone, ...(relation === undefined ? {} : { relation }) },
    address: { grid: 'grid-1', building: '3', unit: '2', room },
    category: 'overseas',
    arrivedAt: { date, time },
    flags: { ...none, ...flags },
  })
}

export const registerResident = async (world: World, resident: NewResident): Promise<IsolationId> => {
  const { ports, community } = world
  const answer = await register(
    ports,
    community.id,
    registrationOf(resident),
    `staff:${community.administrator.id}`,
  )
  if (!('isolation' in answer)) throw new RangeError(JSON.stringify(answer))
  await world.settle()
  world.add(resident.who, answer.isolation)
  return answer.isolation
}

/** Records a reading as if it had been texted now. */
export const reports = async (
  world: World,
  id: IsolationId,
  tenths: number,
  symptoms: readonly Symptom[] = [],
): Promise<void> => {
  const inbound = `before-${world.ports.clock.now()}`
  await recordReport(world.ports, id, { tenths, symptoms, source: 'sms', by: 'resident', inbound })
  await world.settle()
}

/** Everybody answers both prompts of days `first` to `last` within a few minutes. */
export const healthyDays = async (world: World, first: number, last: number): Promise<void> => {
  for (let day = first; day <= last; day += 1)
    for (const hour of ['08', '18']) {
      await world.until(`2020-02-${10 + day} ${hour}:05`)
      for (const { id } of world.people) await reports(world, id, 365)
    }
}

export const opens = async (world: World, id: IsolationId, kind: MatterKind): Promise<void> => {
  const { ports } = world
  const result = await handleCommand(ports, id, (loaded) => {
    const opened = openMatter(loaded, { kind })
    return {
      by: 'workflow',
      events: [opened.event],
      matters: [opened.matter],
    }
  })
  await applyEffects(ports, result)
  await world.settle()
}

/** The newest matter of this kind that was not joined to another. */
export const matterOf = async (world: World, id: IsolationId, kind: MatterKind) => {
  const matters = (await mattersOf(world.ports.store, id)).filter(
    ({ kind: its, state }) => its === kind && !(state.name === 'settled' && state.outcome === 'joined'),
  )
  const newest = matters.sort((a, b) => (a.openedAt < b.openedAt ? -1 : 1)).at(-1)
  if (newest === undefined) throw new RangeError(`no matter of kind ${kind} was opened`)
  return newest
}

export const codeOf = async (world: World, id: IsolationId, kind: MatterKind): Promise<string> =>
  (await matterOf(world, id, kind)).code

/** The staff member with this role, for the first grid. */
export const postIn = (community: Community, role: Role) => {
  const post = postsOf(community).find((candidate) => candidate.role === role)
  if (post === undefined) throw new RangeError(`nobody is ${role}`)
  return post.staff
}
