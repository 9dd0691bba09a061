import fc from 'fast-check'
import { seededRandom } from 'local-step-functions/random'
import { isOpen } from '../../core/isolation/isolation.ts'
import { DAY, HOUR } from '../../core/time/instant.ts'
import { findViolations } from '../../local/rehearsal/invariants/check-invariants.ts'
import { simulatePeople } from '../../local/simulation/simulate-people.ts'
import { carriers, seededCarrier } from '../../local/simulation/simulated-carrier.ts'
import type { LocalSystem, SystemOptions } from '../../local/system/local-system.ts'
import type { register } from '../../usecases/register/register.ts'
import { corpus } from '../hearing/example-lines.ts'
import { frailPorts } from './dying-ports.ts'
import { unreadWords } from './left-over-words.ts'
import { correctAtRandom } from './random-corrections.ts'
import { meddle } from './random-outsiders.ts'
import { registerAgain } from './random-registrations.ts'
import { exampleCommunity, type Overrides, openTestSystem, type TestReturnee } from './test-system.ts'

export interface World {
  readonly seed: number
  readonly people: number
  /** Probability of each port call to crash or to be throttled. */
  readonly frailty: number
  /** Probability of each text from a phone to be delivered twice. */
  readonly duplicates: number
  /** For how many half-days people write labelled texts. 0: plain texts only. */
  readonly wordy: number
  /** The family of the labelled texts: on one phone, with the same names. */
  readonly family: boolean
  readonly language: 'zh-CN' | 'en'
  /** Probability of a correction, for everybody in each of the first half-days. */
  readonly corrections: number
  /** Probability of another registration, for everybody in each half-day. */
  readonly again: number
  /** Good: every text arrives, and its receipt at once. */
  readonly carrier: 'good' | keyof typeof carriers
}

/** Half-days with corrections: a count that begins again must still come to its end. */
const CORRECTED = 28

/** Probability, for everybody in each half-day, that a post without permission writes to an open matter. */
const MEDDLING = 0.2

const LINES = [...corpus('resident'), ...corpus('staff')]

export const aWorld: fc.Arbitrary<World> = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  people: fc.integer({ min: 1, max: 4 }),
  frailty: fc.constantFrom(0, 0.002, 0.02),
  duplicates: fc.constantFrom(0, 0.3),
  wordy: fc.constantFrom(0, 12, 26),
  family: fc.boolean(),
  language: fc.constantFrom('zh-CN', 'en'),
  corrections: fc.constantFrom(0, 0.04, 0.2),
  again: fc.constantFrom(0, 0.1),
  carrier: fc.constantFrom('good', 'ordinary', 'poor'),
})

const FAMILY: readonly Overrides[] = [
  { name: '王建国', relation: 'self' },
  { name: '李梅', relation: 'wife' },
  { name: '王桂兰', relation: 'mother', flags: { over70: true } },
  { name: '小宝', relation: 'child', flags: { child: true } },
]

const registrationOf = ({ family, language }: World, person: number): Overrides =>
  family
    ? { ...FAMILY[person], phone: '+8613800000200', language }
    : {
        name: `样例·${person}`,
        phone: person === 3 ? null : `+861380000020${Math.floor(person / 2)}`,
        // People who share a phone share an address: two names on one phone at two addresses would need a decision.
        room: String(100 + Math.floor(person / 2)),
        language,
      }

/** How late somebody may be told where functions crash: the sweeper and the digests crash as well. */
const patienceOf = ({ frailty }: World, rollout: Rollout | undefined) => {
  const crashing = frailty === 0 ? 0 : frailty < 0.01 ? DAY : 4 * DAY
  const patience = crashing + (rollout?.refuses === true ? 2 * DAY : 0)
  return patience === 0 ? {} : { patience }
}

/** Several releases that run at once. Default: this one alone. */
export interface Rollout extends Pick<SystemOptions, 'releaseOf' | 'log'> {
  readonly register: typeof register
  /** An older release is among them that refuses what a newer one has written, so that things come late. */
  readonly refuses: boolean
  /** Before each half-day, counted from 0. */
  readonly proceed: (halfDay: number, system: LocalSystem) => Promise<void>
  /** Only the newest release runs from now on. */
  readonly complete: (system: LocalSystem) => Promise<void>
}

/** Random residents and staff, crashing functions, throttled ports and texts delivered twice, for up to 40 days. */
export const live = async (world: World, rollout?: Rollout, wrap?: SystemOptions['wrap']) => {
  const { seed, people, frailty, duplicates, wordy, corrections, again, carrier } = world
  const drawAgain = seededRandom(`again ${seed}`)
  const draw = seededRandom(`corrections ${seed}`)
  const drawMeddling = seededRandom(`meddling ${seed}`)
  const isPunctual = frailty === 0 && rollout?.refuses !== true
  const frail = frailPorts(seededRandom(`frail ${seed}`), frailty)
  const sixclear = await openTestSystem({
    seed: String(seed),
    duplicates,
    wrapInvocation: frail.wrapInvocation,
    ...(rollout?.releaseOf !== undefined && { releaseOf: rollout.releaseOf }),
    ...(rollout?.log !== undefined && { log: rollout.log }),
    ...(rollout !== undefined && { registering: rollout.register }),
    ...(wrap !== undefined && { wrap }),
    ...(carrier !== 'good' && { carrier: seededCarrier(String(seed), carriers[carrier]) }),
  })
  const { system } = sixclear
  const players = simulatePeople(system, {
    seed: String(seed),
    communities: [exampleCommunity()],
    ...(wordy > 0 && { lines: LINES }),
  })
  const returnees: TestReturnee[] = []
  for (let person = 0; person < people; person += 1) {
    const returnee = await sixclear.register(registrationOf(world, person))
    players.nameReturnee(returnee.id, `person ${person}`)
    returnees.push(returnee)
    await system.timeline.runUntil(system.timeline.now() + 5 * HOUR)
  }
  const registered = returnees.map(({ id }) => id)
  const violations = []
  const openNow = async (): Promise<number> => {
    const all = await Promise.all(returnees.map((returnee) => returnee.isolation()))
    return all.filter((isolation) => isOpen(isolation)).length
  }
  for (let step = 0; step < 80 && (await openNow()) > 0; step += 1) {
    await rollout?.proceed(step, system)
    if (step === wordy) players.stopLabelledTexts()
    for (const { id } of step < CORRECTED ? returnees : [])
      if (draw() < corrections) {
        await system.timeline.runUntil(system.timeline.now() + Math.floor(draw() * 3 * HOUR))
        await correctAtRandom(frail.wrapInvocation, system.ports, id, draw)
      }
    for (const { id } of returnees)
      if (drawMeddling() < MEDDLING) await meddle(system, exampleCommunity(), id, drawMeddling)
    for (const { id } of returnees)
      if (drawAgain() < again) violations.push(...(await registerAgain(system.ports, id, drawAgain)))
    await system.timeline.runUntil(system.timeline.now() + 12 * HOUR + 17 * 60_000)
    if (isPunctual) violations.push(...(await findViolations(system, { registered })))
  }
  frail.heal()
  await rollout?.complete(system)
  players.stop()
  await system.timeline.runUntil(system.timeline.now() + 3 * HOUR)
  violations.push(
    ...(await findViolations(system, { registered, ...patienceOf(world, rollout) })),
    ...(await unreadWords(system)),
  )
  const open = await openNow()
  return { violations, open, sixclear, registered }
}
