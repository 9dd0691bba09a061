import fc from 'fast-check'
import { seededRandom } from 'local-step-functions/random'
import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import type { Log } from '../../core/ports/log.ts'
import { HOUR, instant } from '../../core/time/instant.ts'
import { localTime } from '../../core/time/time-zone.ts'
import type { LocalSystem } from '../../local/system/local-system.ts'
import { itemsUnder } from '../../record/paginate-query.ts'
import { aWorld, type Rollout, type World } from './random-life.ts'
import { buildReleases } from './releases/build-releases.ts'
import type { ReleaseName } from './releases/next-release.ts'

/** How many random lives for each way to roll out: more by hand, from another seed. */
const LIVES = Number(process.env['RELEASE_LIVES'] ?? 4)
const SEED = Number(process.env['RELEASE_LIVES_SEED'] ?? 20200210)

const built = await buildReleases()

interface Way {
  /** The release that the next invocation runs in a half-day. */
  readonly draw: (halfDay: number, random: () => number) => ReleaseName
  /** The older release refuses what the newer one has written. */
  readonly refuses: boolean
}

const mixed = (older: ReleaseName): Way['draw'] => {
  return (_, random) => (random() < 0.5 ? older : 'next')
}

/** The older release runs alone from one of these half-days to the other. */
const rollback = { from: 7, to: 10 }

const ways = {
  /** The release that reads the newer shapes came before. */
  'readers first': { draw: mixed('reader'), refuses: false },
  'no readers first': { draw: mixed('this_one'), refuses: true },
  'rolled back': {
    draw: (halfDay, random) =>
      halfDay >= rollback.from && halfDay < rollback.to ? 'this_one' : mixed('this_one')(halfDay, random),
    refuses: true,
  },
} as const satisfies Readonly<Record<string, Way>>

const isByDay = (time: number): boolean => {
  const clock = localTime(instant(time), 'Asia/Shanghai')
  return clock > '08:00' && clock < '20:00'
}

const isRefusal = (error: unknown): boolean => error instanceof Error && error.name === 'NewerShape'

const Report = z.object({
  last: z.optional(z.object({ found: z.object({ offenders: z.array(z.object({ why: z.string() })) }) })),
})

/** What is remembered of the lives of one way. */
class Remembered {
  readonly ran = new Set<ReleaseName>()
  refused = 0
  /** Reasons in the reports of the sweeper during a rollback. */
  readonly shown = new Set<string>()
  readonly deciders = new Set<unknown>()
  readonly events = new Set<unknown>()
  /** Messages of the newer version that still have its field, and those that have lost it. */
  readonly checked = { kept: 0, lost: 0 }
}

const rolloutOf = ({ draw, refuses }: Way, seed: number, remembered: Remembered): Rollout => {
  const random = seededRandom(`releases ${seed}`)
  let halfDay = 0
  let isComplete = false
  const drawn = () => {
    const name = isComplete ? 'next' : draw(halfDay, random)
    remembered.ran.add(name)
    return built[name]
  }
  const count = (error: unknown): void => {
    if (isRefusal(error)) remembered.refused += 1
  }
  const log: Log = { info: () => {}, error: (_, __, error) => count(error) }
  const isAlone = (): boolean =>
    draw === ways['rolled back'].draw && halfDay >= rollback.from && halfDay < rollback.to
  /** As the runbook says: when the newer release runs again, and by day. */
  const redrive = ({ inbound, timeline }: LocalSystem): void => {
    if (!isAlone() && isByDay(timeline.now())) inbound.redrive()
  }
  return {
    releaseOf: () => drawn().release,
    log,
    refuses,
    register: async (...request) => {
      for (;;) {
        try {
          return await drawn().register(...request)
        } catch (error) {
          // As over HTTP: it is sent again.
          if (!isRefusal(error)) throw error
          count(error)
        }
      }
    },
    proceed: async (now, system) => {
      if (isAlone()) {
        for await (const { body } of itemsUnder(system.ports.store, { pk: 'SWEEP' }))
          for (const { why } of Report.parse(body).last?.found.offenders ?? []) remembered.shown.add(why)
      }
      halfDay = now
      redrive(system)
    },
    complete: async (system) => {
      isComplete = true
      while (!isByDay(system.timeline.now())) await system.timeline.runUntil(system.timeline.now() + HOUR)
      redrive(system)
    },
  }
}

const Entry = z.object({ decider: z.int(), event: z.object({ type: z.string() }) })

const remember = async (
  { ports: { store } }: LocalSystem,
  ids: readonly string[],
  remembered: Remembered,
): Promise<void> => {
  for (const id of ids)
    for await (const { sk, body } of itemsUnder(store, { pk: `ISOLATION#${id}` })) {
      if (sk.startsWith('LEDGER#')) {
        const { decider, event } = Entry.parse(body)
        remembered.deciders.add(decider)
        remembered.events.add(event.type)
      } else if (sk.startsWith('MESSAGE#') && body['v'] === 2)
        remembered.checked[typeof body['checked'] === 'boolean' ? 'kept' : 'lost'] += 1
    }
}

const live = async (way: Way, world: World, remembered: Remembered): Promise<void> => {
  const { violations, open, sixclear, registered } = await built.next.live(
    world,
    rolloutOf(way, world.seed, remembered),
  )
  const dead = sixclear.system.inbound.deadLetters()
  await remember(sixclear.system, registered, remembered)
  sixclear.system.close()
  expect(violations).toEqual([])
  expect(dead).toEqual([])
  expect(open).toBe(0)
}

const everyLife = async (way: Way): Promise<Remembered> => {
  const remembered = new Remembered()
  await fc.assert(
    fc.asyncProperty(aWorld, (world) => live(way, world, remembered)),
    { numRuns: LIVES, seed: SEED },
  )
  return remembered
}

describe('lives through a canary deployment, each invocation by one of two releases', {
  timeout: 300_000 + LIVES * 30_000,
}, () => {
  it('keep every invariant, and nothing is refused, if the older one reads what the newer one writes', async () => {
    const { ran, refused, deciders, events, checked } = await everyLife(ways['readers first'])
    expect(ran).toEqual(new Set(['next', 'reader']))
    expect(refused).toBe(0)
    expect(deciders).toEqual(new Set([1, 2]))
    expect(events).toContain('thermometer_checked')
    expect(checked).toEqual({ kept: expect.any(Number), lost: 0 })
    expect(checked.kept).toBeGreaterThan(100)
  })

  it('keep every invariant if it does not: what it refuses waits for the newer one', async () => {
    const { ran, refused, events, checked } = await everyLife(ways['no readers first'])
    expect(ran).toEqual(new Set(['next', 'this_one']))
    expect(refused).toBeGreaterThan(0)
    expect(events).toContain('thermometer_checked')
    expect(checked.lost).toBe(0)
  })

  it('keep every invariant after a rollback of a day and a half, which shows what it cannot read', async () => {
    const { refused, shown } = await everyLife(ways['rolled back'])
    expect(refused).toBeGreaterThan(0)
    expect(shown).toContain('record_unreadable')
  })
})
