import type { Community, Language } from '../../../core/community/community.ts'
import type { RuleBook } from '../../../core/rule-book/rule-book.ts'
import { findIsolation } from '../../../record/isolation-repository.ts'
import { answerMatter } from '../../../usecases/answer-matter/answer-matter.ts'
import type { ResidentSetting } from '../corpus/labelled-lines.ts'
import { World } from './world.ts'
import { healthyDays, matterOf, RESIDENT, registerResident, reports } from './world-people.ts'

type Build = (community: Community, book: RuleBook, language: Language) => Promise<World>

const alone = (language: Language) =>
  ({ who: 'self', name: '王建国', phone: RESIDENT, room: '501', language }) as const

const returnee = async (community: Community, book: RuleBook, language: Language) => {
  const world = await World.open(community, book, '2020-02-10 15:00')
  return { world, id: await registerResident(world, alone(language)) }
}

const asked: Build = async (community, book, language) => {
  const { world } = await returnee(community, book, language)
  await healthyDays(world, 1, 4)
  await world.until('2020-02-15 08:20')
  return world
}

/** The worker knocked at noon, so nobody else is on the way. */
const missed: Build = async (community, book, language) => {
  const { world, id } = await returnee(community, book, language)
  await healthyDays(world, 1, 4)
  await world.until('2020-02-15 12:00')
  await answerMatter(world.ports, {
    matter: (await matterOf(world, id, 'silence')).id,
    answer: 'reached',
    by: `staff:${community.grids[0]?.worker.id}`,
    role: 'grid_worker',
    inbound: 'knocked',
  })
  await world.until('2020-02-15 18:10')
  return world
}

const reported: Build = async (community, book, language) => {
  const { world } = await returnee(community, book, language)
  await healthyDays(world, 1, 5)
  await world.until('2020-02-15 18:40')
  return world
}

const welcome: Build = async (community, book, language) => {
  const { world } = await returnee(community, book, language)
  await world.until('2020-02-10 15:05')
  return world
}

const family: Build = async (community, book, language) => {
  const world = await World.open(community, book, '2020-02-10 15:00')
  const home = { phone: RESIDENT, room: '501', language } as const
  await registerResident(world, { ...home, who: 'self', name: '王建国', relation: 'self' })
  await registerResident(world, { ...home, who: 'B', name: '李梅', relation: 'wife' })
  await registerResident(world, {
    ...home,
    who: 'C',
    name: '王桂兰',
    relation: 'mother',
    flags: { over70: true },
  })
  await registerResident(world, {
    ...home,
    who: 'D',
    name: '小宝',
    relation: 'child',
    flags: { child: true },
  })
  await healthyDays(world, 1, 4)
  await world.until('2020-02-15 08:20')
  return world
}

/** Texts that make the system ask whether it is 37.0: the first that does so is used. */
const DOUBTFUL = ['370', '37', '37 0', '大概37.0', '37.0？', '370？']

const confirming: Build = async (community, book, language) => {
  for (const text of DOUBTFUL) {
    const { world, id } = await returnee(community, book, language)
    await healthyDays(world, 1, 4)
    await world.until('2020-02-15 08:12')
    await world.system.inbox.reply(RESIDENT, text)
    await world.until('2020-02-15 08:20')
    const { toConfirm } = await findIsolation(world.ports.store, id)
    if (toConfirm?.tenths === 370) return world
    world.close()
  }
  throw new RangeError('no text makes the system ask whether it is 37.0')
}

const referred: Build = async (community, book, language) => {
  const { world, id } = await returnee(community, book, language)
  await healthyDays(world, 1, 4)
  await world.until('2020-02-15 08:05')
  await reports(world, id, 382)
  await world.until('2020-02-15 09:30')
  return world
}

const released: Build = async (community, book, language) => {
  const { world, id } = await returnee(community, book, language)
  await healthyDays(world, 1, 14)
  await world.until('2020-02-25 07:00')
  await answerMatter(world.ports, {
    matter: (await matterOf(world, id, 'release')).id,
    answer: 'approve',
    by: `staff:${community.administrator.id}`,
    role: 'community_administrator',
    inbound: 'approved',
  })
  await world.until('2020-02-28 10:00')
  return world
}

const builds: Readonly<Record<ResidentSetting, Build>> = {
  asked,
  missed,
  reported,
  welcome,
  family,
  confirming,
  referred,
  released,
}

/** The world in which a line of this setting is read. */
export const residentWorld = async (
  setting: ResidentSetting,
  community: Community,
  book: RuleBook,
  language: Language,
): Promise<World> => {
  const world = await builds[setting](community, book, language)
  await world.keep()
  return world
}
