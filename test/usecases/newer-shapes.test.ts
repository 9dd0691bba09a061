import { describe, expect, it } from 'vitest'
import * as z from 'zod/mini'
import type { Key } from '../../core/ports/store.ts'
import { workflowText } from '../../local/system/workflow-definitions.ts'
import { isolationItem, readIsolation } from '../../record/isolation-item.ts'
import { isolationKey, ledgerKey, sweepKey } from '../../record/keys.ts'
import { storedSweep, sweep } from '../../usecases/sweep/sweep.ts'
import { openTestApi } from '../api/test-api.ts'
import { openTestSystem, type TestSystem } from '../workflow/test-system.ts'

/** As if a newer release had written the item, or this one had got it back. */
const written = async ({ system }: Pick<TestSystem, 'system'>, key: Key, v: number): Promise<void> => {
  const item = await system.ports.store.get(key)
  if (item === undefined) throw new Error(`nothing at ${key.pk}`)
  const { version, ...put } = item
  const body = { ...put.body, v }
  const { index = {} } =
    key.sk === 'META'
      ? isolationItem(readIsolation({ ...put, body: { ...body, v: 1 } }).isolation, undefined)
      : {}
  const due = index.due && { ...index.due, summary: { ...index.due.summary, v } }
  await system.ports.store.transact([
    { put: { ...put, body, index: { ...index, ...(due && { due }) } }, expect: { version } },
  ])
}

const Retriers = z.array(
  z.looseObject({
    ErrorEquals: z.array(z.string()),
    IntervalSeconds: z._default(z.int(), 1),
    MaxAttempts: z.int(),
    BackoffRate: z._default(z.number(), 1),
    MaxDelaySeconds: z._default(z.int(), 1),
  }),
)
const Text = z.object({ States: z.record(z.string(), z.object({ Retry: z.optional(Retriers) })) })

describe('an isolation that a newer release has written', () => {
  it('waits until that release runs: the text that came meanwhile is not lost', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 08:20')
    await written(sixclear, isolationKey(she.id), 2)
    await she.says('36.5')
    await sixclear.until('2020-02-11 08:23')
    expect(sixclear.system.inbound.pending()).toBe(1)
    await written(sixclear, isolationKey(she.id), 1)
    await sixclear.until('2020-02-11 08:30')
    expect(await she.slot('01-morning')).toBe('reported')
  })

  it('goes on by itself: its step is retried for as long as a deployment takes', async () => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 07:59')
    await written(sixclear, isolationKey(she.id), 2)
    await sixclear.until('2020-02-11 08:12')
    expect(she.texts('prompt')).toHaveLength(0)
    await written(sixclear, isolationKey(she.id), 1)
    await sixclear.until('2020-02-11 08:16')
    expect(she.texts('prompt')).toHaveLength(1)
    expect((await she.isolation()).generation).toBe(1)
    expect(await she.events()).not.toContain('matter_opened')
  })

  it('does not keep the sweeper from the others, and is in its report', async () => {
    const sixclear = await openTestSystem({ sweepEveryMinutes: 60 * 24 * 365 })
    const she = await sixclear.register()
    const he = await sixclear.register({ name: '李强', phone: '+8613800000102', room: '502' })
    await sixclear.until('2020-02-11 08:30')
    await written(sixclear, isolationKey(she.id), 2)
    await sixclear.system.ports.executions.stop('isolation', `${he.id}-1`, 'lost')
    const { mended, offenders } = await sweep(sixclear.system.ports)
    expect(mended).toBe(1)
    expect(offenders).toMatchObject([{ isolation: she.id, why: 'record_unreadable' }])
    const report = await sixclear.system.ports.store.get(sweepKey())
    expect(report === undefined ? undefined : storedSweep.read(report).offenders).toHaveLength(1)
  })

  it('is shown on the console again half a minute later', async () => {
    const api = await openTestApi()
    const id = await api.registered()
    const she = (await api.get(`/isolations/${id}`)).json.isolation.id
    for (const key of [isolationKey(she), ledgerKey(she, 1)]) {
      await written(api, key, 2)
      const { status, json, headers } = await api.get(`/isolations/${id}`)
      expect({ status, name: json.error.name, headers }).toMatchObject({
        status: 503,
        name: 'NewerShape',
        headers: { 'retry-after': '30' },
      })
      await written(api, key, 1)
    }
    expect((await api.get(`/isolations/${id}`)).status).toBe(200)
  })
})

describe.each(['isolation', 'escalation'] as const)('the workflow of an %s', (workflow) => {
  const tasks = Object.entries(Text.parse(JSON.parse(workflowText(workflow))).States).filter(
    ([, { Retry }]) => Retry !== undefined,
  )

  it.each(tasks)(
    'retries for at least twenty minutes what a newer release reads: %s',
    (_, { Retry = [] }) => {
      const first = Retry.find(({ ErrorEquals }) =>
        ErrorEquals.some((name) => name === 'NewerShape' || name === 'States.TaskFailed'),
      )
      expect(first?.ErrorEquals).toEqual(['NewerShape'])
      let longest = 0
      for (let attempt = 0; attempt < (first?.MaxAttempts ?? 0); attempt += 1)
        longest += Math.min(
          first?.MaxDelaySeconds ?? 0,
          (first?.IntervalSeconds ?? 0) * (first?.BackoffRate ?? 0) ** attempt,
        )
      // Full jitter waits half as long on average.
      expect(longest / 2).toBeGreaterThan(20 * 60)
    },
  )
})
