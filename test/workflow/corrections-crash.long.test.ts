import { describe, expect, it } from 'vitest'
import { GridId } from '../../core/ids.ts'
import type { Corrections } from '../../core/isolation/decisions/correct/correction.ts'
import { replay } from '../../core/isolation/state.ts'
import { LocalDate } from '../../core/time/local-time.ts'
import { findViolations } from '../../local/rehearsal/invariants/check-invariants.ts'
import { correct } from '../../usecases/correct/correct.ts'
import { Crash, dyingPorts, type Plan } from './dying-ports.ts'
import { openTestSystem, phones } from './test-system.ts'

/** A day later, at another address in another grid, and over 70: everything that can follow does. */
const everything: Corrections = {
  arrivedAt: { date: LocalDate.parse('2020-02-11') },
  flags: { over70: true },
  address: { grid: GridId.parse('grid-2'), building: '9', unit: '1', room: '101' },
}

const moments: Readonly<Record<string, { readonly until: string; readonly says?: string }>> = {
  'between two slots': { until: '2020-02-13 12:00' },
  'while a prompt is out': { until: '2020-02-13 18:05' },
  'with a mild fever': { until: '2020-02-13 12:00', says: '37.4' },
  'while she is with the doctor': { until: '2020-02-13 12:00', says: '38.6' },
  under_review: { until: '2020-02-24 22:00' },
  'in the quiet hours': { until: '2020-02-13 23:00' },
}

/** One correction that crashes at one port call, with or without a retry. */
const live = async (moment: string, plan: Plan | undefined, isRepeated: boolean) => {
  const sixclear = await openTestSystem()
  const she = await sixclear.register()
  const { until, says } = moments[moment] ?? { until: '2020-02-13 12:00' }
  await sixclear.healthyUntil(until, she)
  if (says !== undefined) await she.says(says)
  const { system } = sixclear
  const ports = dyingPorts(plan)
  const input = {
    corrections: everything,
    reason: 'entered_wrongly',
    by: 'staff:administrator',
    inbound: 'once',
  } as const
  const died = await correct(ports.wrapInvocation(system.ports), she.id, input).then(
    () => false,
    (error: unknown) => {
      if (error instanceof Crash) return true
      throw error
    },
  )
  if (died && isRepeated) await correct(system.ports, she.id, input)
  await sixclear.settle()
  await system.timeline.runUntil(system.timeline.now() + 26 * 60 * 60_000)
  const isolation = await she.isolation()
  const corrected = (await she.events()).filter((type) => type === 'corrected').length
  const wrong = (await findViolations(system, { registered: [she.id] })).map(({ what }) => what)
  if (died ? corrected > 1 || (isRepeated && corrected === 0) : corrected !== 1)
    wrong.push(`put right ${corrected} times`)
  if (corrected === 1) {
    const { grid, dayZero, flags } = isolation
    if (grid !== 'grid-2' || dayZero !== '2020-02-11' || !flags.over70) wrong.push('not all of it is right')
    // A text to staff whose result was lost is sent once more.
    if (sixclear.messagesTo(phones.worker, 'moved_away').length === 0)
      wrong.push('the worker of before was not told')
  }
  const prompts = she.texts('prompt').map(({ sent }) => sent?.key)
  if (new Set(prompts).size !== prompts.length) wrong.push('a prompt was doubled')
  expect(replay(await she.ledger())).toEqual(isolation)
  system.close()
  return { wrong, calls: ports.calls(), places: ports.places }
}

describe('a correction that dies', () => {
  it.each(Object.keys(moments))(
    '%s: is made once or not at all, and the workflow goes on',
    async (moment) => {
      const { wrong, calls } = await live(moment, undefined, false)
      expect(wrong).toEqual([])
      const found: string[] = []
      for (let call = 1; call <= calls; call += 1) {
        const run = await live(moment, { call }, call % 2 === 0)
        found.push(...run.wrong.map((what) => `call ${call}, ${run.places[call - 1]}: ${what}`))
      }
      expect(found).toEqual([])
    },
  )
})
