import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isOpen } from '../../core/domain/isolation.ts'
import { HOUR } from '../../core/instant.ts'
import { seededRandom } from '../../local/clock/random.ts'
import { findViolations } from '../../local/rehearsal/invariants.ts'
import { play } from '../../local/rehearsal/players.ts'
import { frailPorts } from './dying-ports.ts'
import { aNeighbourhood, type Returnee, theCommunity } from './neighbourhood.ts'

interface World {
  readonly seed: number
  readonly people: number
  /** Of each port call: that the invocation dies there, or that the port is too busy. */
  readonly frailty: number
  /** Of each text from a phone: that it is delivered twice. */
  readonly duplicates: number
}

const aWorld: fc.Arbitrary<World> = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  people: fc.integer({ min: 1, max: 4 }),
  frailty: fc.constantFrom(0, 0.002, 0.02),
  duplicates: fc.constantFrom(0, 0.3),
})

/** Random residents and staff, functions that die, ports that are too busy, texts delivered twice, for up to 40 days. */
const live = async ({ seed, people, frailty, duplicates }: World) => {
  const frail = frailPorts(seededRandom(`frail ${seed}`), frailty)
  const neighbourhood = await aNeighbourhood({
    seed: String(seed),
    duplicates,
    wrapInvocation: frail.wrapInvocation,
  })
  const { system } = neighbourhood
  const players = play(system, { seed: String(seed), communities: [theCommunity()] })
  const returnees: Returnee[] = []
  for (let person = 0; person < people; person += 1) {
    const returnee = await neighbourhood.register({
      name: `样例·${person}`,
      phone: person === 3 ? null : `+861380000020${Math.floor(person / 2)}`,
      room: String(100 + person),
    })
    players.introduce(returnee.id, `person ${person}`)
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
    await system.timeline.runUntil(system.timeline.now() + 12 * HOUR + 17 * 60_000)
    if (frailty === 0) violations.push(...(await findViolations(system, { registered })))
  }
  frail.heal()
  players.leave()
  await system.timeline.runUntil(system.timeline.now() + 3 * HOUR)
  violations.push(...(await findViolations(system, { registered })))
  const open = await openNow()
  system.close()
  return { violations, open }
}

describe('random lives', () => {
  it('break no promise, whoever answers, whatever dies, however often a text comes', {
    timeout: 150_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(aWorld, async (world) => {
        const { violations, open } = await live(world)
        expect(violations).toEqual([])
        expect(open).toBe(0)
      }),
      { numRuns: 12, seed: 20200210 },
    )
  })
})
