import { expect, it } from 'vitest'
import { StoreThrottled } from '../../core/ports/store.ts'
import { storeWith } from '../../core/ports/store-with.ts'
import { openTestSystem } from './test-system.ts'

/** docs.aws.amazon.com, quotas of Step Functions: an execution ends at its 25,000th event. */
const MOST_EVENTS = 25_000

it('a step that fails for fourteen days stays within the history of its executions', {
  timeout: 120_000,
}, async () => {
  let isFailing = false
  const sixclear = await openTestSystem({
    sweepEveryMinutes: 20 * 24 * 60,
    wrapInvocation: (ports) => ({
      ...ports,
      store: storeWith(ports.store, {
        transact: async (writes) => {
          const isOfSomebody = writes.some((write) => 'put' in write && write.put.pk.startsWith('ISOLATION#'))
          if (isFailing && isOfSomebody) throw new StoreThrottled('a test')
          await ports.store.transact(writes)
        },
      }),
    }),
  })
  const she = await sixclear.register()
  isFailing = true
  await sixclear.until('2020-02-25 08:00')
  const { executions } = sixclear.system.ports
  const newest = await executions.describe('isolation', `${she.id}-1`)
  expect(newest?.status).toBe('RUNNING')
  let events = 0
  let cursor: string | undefined
  do {
    const page = await executions.history('isolation', `${she.id}-1`, cursor)
    events += page?.events.length ?? 0
    cursor = page?.cursor
  } while (cursor !== undefined)
  expect(events).toBeGreaterThan(1_000)
  expect(events).toBeLessThan(MOST_EVENTS)
})
