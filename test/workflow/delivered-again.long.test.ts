import { describe, expect, it } from 'vitest'
import { asked, deliver, misunderstood, tenthsOf, wifeAsked } from './a-text-again.ts'
import { dyingPorts } from './dying-ports.ts'
import type { TestReturnee, TestSystem } from './test-system.ts'

/** Delivers a text whose process crashes at each port call in turn, then delivers it again. */
const atEachDeath = async (
  home: () => Promise<{ sixclear: TestSystem; she: TestReturnee }>,
  text: string,
  check: (she: TestReturnee, where: string) => Promise<void>,
): Promise<void> => {
  for (let call = 1, more = true; more; call += 1) {
    const { sixclear, she } = await home()
    const { ports } = sixclear.system
    const dying = dyingPorts({ call })
    await deliver(dying.wrapInvocation(ports), she, text).catch(() => {})
    await deliver(ports, she, text)
    await check(she, `call ${call}`)
    more = dying.calls() >= call
    sixclear.system.close()
  }
}

describe('a text that is delivered twice', () => {
  it('as a yes is one report, wherever its process died', async () => {
    await atEachDeath(asked, '是', async (she, where) => {
      expect([await tenthsOf(she), await misunderstood(she)], where).toEqual([[370], []])
    })
  })

  it('without a name is of the one who owes it, wherever its process died', async () => {
    const oneOwes = async () => {
      const { he, ...home } = await wifeAsked()
      await he.says('A 36.4')
      return home
    }
    await atEachDeath(oneOwes, '36.6', async (she, where) => {
      expect([await tenthsOf(she), await misunderstood(she)], where).toEqual([[366], []])
    })
  })
})
