import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { DAY, HOUR, MINUTE } from '../../core/time/instant.ts'
import { simulatePeople } from '../../local/simulation/simulate-people.ts'
import { community, kept, plain } from './both-figures.ts'
import { laggingIndexes } from './lagging-indexes.ts'
import { openTestSystem } from './test-system.ts'

/** What happens between two reads: time passes, and perhaps somebody new arrives. */
interface Step {
  readonly pause: number
  readonly newcomer: boolean
}

const aStep: fc.Arbitrary<Step> = fc.record({
  pause: fc.constantFrom(1_500, 30_000, 20 * MINUTE, 2 * HOUR, 9 * HOUR, DAY, 4 * DAY),
  newcomer: fc.boolean(),
})

interface Run {
  readonly seed: number
  /** How far the lists lag behind the writes. */
  readonly lag: number
  readonly steps: readonly Step[]
}

const aRun: fc.Arbitrary<Run> = fc.record({
  seed: fc.integer({ min: 1, max: 1_000_000 }),
  lag: fc.constantFrom(0, 0, 40_000),
  steps: fc.array(aStep, { minLength: 10, maxLength: 45 }),
})

const live = async ({ seed, lag, steps }: Run) => {
  const sixclear = await openTestSystem({
    seed: String(seed),
    ...(lag === 0 ? {} : { wrap: laggingIndexes(lag) }),
  })
  const { timeline } = sixclear.system
  const players = simulatePeople(sixclear.system, { seed: String(seed), communities: [community] })
  let people = 0
  for (const { pause, newcomer } of steps) {
    if ((newcomer || people < 3) && people < 6) {
      people += 1
      const { id } = await sixclear.register({
        name: `样例·${people}`,
        phone: people === 4 ? null : `+86138000003${10 + people}`,
        room: String(100 + people),
      })
      players.nameReturnee(id, `person ${people}`)
    }
    await timeline.runUntil(timeline.now() + pause)
    if (lag === 0) expect(await kept(sixclear)).toEqual(await plain(sixclear))
    else await kept(sixclear)
  }
  // With lists that lag: when nothing happens for a while, everything has come in.
  players.stop()
  await timeline.runUntil(timeline.now() + 3 * HOUR + 59_000)
  expect(await kept(sixclear)).toEqual(await plain(sixclear))
  sixclear.system.close()
}

describe('the kept figures', () => {
  it('equal a full count, whatever happens and however long nobody asks', async () => {
    await fc.assert(fc.asyncProperty(aRun, live), { numRuns: 12, seed: 20200210 })
  })
})
