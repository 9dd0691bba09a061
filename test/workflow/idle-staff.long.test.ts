import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Role } from '../../core/community/community.ts'
import { DAY, HOUR } from '../../core/time/instant.ts'
import { findViolations } from '../../local/rehearsal/invariants/check-invariants.ts'
import { wholeLine } from '../../local/rehearsal/invariants/line-told.ts'
import { simulatePeople } from '../../local/simulation/simulate-people.ts'
import { carriers, seededCarrier } from '../../local/simulation/simulated-carrier.ts'
import { exampleCommunity, openTestSystem } from './test-system.ts'

interface World {
  readonly seed: number
  readonly idle: readonly Role[]
  /** Good: every text arrives. Poor: many do not, and others have no receipt. */
  readonly carrier: 'good' | 'poor'
  /** Of the first one, on the day of arrival. */
  readonly fever: boolean
}

/** All who may decide a release are among them, so that nobody else does it. */
const aWorld: fc.Arbitrary<World> = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  idle: fc.constantFrom(Role.options, ['community_administrator', 'street_office'] as const),
  carrier: fc.constantFrom('good', 'poor'),
  fever: fc.boolean(),
})

const live = async ({ seed, idle, carrier, fever }: World) => {
  const sixclear = await openTestSystem({
    seed: String(seed),
    ...(carrier === 'poor' && { carrier: seededCarrier(String(seed), carriers.poor) }),
  })
  const { system } = sixclear
  const { timeline } = system
  const people = simulatePeople(system, { seed: String(seed), communities: [exampleCommunity()], idle })
  for (const person of [0, 1, 2]) {
    const { id } = await sixclear.register({
      name: `样例·${person}`,
      phone: `+861380000020${person}`,
      room: String(100 + person),
      ...(fever && person === 0 && { baselineTenths: 391 }),
    })
    people.nameReturnee(id, `person ${person}`)
  }
  const violations = []
  for (let step = 0; step < 34; step += 1) {
    await timeline.runUntil(timeline.now() + 12 * HOUR + 17 * 60_000)
    violations.push(...(await findViolations(system)))
  }
  await timeline.runUntil(timeline.now() + 2 * DAY)
  const line = await wholeLine(system.ports)
  system.close()
  return { violations, line }
}

describe('staff who never act', () => {
  it('make the line red, which names exactly the late matters and who must answer', async () => {
    await fc.assert(
      fc.asyncProperty(aWorld, async (world) => {
        const { violations, line } = await live(world)
        expect(violations).toEqual([])
        expect(line.line).toBe('red')
        const owing = line.offenders.flatMap(({ owes = [] }) => owes)
        expect(owing.some(({ role }) => world.idle.includes(role))).toBe(true)
        for (const { name } of owing) expect(name).toBeDefined()
      }),
      { numRuns: 8, seed: 20200210 },
    )
  })
})
