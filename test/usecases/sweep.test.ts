import { describe, expect, it } from 'vitest'
import type { Ports } from '../../core/ports/ports.ts'
import { messageToResident } from '../../core/texts/recorded-message.ts'
import { handleCommand } from '../../record/isolation-repository.ts'
import { sweepReports } from '../../record/sweep-report.ts'
import { sweep } from '../../usecases/sweep/sweep.ts'
import { at, openTestSystem, phones, type TestSystem } from '../workflow/test-system.ts'

/** The test runs the sweeps itself. */
const quiet = { sweepEveryMinutes: 60 * 24 * 365 }

const stop = async ({ system }: TestSystem, workflow: 'isolation' | 'escalation', name: string) =>
  system.ports.executions.stop(workflow, name, 'lost')

const running = async ({ system }: TestSystem, workflow: 'isolation' | 'escalation'): Promise<string[]> =>
  (await system.ports.executions.list(workflow, { status: 'RUNNING' })).executions.map(({ name }) => name)

describe('a sweep', () => {
  it('of a healthy community changes nothing, and every shard reports', async () => {
    const sixclear = await openTestSystem(quiet)
    await sixclear.register()
    await sixclear.until('2020-02-11 11:30')
    const report = await sweep(sixclear.system.ports)
    expect(report).toEqual({
      at: at('2020-02-11 11:30'),
      isolations: 1,
      matters: 1,
      mended: 0,
      offenders: [],
    })
    const { store } = sixclear.system.ports
    const reports = await sweepReports(store)
    expect(reports).toHaveLength(store.dueShards)
    for (const { last, walk } of reports) {
      expect(last?.finishedAt).toBe(at('2020-02-11 11:30'))
      expect(walk).toBeUndefined()
    }
    expect(reports.reduce((sum, { last }) => sum + (last?.found.isolations ?? 0), 0)).toBe(1)
  })

  it('of nothing finds nothing', async () => {
    const { system } = await openTestSystem(quiet)
    expect(await sweep(system.ports)).toMatchObject({ isolations: 0, matters: 0, mended: 0, offenders: [] })
  })

  it('gives a lost isolation a new generation, which goes on where the old one stood', async () => {
    const sixclear = await openTestSystem(quiet)
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 08:30')
    await stop(sixclear, 'isolation', `${she.id}-1`)
    expect(await sweep(sixclear.system.ports)).toMatchObject({ mended: 1, offenders: [] })
    await sixclear.settle()
    expect(await running(sixclear, 'isolation')).toEqual([`${she.id}-2`])
    expect(she.texts('prompt')).toHaveLength(1)
    await she.says('36.5')
    expect(await she.slot('01-morning')).toBe('reported')
    expect(await sweep(sixclear.system.ports)).toMatchObject({ mended: 0 })
    expect(she.texts('welcome')).toHaveLength(1)
  })

  it('finds an isolation whose slots have passed, and leaves none of them out', async () => {
    const sixclear = await openTestSystem(quiet)
    const she = await sixclear.register()
    await stop(sixclear, 'isolation', `${she.id}-1`)
    await sixclear.until('2020-02-12 12:00')
    expect(await sweep(sixclear.system.ports)).toMatchObject({ mended: 1 })
    await sixclear.settle()
    // Nobody had asked her: a day later she has a matter of her own.
    for (const slot of ['01-morning', '01-evening']) expect(await she.slot(slot)).toBe('excused')
    expect(await she.slot('02-morning')).toBe('missed')
    const matters = (await she.matters()).map(({ matter }) => [matter.kind, matter.state.name])
    expect(matters).toEqual([['unreachable', 'open']])
  })

  it('restarts the ladder of a matter whose execution is lost, on its present rung', async () => {
    const sixclear = await openTestSystem(quiet)
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 11:30')
    const { id } = await she.matter('silence')
    await stop(sixclear, 'escalation', `${id}-1`)
    expect(await sweep(sixclear.system.ports)).toMatchObject({ mended: 1, offenders: [] })
    await sixclear.settle()
    expect(await running(sixclear, 'escalation')).toEqual([`${id}-2`])
    expect(sixclear.messagesTo(phones.worker, 'matter')).toHaveLength(1)
    await sixclear.until('2020-02-11 13:00')
    expect(sixclear.messagesTo(phones.office, 'matter')).toHaveLength(1)
  })

  it('leaves what has only just begun to its workflow, unless it is told that nothing runs', async () => {
    const sixclear = await openTestSystem(quiet)
    const she = await sixclear.register()
    await stop(sixclear, 'isolation', `${she.id}-1`)
    expect(await sweep(sixclear.system.ports)).toMatchObject({ mended: 0 })
    expect(await sweep(sixclear.system.ports, { force: true })).toMatchObject({ mended: 1 })
  })

  it('skips people who were released or have left', async () => {
    const sixclear = await openTestSystem(quiet)
    const she = await sixclear.register()
    await she.says('38.5')
    await sixclear.confirmed(phones.doctor, `${sixclear.codeOn(phones.doctor)} 确诊`)
    await sixclear.until('2020-02-12 12:00')
    expect(await sweep(sixclear.system.ports)).toMatchObject({ isolations: 0, matters: 0, mended: 0 })
  })

  it('names people whom it cannot help: the line is red', async () => {
    const sixclear = await openTestSystem(quiet)
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 08:30')
    await stop(sixclear, 'isolation', `${she.id}-1`)
    const { ports } = sixclear.system
    const broken: Ports = {
      ...ports,
      executions: { ...ports.executions, start: async () => Promise.reject(new Error('no connection')) },
    }
    const report = await sweep(broken)
    expect(report.offenders).toEqual([
      {
        id: she.id,
        isolation: she.id,
        why: 'no_execution',
        since: at('2020-02-11 09:00'),
      },
    ])
    expect(await sweep(ports)).toMatchObject({ mended: 1, offenders: [] })
    await sixclear.settle()
    expect(await running(sixclear, 'isolation')).toEqual([`${she.id}-3`])
  })

  it('sends what waited, and names a text that cannot be sent', async () => {
    const sixclear = await openTestSystem(quiet)
    const she = await sixclear.register()
    const { ports, inbox } = sixclear.system
    const message = messageToResident('a-notice', ports.clock.now(), 'fever', { clinic: 'clinic' })
    await handleCommand(ports, she.id, () => ({
      by: 'workflow',
      events: [{ type: 'message_received', meaning: 'test', inbound: 'x' }],
      messages: [{ ...message, state: 'waiting' }],
    }))
    expect(await sweep(ports)).toMatchObject({ mended: 0, offenders: [] })
    await sixclear.until('2020-02-10 10:25')
    inbox.throttleNext(1)
    expect(await sweep(ports)).toMatchObject({
      mended: 0,
      offenders: [{ id: 'a-notice', isolation: she.id, why: 'message_not_sent' }],
    })
    expect(await sweep(ports)).toMatchObject({ mended: 1, offenders: [] })
    expect(sixclear.messagesTo(she.phone, 'fever')).toHaveLength(1)
    expect(await sweep(ports)).toMatchObject({ mended: 0, offenders: [] })
  })
})
