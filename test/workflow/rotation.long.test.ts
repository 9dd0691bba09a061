import { describe, expect, it } from 'vitest'
import { DAY } from '../../core/time/instant.ts'
import { expectEverybodyFound, later, liveKeys, neighbourhoodWithKeys, rotate } from './a-rotation.ts'
import { Crash, dyingPorts } from './dying-ports.ts'

describe('a rotation of the key of the lookups', () => {
  it('loses and duplicates nobody, whichever read or write crashes', async () => {
    const whole = await neighbourhoodWithKeys()
    const counted = dyingPorts(undefined)
    await rotate(whole, 0, counted.wrapInvocation(whole.sixclear.system.ports))
    const calls = counted.calls()
    expect(calls).toBeGreaterThan(30)
    for (let call = 1; call <= calls; call += 1) {
      const opened = await neighbourhoodWithKeys()
      await opened.sixclear.until('2020-02-11 08:10')
      const dying = dyingPorts({ call }).wrapInvocation(opened.sixclear.system.ports)
      await expect(rotate(opened, 0, dying)).rejects.toThrow(Crash)
      await expectEverybodyFound(opened, '36.5')
      expect((await rotate(opened)).step).toBe('moved')
      expect(await liveKeys(opened, 'k2')).toBe(5)
      await later(opened, 2 * DAY)
      expect((await rotate(opened)).step).toBe('done')
      await opened.sixclear.until('2020-02-13 18:10')
      await expectEverybodyFound(opened, '36.6')
      opened.sixclear.system.close()
    }
  })
})
