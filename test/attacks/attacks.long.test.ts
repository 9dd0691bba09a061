import { describe, expect, it } from 'vitest'
import { attacks } from './attacks.ts'

describe('an attack', () => {
  it.each(attacks)('costs little and changes nothing: $name', async ({ run, most, happens }) => {
    const { back, told, happened } = await run()
    expect(back).toBeLessThanOrEqual(most.back)
    expect(told).toBeLessThanOrEqual(most.told)
    for (const one of happens) expect(happened).toContain(one)
  })
})
