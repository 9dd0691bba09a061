import { describe, expect, it } from 'vitest'
import type { Ports } from '../../core/ports/ports.ts'
import type { SweepQueue } from '../../core/ports/sweep-queue.ts'
import { listPart, type SweepPart, shardParts } from '../../core/sweep/sweep-part.ts'
import { type Instant, MINUTE } from '../../core/time/instant.ts'
import { isolationKey } from '../../record/keys.ts'
import { partSeen, saveSweepReport, sweepReports } from '../../record/sweep-report.ts'
import { beginSweep } from '../../usecases/sweep/begin-sweep.ts'
import { foundNothing } from '../../usecases/sweep/looking.ts'
import { sweepQueued } from '../../usecases/sweep/sweep-queued.ts'
import { walkPart } from '../../usecases/sweep/walk-part.ts'
import { sqsEvent } from '../aws/sqs-event.ts'
import { Crash, dyingPorts } from '../workflow/dying-ports.ts'
import { openTestSystem, type TestReturnee, type TestSystem } from '../workflow/test-system.ts'

/** The test runs the sweeps itself. */
const quiet = { sweepEveryMinutes: 60 * 24 * 365 }

const PLENTY = 5 * MINUTE

/** Enough for so many items. */
const timeFor = (items: number): (() => number) => {
  let left = items
  return () => {
    left -= 1
    return left > 0 ? PLENTY : 0
  }
}

/** The queue, and the functions behind it, one message after the other. */
class Sweepers implements SweepQueue {
  readonly ports: Ports
  readonly waiting: { readonly part: SweepPart; readonly asked: Instant }[] = []
  invocations = 0

  constructor({ system }: TestSystem) {
    this.ports = system.ports
  }

  hand = async (parts: readonly SweepPart[], asked: Instant): Promise<void> => {
    this.waiting.push(...parts.map((part) => ({ part, asked })))
  }

  begin = () => beginSweep({ ...this.ports, sweepQueue: this })

  /** One function, for one message. False: it was given back. */
  async walk(message: object, timeLeft: () => number, ports = this.ports): Promise<boolean> {
    this.invocations += 1
    const event = sqsEvent(JSON.stringify(message))
    const { batchItemFailures } = await sweepQueued({ ...ports, sweepQueue: this }, event, timeLeft)
    return batchItemFailures.length === 0
  }

  /** Until the queue is empty. */
  async run(timeLeft: () => () => number = () => () => PLENTY, ports?: () => Ports): Promise<void> {
    for (let message = this.waiting.shift(); message !== undefined; message = this.waiting.shift())
      if (!(await this.walk(message, timeLeft(), ports?.()))) this.waiting.push(message)
  }
}

const sum = async ({ system }: TestSystem, of: 'isolations' | 'mended' | 'left' | 'looked') => {
  const reports = await sweepReports(system.ports.store)
  return reports
    .filter(({ part }) => part.startsWith('shard'))
    .reduce((total, { last }) => total + (last?.found[of] ?? 0), 0)
}

const lost = async (
  sixclear: TestSystem,
  people: number,
): Promise<{ readonly everybody: TestReturnee[]; readonly running: () => Promise<string[]> }> => {
  const everybody: TestReturnee[] = []
  for (let one = 1; one <= people; one += 1)
    everybody.push(
      await sixclear.register({ name: `样例·${one}`, phone: `+861380000${1000 + one}`, room: String(one) }),
    )
  await sixclear.until('2020-02-11 08:30')
  const { executions } = sixclear.system.ports
  for (const { id } of everybody) await executions.stop('isolation', `${id}-1`, 'lost')
  const running = async () =>
    (await executions.list('isolation', { status: 'RUNNING' })).executions.map(({ name }) => name).sort()
  return { everybody, running }
}

const secondGenerations = (everybody: readonly TestReturnee[]): string[] =>
  everybody.map(({ id }) => `${id}-2`).sort()

