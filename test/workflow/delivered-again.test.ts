import { describe, expect, it } from 'vitest'
import type { Ports } from '../../core/ports/ports.ts'
import { receiveMessage } from '../../usecases/receive-sms/receive-message.ts'
import { dyingPorts } from './dying-ports.ts'
import { openTestSystem, phones, type TestReturnee, type TestSystem } from './test-system.ts'

const family = { phone: '+8613800000188' }

const asked = async () => {
  const sixclear = await openTestSystem()
  const she = await sixclear.register()
  await sixclear.until('2020-02-11 08:10')
  await she.says('370')
  return { sixclear, she }
}

/** A couple on one phone; the number that may be the wife's is asked about. */
const wifeAsked = async () => {
  const sixclear = await openTestSystem()
  const he = await sixclear.register({ ...family, name: '王建国', relation: 'self' })
  const she = await sixclear.register({ ...family, name: '李梅', relation: 'wife' })
  await sixclear.until('2020-02-11 08:10')
  await he.says('B 370')
  expect((await she.isolation()).toConfirm?.tenths).toBe(370)
  return { sixclear, he, she }
}

const deliver = (ports: Ports, { phone }: TestReturnee, text: string): Promise<void> =>
  receiveMessage(ports, { id: 'text:1', from: phone, text })

const tenthsOf = async (returnee: TestReturnee) =>
  (await returnee.ledger()).flatMap(({ event }) => (event.type === 'reported' ? [event.tenths] : []))

const misunderstood = async (returnee: TestReturnee) =>
  (await returnee.events()).filter((type) => type === 'reply_not_understood')

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
  it('as a yes is one report, and no reply that is not understood', async () => {
    const { sixclear, she } = await asked()
    await deliver(sixclear.system.ports, she, '是')
    await deliver(sixclear.system.ports, she, '是')
    expect([await tenthsOf(she), await misunderstood(she), she.texts('unreadable')]).toEqual([[370], [], []])
  })

  it('as a yes is one report, wherever its process died', { timeout: 300_000 }, async () => {
    await atEachDeath(asked, '是', async (she, where) => {
      expect([await tenthsOf(she), await misunderstood(she)], where).toEqual([[370], []])
    })
  })

  it('without a name is of the one who owes it, wherever its process died', {
    timeout: 300_000,
  }, async () => {
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

describe('a question about one of two on a phone', () => {
  it('is repeated to the same one, whose yes it is', async () => {
    const { he, she, sixclear } = await wifeAsked()
    await he.says('?')
    expect((await he.isolation()).toConfirm).toBeUndefined()
    expect(she.texts('confirm')).toHaveLength(2)
    await he.says('是')
    expect([await tenthsOf(he), await tenthsOf(she)]).toEqual([[], [370]])
    sixclear.system.close()
  })
})

describe('two readings of one text while a matter of fever is open', () => {
  it.each([
    ['37.4', '早上38.2 现在39.9', [374, 382, 399]],
    ['38.5', '早36.5晚36.7', [385, 365, 367]],
  ])('are both recorded, and the doctor hears both: after %s, %s', async (first, text, expected) => {
    const sixclear = await openTestSystem()
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 18:10')
    await she.says(first)
    await deliver(sixclear.system.ports, she, text)
    expect(await tenthsOf(she)).toEqual(expected)
    const heard = sixclear.messagesTo(phones.doctor).map((message) => message.text)
    for (const tenths of expected.slice(1))
      expect(heard.filter((words) => words.includes((tenths / 10).toFixed(1)))).not.toEqual([])
    sixclear.system.close()
  })
})
