import type { Community, Language, Role } from '../../../core/community/community.ts'
import type { IsolationId } from '../../../core/ids.ts'
import { rolesOf } from '../../../core/matter/ladder.ts'
import { MatterKind, RuleBook, type Rung, type RungName } from '../../../core/rule-book/rule-book.ts'
import { HOUR, MINUTE } from '../../../core/time/instant.ts'
import { answerMatter } from '../../../usecases/answer-matter/answer-matter.ts'
import type { StaffSetting } from '../corpus/labelled-lines.ts'
import { World } from './world.ts'
import {
  ARRIVED,
  codeOf,
  healthyDays,
  matterOf,
  OTHER_RESIDENT,
  opens,
  postIn,
  RESIDENT,
  registerResident,
  reports,
} from './world-people.ts'

export interface StaffWorld {
  readonly world: World
  /** The writer's phone. */
  readonly from: string
  readonly code: string
  readonly code2?: string
}

interface Situation {
  readonly world: World
  readonly id: IsolationId
  readonly role: Role
}

/** Matters climb every two hours or faster: the last rung of any ladder is reached within two days. */
const LONGEST_CLIMB = 48 * HOUR
const STEP = 10 * MINUTE

/** Lets the matter climb by its workflow until it reaches the writer's role. */
const climb = async ({ world, id, role }: Situation, kind: MatterKind): Promise<void> => {
  const { timeline } = world.system
  const end = timeline.now() + LONGEST_CLIMB
  while (timeline.now() < end) {
    const { state } = await matterOf(world, id, kind)
    if (state.name !== 'open' || state.owners.some((owner) => owner.role === role)) return
    await timeline.runUntil(timeline.now() + STEP)
  }
}

/** The rung on which a role is told. */
const rungOf = (role: Role): RungName => {
  switch (role) {
    case 'community_administrator':
      return 'community'
    case 'doctor':
      return 'worker_and_doctor'
    default:
      return role
  }
}

/** A rule book under which every matter reaches the writer: a ladder without this role gets a second rung with it. */
const bookFor = (book: RuleBook, role: Role): RuleBook => {
  const leadsThere = ({ rung, onlyIfAbsenceConfirmed }: Rung): boolean =>
    onlyIfAbsenceConfirmed !== true && rolesOf(rung).includes(role)
  const withRung = (ladder: readonly Rung[]): readonly Rung[] =>
    ladder.some(leadsThere) ? ladder : ladder.toSpliced(1, 0, { rung: rungOf(role), dueMinutes: 120 })
  const ladders = MatterKind.options.map((kind) => [kind, withRung(book.ladders[kind])])
  return RuleBook.parse({ ...book, ladders: { ...book.ladders, ...Object.fromEntries(ladders) } })
}

const newResident = (language: Language) =>
  ({ who: 'self', name: '王建国', phone: RESIDENT, room: '501', language }) as const

const silence = async ({ world, id, role }: Situation): Promise<void> => {
  await world.until('2020-02-15 11:10')
  await climb({ world, id, role }, 'silence')
}

const fever = async ({ world, id, role }: Situation): Promise<void> => {
  await world.until('2020-02-15 08:05')
  await reports(world, id, 382)
  await climb({ world, id, role }, 'fever')
}

const opened =
  (kind: MatterKind) =>
  async (situation: Situation): Promise<void> => {
    await situation.world.until('2020-02-15 10:00')
    await opens(situation.world, situation.id, kind)
    await climb(situation, kind)
  }

type Kind = Exclude<StaffSetting, 'settled' | 'unknown' | 'none' | 'release' | 'decision'>

/** How each kind of matter comes about on the morning of day 5. */
const begins: Readonly<Record<Kind, (situation: Situation) => Promise<void>>> = {
  silence,
  fever,
  unreachable: async (situation) => {
    situation.world.system.inbox.setCondition(RESIDENT, 'unreachable')
    await situation.world.until('2020-02-15 08:05')
    await climb(situation, 'unreachable')
  },
  opted_out: async (situation) => {
    await situation.world.until('2020-02-15 08:05')
    await situation.world.system.inbox.reply(RESIDENT, 'STOP')
    await situation.world.settle()
    await climb(situation, 'opted_out')
  },
  unclear_replies: opened('unclear_replies'),
  visit: opened('visit'),
  request: opened('request'),
  no_show: async (situation) => {
    const { world, id } = situation
    await fever({ ...situation, role: 'hospital' })
    await answerMatter(world.ports, {
      matter: (await matterOf(world, id, 'fever')).id,
      answer: 'no_show',
      by: `staff:${world.community.hospital.id}`,
      role: 'hospital',
      inbound: 'nobody-came',
    })
    await world.settle()
    await climb(situation, 'no_show')
  },
}

const situationOf = async (
  community: Community,
  book: RuleBook,
  language: Language,
  role: Role,
): Promise<Situation> => {
  const world = await World.open(community, book, '2020-02-10 15:00')
  const id = await registerResident(world, newResident(language))
  return { world, id, role }
}

/** A code that is not in use. */
const noCode = (...taken: readonly string[]): string =>
  ['4821', '7316', '5927'].find((code) => !taken.includes(code)) ?? '6148'

type Built = Omit<StaffWorld, 'from'>

const build = async (
  setting: StaffSetting,
  community: Community,
  book: RuleBook,
  language: Language,
  role: Role,
): Promise<Built> => {
  if (setting === 'decision') {
    const world = await World.open(community, book, '2020-02-10 10:00')
    const id = await registerResident(world, { ...newResident(language), arrived: '2020-01-24 08:30' })
    await climb({ world, id, role }, 'decision')
    return { world, code: await codeOf(world, id, 'decision') }
  }
  const situation = await situationOf(community, book, language, role)
  const { world, id } = situation
  if (setting === 'release') {
    await healthyDays(world, 1, 14)
    await world.until('2020-02-24 22:00')
    await climb(situation, 'release')
    return { world, code: await codeOf(world, id, 'release') }
  }
  if (setting === 'none') {
    const other = await registerResident(world, {
      ...newResident(language),
      who: 'B',
      name: '李梅',
      phone: OTHER_RESIDENT,
      room: '502',
      arrived: ARRIVED,
    })
    await healthyDays(world, 1, 4)
    await world.until('2020-02-15 10:40')
    await reports(world, other, 382)
    await silence(situation)
    return { world, code: await codeOf(world, id, 'silence'), code2: await codeOf(world, other, 'fever') }
  }
  await healthyDays(world, 1, 4)
  if (setting !== 'settled' && setting !== 'unknown') {
    await begins[setting](situation)
    return { world, code: await codeOf(world, id, setting) }
  }
  await silence(situation)
  const code = await codeOf(world, id, 'silence')
  if (setting === 'unknown') return { world, code: noCode(code) }
  await reports(world, id, 365)
  await world.system.timeline.runUntil(world.system.timeline.now() + MINUTE)
  return { world, code }
}

/** The world in which a line of a post is read: the writer has a matter of this kind. */
export const staffWorld = async (
  setting: StaffSetting,
  community: Community,
  book: RuleBook,
  language: Language,
  role: Role,
): Promise<StaffWorld> => {
  const built = await build(setting, community, bookFor(book, role), language, role)
  await built.world.keep()
  return { ...built, from: postIn(community, role).phone }
}
