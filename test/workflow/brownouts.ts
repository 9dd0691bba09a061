import { ExecutionsThrottled } from '../../core/ports/executions.ts'
import { MessagesThrottled, type Sms } from '../../core/ports/messages.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { type Store, StoreThrottled } from '../../core/ports/store.ts'
import { DisruptionKind } from '../../core/rule-book/rule-book.ts'
import { type Instant, instant, later, MINUTE, milliseconds, plus } from '../../core/time/instant.ts'
import { findDisruption } from '../../record/disruption-repository.ts'
import { answerMatter } from '../../usecases/answer-matter/answer-matter.ts'
import {
  at,
  exampleCommunity,
  openTestSystem,
  phones,
  type TestReturnee,
  type TestSystem,
  twoDays,
} from './test-system.ts'

/** What does not answer, or answers late. */
export const parts = ['record', 'sender', 'step_functions', 'clock'] as const
export type Part = (typeof parts)[number]

export const lengths = [1, 5, 15, 60] as const

/** When it begins: a few seconds before everybody is asked, judged, or released. */
const moments = {
  '08:00': '2020-02-11 08:00',
  '11:00': '2020-02-11 11:00',
  '18:00': '2020-02-11 18:00',
  release: '2020-02-13 08:00',
} as const
export type Moment = keyof typeof moments

export const momentNames: readonly Moment[] = ['08:00', '11:00', '18:00', 'release']

export interface Brownout {
  readonly part: Part
  readonly minutes: number
  readonly moment: Moment
}

interface Window {
  readonly from: Instant
  readonly to: Instant
}

const windowOf = ({ minutes, moment }: Brownout): Window => {
  const from = plus(at(moments[moment]), -5_000)
  return { from, to: plus(from, minutes * MINUTE) }
}

/** Every method of a port fails while it is down. */
const failing = <Port extends object>(port: Port, isDown: () => boolean, error: () => Error): Port =>
  new Proxy(port, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name)
      if (typeof value !== 'function') return value
      return (...args: unknown[]): unknown => {
        if (isDown()) return Promise.reject(error())
        return Reflect.apply(value, target, args)
      }
    },
  })

/** What functions see of the world during the brown-out. */
const troubled = (ports: Ports, { part }: Brownout, { from, to }: Window): Ports => {
  const { clock } = ports
  const isDown = (): boolean => {
    const now = clock.now()
    return from <= now && now < to
  }
  switch (part) {
    case 'record': {
      const store: Store = failing(ports.store, isDown, () => new StoreThrottled('a brown-out'))
      return { ...ports, store }
    }
    case 'sender':
      return {
        ...ports,
        messages: failing(ports.messages, isDown, () => new MessagesThrottled('a brown-out')),
      }
    case 'step_functions': {
      const error = (): Error => new ExecutionsThrottled('a brown-out')
      return {
        ...ports,
        executions: failing(ports.executions, isDown, error),
        tasks: failing(ports.tasks, isDown, error),
      }
    }
    case 'clock':
      // Every tick comes as late as the brown-out is long.
      return { ...ports, clock: { now: () => (isDown() ? later(clock.now(), to) : clock.now()) } }
  }
}

/** Answers after so many minutes. */
const answersAfter = (number: number): number => 1 + ((number * 7) % 50)

/** So many of the people are silent on the first day. */
const SILENT = 3

/** So many measure by their own clock, a few minutes past each hour of asking, whether they were asked or not. */
const PUNCTUAL = 6

const hoursOfAsking = ['2020-02-11 08:00', '2020-02-11 18:00', '2020-02-12 08:00', '2020-02-12 18:00']

export interface Life {
  readonly sixclear: TestSystem
  readonly people: readonly TestReturnee[]
  readonly silent: readonly TestReturnee[]
  readonly punctual: readonly TestReturnee[]
  /** When each prompt went out, by phone. */
  readonly prompted: ReadonlyMap<string, readonly Instant[]>
  readonly window: Window
}

const approveAll = async (sixclear: TestSystem, people: readonly TestReturnee[]): Promise<void> => {
  const { administrator } = exampleCommunity()
  for (const one of people) {
    const release = (await one.matters()).find(({ matter }) => matter.kind === 'release')
    if (release === undefined) continue
    await answerMatter(sixclear.system.ports, {
      matter: release.matter.id,
      answer: 'approve',
      by: `staff:${administrator.id}`,
      role: 'community_administrator',
      inbound: `approve-${one.id}`,
    })
  }
  await sixclear.settle()
}

