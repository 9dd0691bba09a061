import { expect, it } from 'vitest'
import { storeWith } from '../../core/ports/store-with.ts'
import { DAY } from '../../core/time/instant.ts'
import { openTestSystem } from '../workflow/test-system.ts'

it('a text that was recorded but not acted on is finished when a person puts it back days later', async () => {
  /** From the next transaction with an event on, nothing gets through. */
  let state: 'whole' | 'breaking' | 'broken' = 'whole'
  const sixclear = await openTestSystem({
    wrapInvocation: (ports) => ({
      ...ports,
      store: storeWith(ports.store, {
        get: (key) => (state === 'broken' ? Promise.reject(new Error('broken')) : ports.store.get(key)),
        transact: async (writes) => {
          await ports.store.transact(writes)
          const isEvent = writes.some((write) => 'put' in write && write.put.sk.startsWith('LEDGER#'))
          if (state !== 'breaking' || !isEvent) return
          state = 'broken'
          throw new Error('broken')
        },
      }),
    }),
  })
  const { inbound, timeline } = sixclear.system
  const she = await sixclear.register()
  await sixclear.until('2020-02-11 08:20')
  state = 'breaking'
  await she.says('36.5')
  await sixclear.until('2020-02-11 10:40')
  expect(inbound.deadLetters()).toHaveLength(1)
  state = 'whole'
  await timeline.runUntil(timeline.now() + 10 * DAY)
  expect(inbound.redrive()).toBe(1)
  await sixclear.settle()
  await timeline.runUntil(timeline.now() + 10 * 60_000)
  expect([inbound.pending(), inbound.deadLetters()]).toEqual([0, []])
  const reports = (await she.ledger()).filter(({ event }) => event.type === 'reported')
  expect(reports).toHaveLength(1)
})