describe('a sweep in parts', () => {
  it.each([1, 2, 5])('finishes though each function has time for %i items only', async (items) => {
    const sixclear = await openTestSystem(quiet)
    const { everybody, running } = await lost(sixclear, 9)
    const sweepers = new Sweepers(sixclear)
    expect(await sweepers.begin()).toMatchObject({ handed: 4 })
    await sweepers.run(() => timeFor(items))
    expect(await running()).toEqual(secondGenerations(everybody))
    expect(sweepers.invocations).toBeGreaterThan(9 / items)
    expect(await sum(sixclear, 'isolations')).toBe(9)
    expect(await sum(sixclear, 'mended')).toBe(9)
    for (const { walk, last } of await sweepReports(sixclear.system.ports.store)) {
      expect(walk).toBeUndefined()
      expect(last).toBeDefined()
    }
  })

  it('tells what all parts have found with the next beginning', async () => {
    const sixclear = await openTestSystem(quiet)
    await lost(sixclear, 3)
    const sweepers = new Sweepers(sixclear)
    await sweepers.begin()
    await sweepers.run()
    expect(await sweepers.begin()).toMatchObject({
      isolations: 3,
      matters: 0,
      offenders: 0,
      handed: 0,
      late: 0,
    })
  })

  it('restarts everybody once, wherever a function dies', async () => {
    let call = 1
    for (let isOver = false; !isOver; call += 1) {
      const sixclear = await openTestSystem(quiet)
      const { everybody, running } = await lost(sixclear, 2)
      const sweepers = new Sweepers(sixclear)
      await sweepers.begin()
      const dying = dyingPorts({ call })
      try {
        await sweepers.run(
          () => timeFor(2),
          () => dying.wrapInvocation(sixclear.system.ports),
        )
      } catch (error) {
        if (!(error instanceof Crash)) throw error
      }
      isOver = dying.calls() < call
      // A quarter later what was dropped is handed over again, and an hour later everything is.
      await sixclear.until('2020-02-11 08:46')
      await sweepers.begin()
      await sweepers.run()
      await sixclear.until('2020-02-11 09:50')
      await sweepers.begin()
      await sweepers.run()
      const names = await running()
      expect([call, names.length]).toEqual([call, everybody.length])
      for (const { id } of everybody) expect(names.filter((name) => name.startsWith(id))).toHaveLength(1)
      expect(await sum(sixclear, 'left')).toBe(0)
      sixclear.system.close()
    }
    expect(call).toBeGreaterThan(20)
  })

  it('does nothing more for a message that comes twice', async () => {
    const sixclear = await openTestSystem(quiet)
    const { everybody, running } = await lost(sixclear, 3)
    const sweepers = new Sweepers(sixclear)
    await sweepers.begin()
    const messages = [...sweepers.waiting]
    await sweepers.run()
    const looked = await sum(sixclear, 'looked')
    for (const message of messages) await sweepers.walk(message, () => PLENTY)
    expect(await running()).toEqual(secondGenerations(everybody))
    expect(await sum(sixclear, 'looked')).toBe(looked)
  })

  it('is walked once by two functions at once', async () => {
    const sixclear = await openTestSystem(quiet)
    const { everybody, running } = await lost(sixclear, 4)
    const { ports } = sixclear.system
    const list = new Sweepers(sixclear)
    await list.begin()
    await list.run(() => timeFor(3))
    await sixclear.settle()
    for (const { id } of everybody) await ports.executions.stop('isolation', `${id}-2`, 'lost again')
    await sixclear.until('2020-02-11 09:40')
    const parts = shardParts(ports.store.dueShards)
    await Promise.all([...parts, ...parts].map((part) => walkPart(ports, part)))
    expect((await running()).length).toBe(everybody.length)
    for (const { id } of everybody)
      expect((await ports.store.get(isolationKey(id)))?.body['generation']).toBe(3)
  })

  it('asks for no execution that a list has, unless it is overdue', async () => {
    const sixclear = await openTestSystem(quiet)
    await sixclear.register()
    await sixclear.until('2020-02-11 08:30')
    const sweepers = new Sweepers(sixclear)
    const asked: string[] = []
    const { ports } = sixclear.system
    const watched: Ports = {
      ...ports,
      executions: {
        ...ports.executions,
        describe: (workflow, name) => {
          asked.push(name)
          return ports.executions.describe(workflow, name)
        },
      },
    }
    await sweepers.begin()
    await sweepers.run(undefined, () => watched)
    expect(await sum(sixclear, 'isolations')).toBe(1)
    expect(asked).toEqual([])
  })

  it('is handed over every hour, and after a quarter if whoever walked it is gone', async () => {
    const sixclear = await openTestSystem(quiet)
    await lost(sixclear, 6)
    const sweepers = new Sweepers(sixclear)
    await sweepers.begin()
    const shards = sweepers.waiting.filter(({ part }) => part.startsWith('shard'))
    await sweepers.run(() => timeFor(2))
    await sixclear.until('2020-02-11 09:15')
    expect(await sweepers.begin()).toMatchObject({ handed: 0 })
    await sixclear.until('2020-02-11 09:30')
    expect(await sweepers.begin()).toMatchObject({ handed: 4 })
    // One walks a little and is gone: its message never comes back.
    const [first] = sweepers.waiting.filter(({ part }) => part === shards[0]?.part)
    sweepers.waiting.length = 0
    await sweepers.walk(first ?? {}, timeFor(2))
    sweepers.waiting.length = 0
    const left = async () =>
      (await sweepReports(sixclear.system.ports.store)).filter(({ walk }) => walk !== undefined)
    expect(await left()).toHaveLength(1)
    await sixclear.until('2020-02-11 09:45')
    expect(await sweepers.begin()).toMatchObject({ handed: 4 })
    await sweepers.run()
    expect(await left()).toEqual([])
  })

  it('counts a part that is never finished as late after two hours', async () => {
    const sixclear = await openTestSystem(quiet)
    await lost(sixclear, 1)
    const sweepers = new Sweepers(sixclear)
    await sweepers.begin()
    const stuck = sweepers.waiting.at(-1)?.part
    for (const time of ['08:30', '09:30', '10:30', '10:31']) {
      await sixclear.until(`2020-02-11 ${time}`)
      await sweepers.begin()
      sweepers.waiting.splice(
        0,
        Number.POSITIVE_INFINITY,
        ...sweepers.waiting.filter(({ part }) => part !== stuck),
      )
      await sweepers.run()
    }
    expect(await sweepers.begin()).toMatchObject({ late: 1 })
    const report = (await sweepReports(sixclear.system.ports.store)).find(({ part }) => part === stuck)
    expect(report === undefined ? undefined : partSeen(report).finishedAt).toBeUndefined()
  })

  it('begins a list again when Step Functions does not know where it stood', async () => {
    const sixclear = await openTestSystem(quiet)
    await lost(sixclear, 2)
    const { store, clock } = sixclear.system.ports
    const now = clock.now()
    const part = listPart('isolation')
    const walk = { begunAt: now, seenAt: now, after: 'no such place', found: foundNothing() }
    await saveSweepReport(store, { part, askedAt: now, walk }, undefined)
    const sweepers = new Sweepers(sixclear)
    const message = { part, asked: now }
    expect(await sweepers.walk(message, () => PLENTY)).toBe(false)
    expect(await sweepers.walk(message, () => PLENTY)).toBe(true)
    const report = (await sweepReports(store)).find((one) => one.part === part)
    expect(report).toMatchObject({ last: { begunAt: now } })
    expect(report?.walk).toBeUndefined()
  })

  it('is not kept from its work by a report that cannot be read', async () => {
    const sixclear = await openTestSystem(quiet)
    const { everybody, running } = await lost(sixclear, 2)
    const { store } = sixclear.system.ports
    for (const sk of shardParts(store.dueShards))
      await store.transact([{ put: { pk: 'SWEEP', sk, body: { v: 1, part: 'damaged' } }, expect: 'absent' }])
    const sweepers = new Sweepers(sixclear)
    await sweepers.begin()
    await sweepers.run()
    expect(await running()).toEqual(secondGenerations(everybody))
  })
})
