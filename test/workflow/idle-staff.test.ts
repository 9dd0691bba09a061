import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Role } from '../../core/domain/community.ts'
import { DAY, HOUR } from '../../core/instant.ts'
import { findViolations } from '../../local/rehearsal/invariants.ts'
import { wholeLine } from '../../local/rehearsal/line-told.ts'
import { play } from '../../local/rehearsal/players.ts'
import { aNeighbourhood, theCommunity } from './neighbourhood.ts'

interface World {
  readonly seed: number
  readonly idle: readonly Role[]
}

/** Whoever may decide a release is among them, so that nobody does what they leave undone. */
const aWorld: fc.Arbitrary<World> = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  idle: fc.constantFrom(Role.options, ['community administrator', 'street office'] as const),
})

const live = async ({ seed, idle }: World) => {
  const neighbourhood = await aNeighbourhood({ seed: String(seed) })
  const { system } = neighbourhood
  const { timeline } = system
  const players = play(system, { seed: String(seed), communities: [theCommunity()], idle })
  for (const person of [0, 1, 2]) {
    const { id } = await neighbourhood.register({
      name: `样例·${person}`,
      phone: `+861380000020${person}`,
      room: String(100 + person),
    })
    players.introduce(id, `person ${person}`)
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
  it('make the line red, which names exactly those whose time is over, and who owes the answer', {
    timeout: 120_000,
  }, async () => {
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
