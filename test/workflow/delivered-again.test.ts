import { describe, expect, it } from 'vitest'
import { asked, deliver, misunderstood, tenthsOf, wifeAsked } from './a-text-again.ts'
import { openTestSystem, phones } from './test-system.ts'

describe('a text that is delivered twice', () => {
  it('as a yes is one report, and no reply that is not understood', async () => {
    const { sixclear, she } = await asked()
    await deliver(sixclear.system.ports, she, '是')
    await deliver(sixclear.system.ports, she, '是')
    expect([await tenthsOf(she), await misunderstood(she), she.texts('unreadable')]).toEqual([[370], [], []])
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