/** Sixty lives of two days, most of them healthy, with one brown-out. */
export const liveThrough = async (brownout: Brownout, count = 60): Promise<Life> => {
  const window = windowOf(brownout)
  const prompted = new Map<string, Instant[]>()
  const waits = new Map<string, number>()
  const quiet = new Set<string>()
  const punctual = new Set<string>()
  const firstDay = at('2020-02-11 23:00')
  let opened: TestSystem | undefined
  const noteSent = ({ to, template }: Sms): void => {
    if (opened === undefined || (template !== 'prompt' && template !== 'reminder')) return
    const { timeline, inbox } = opened.system
    const now = instant(timeline.now())
    if (template === 'prompt') prompted.set(to, [...(prompted.get(to) ?? []), now])
    if (punctual.has(to) || (quiet.has(to) && now < firstDay)) return
    timeline.at(timeline.now() + (waits.get(to) ?? 1) * MINUTE, async () => {
      await inbox.reply(to, '36.5')
    })
  }
  const sixclear = await openTestSystem({
    book: twoDays,
    wrapInvocation: (ports) => troubled(ports, brownout, window),
    wrap: (ports) => ({
      ...ports,
      messages: {
        send: async (sms) => {
          const answer = await ports.messages.send(sms)
          noteSent(sms)
          return answer
        },
      },
    }),
  })
  opened = sixclear
  const people: TestReturnee[] = []
  for (let number = 0; number < count; number += 1) {
    const phone = `+86138${String(10_000_000 + number)}`
    waits.set(phone, answersAfter(number))
    if (number < SILENT) quiet.add(phone)
    if (number >= count - PUNCTUAL) punctual.add(phone)
    people.push(
      await sixclear.register({
        name: `样例·${String.fromCodePoint(0x4e00 + number)}`,
        phone,
        room: String(101 + number),
      }),
    )
  }
  const { timeline, inbox } = sixclear.system
  for (const phone of punctual)
    for (const hour of hoursOfAsking) {
      const minutes = 1 + ((waits.get(phone) ?? 0) % 5)
      timeline.at(milliseconds(at(hour)) + minutes * MINUTE, async () => {
        await inbox.reply(phone, '36.5')
      })
    }
  await sixclear.until('2020-02-12 21:30')
  await approveAll(sixclear, people)
  await sixclear.until('2020-02-13 12:00')
  return {
    sixclear,
    people,
    silent: people.slice(0, SILENT),
    punctual: people.slice(-PUNCTUAL),
    prompted,
    window,
  }
}

/** How soon after a brown-out everybody goes on: an eighth of its length, and two minutes of the last retry. */
const soonAfter = ({ to, from }: Window): Instant =>
  plus(to, (milliseconds(to) - milliseconds(from)) / 8 + 4 * MINUTE)

const askedInTime = (
  { prompted, window }: Life,
  { phone, id }: TestReturnee,
  { moment }: Brownout,
): string[] => {
  if (moment !== '08:00' && moment !== '18:00') return []
  const begin = at(moments[moment])
  const first = (prompted.get(phone) ?? []).find((sent) => sent >= window.from)
  if (first === undefined) return [`${id} was never asked`]
  const latest = later(soonAfter(window), plus(begin, MINUTE))
  return first > latest ? [`${id} was asked at ${first}, not by ${latest}`] : []
}

const RELEASE = at(moments.release)

/** What became of one who is healthy and answers. */
const wrongsOfHealthy = async (life: Life, one: TestReturnee): Promise<string[]> => {
  const wrong: string[] = []
  for (const slot of ['01-morning', '01-evening', '02-morning', '02-evening']) {
    const state = await one.slot(slot)
    if (state !== 'reported') wrong.push(`${one.id}: slot ${slot} is ${state}`)
  }
  const kinds = (await one.matters()).map(({ matter }) => matter.kind)
  if (kinds.join() !== 'release') wrong.push(`${one.id} has the matters ${kinds.join()}`)
  const { status } = await one.isolation()
  if (status.name !== 'released') return [...wrong, `${one.id} is ${status.name}`]
  const latest = later(plus(RELEASE, MINUTE), soonAfter(life.window))
  if (status.at < RELEASE || status.at > latest) wrong.push(`${one.id} was released at ${status.at}`)
  return wrong
}

/** Somebody silent on the first day: noticed in both slots, and one matter follows it up. */
const wrongsOfSilent = async (one: TestReturnee): Promise<string[]> => {
  const wrong: string[] = []
  for (const slot of ['01-morning', '01-evening'])
    if ((await one.slot(slot)) !== 'missed') wrong.push(`${one.id}: slot ${slot} is ${await one.slot(slot)}`)
  const opened = (await one.ledger()).filter(
    ({ event }) => event.type === 'matter_opened' && event.kind === 'silence',
  )
  if (opened.length === 0) wrong.push(`nobody looks for ${one.id}`)
  const { status } = await one.isolation()
  if (status.name === 'released' && status.at < RELEASE) wrong.push(`${one.id} was released at ${status.at}`)
  return wrong
}

/** Texts of disruptions to one post, by the disruption's code. */
const disruptionsTold = (sixclear: TestSystem, phone: string): Map<string, number> => {
  const told = new Map<string, number>()
  for (const { text } of sixclear.messagesTo(phone, 'disruption')) {
    const [code = ''] = /D\d{3}/.exec(text) ?? []
    told.set(code, (told.get(code) ?? 0) + 1)
  }
  return told
}

/** What a life through a brown-out should not have. */
export const wrongsOf = async (life: Life, brownout: Brownout): Promise<string[]> => {
  const { sixclear, people, silent } = life
  const wrong: string[] = []
  for (const one of people) {
    if (!life.punctual.includes(one)) wrong.push(...askedInTime(life, one, brownout))
    wrong.push(...(silent.includes(one) ? await wrongsOfSilent(one) : await wrongsOfHealthy(life, one)))
  }
  const told = disruptionsTold(sixclear, phones.administrator)
  if (told.size > DisruptionKind.options.length) wrong.push(`told of ${told.size} disruptions`)
  for (const kind of DisruptionKind.options) {
    const found = await findDisruption(sixclear.system.ports.store, exampleCommunity().id, kind)
    if (found?.disruption.state.name === 'open') wrong.push(`${kind} is still open`)
  }
  const dead = sixclear.system.inbound.deadLetters()
  if (dead.length > 0) wrong.push(`${dead.length} texts were given up`)
  return wrong
}
