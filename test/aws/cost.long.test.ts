import { beforeAll, describe, expect, it } from 'vitest'
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
