import { beforeAll, describe, expect, it } from 'vitest'
import { workload } from '../../infra/capacity/workload.ts'
import { openStore } from '../../local/sqlite/sqlite-store.ts'
import { type CleanIsolation, cleanIsolation } from '../bench/measure-cost.ts'
import { mean, type Sizes, weighed } from '../bench/weigh-items.ts'
import { openTestSystem } from '../workflow/test-system.ts'
import { hasDynamoEngine } from './dynamo-engine.ts'

const KB = 1024

describe.runIf(hasDynamoEngine)('an isolation in which nothing is wrong', () => {
  let clean: CleanIsolation
  beforeAll(async () => {
    clean = await cleanIsolation()
  })

  it('costs at most 1,200 write units in 14 days', () => {
    expect(clean.all.writes).toBeLessThanOrEqual(1_200)
  })

  it('is what the arithmetic of a morning and of the bill counts with', () => {
    const { all, prompts, replies, steps, sent, heard } = clean
    const aSlot = (what: 'writes' | 'dueWrites') =>
      prompts.cost[what] / prompts.times + replies.cost[what] / replies.times
    const measured = {
      transitions: steps.transitions,
      steps: steps.invocations,
      writeUnits: all.writes,
      readUnits: all.reads,
      entries: clean.sizes.get('ISOLATION LEDGER')?.length ?? 0,
      sent,
      heard,
      'slot: write units': aSlot('writes'),
      'slot: write units of the due index': aSlot('dueWrites'),
    }
    const { slot, ...whole } = workload
    const counted: Readonly<Record<string, number>> = {
      ...whole,
      'slot: write units': slot.writeUnits,
      'slot: write units of the due index': slot.dueWriteUnits,
    }
    for (const [what, value] of Object.entries(measured)) {
      const share = value / (counted[what] ?? 0)
      expect([what, value, share > 0.95 && share < 1.05]).toEqual([what, value, true])
    }
  })

  it('is an item of 1.5 KB on average, and never needs a third unit', () => {
    const bytes = clean.sizes.get('ISOLATION META')
    expect(bytes?.length).toBeGreaterThan(60)
    expect(mean(bytes)).toBeLessThanOrEqual(1.5 * KB)
    expect(Math.max(...(bytes ?? []))).toBeLessThanOrEqual(2 * KB)
  })
})

describe('an isolation in which nobody ever answers', () => {
  it('is an item of at most 4 KB', async () => {
    const sizes: Sizes = new Map()
    const sixclear = await openTestSystem({ store: (clock) => weighed(openStore(':memory:', clock), sizes) })
    await sixclear.register()
    await sixclear.until('2020-02-25 09:00')
    expect(Math.max(...(sizes.get('ISOLATION META') ?? []))).toBeLessThanOrEqual(4 * KB)
    sixclear.system.close()
  })
})
