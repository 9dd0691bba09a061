import { describe, expect, it } from 'vitest'
import type { Ports } from '../../core/ports/ports.ts'
import { receiveText } from '../../usecases/receive-sms/receive-text.ts'
import { dyingPorts } from './dying-ports.ts'
import { aNeighbourhood, phones, type Neighbourhood, type Returnee } from './neighbourhood.ts'

const family = { phone: '+8613800000188' }

const asked = async () => {
  const neighbourhood = await aNeighbourhood()
  const she = await neighbourhood.register()
  await neighbourhood.until('2020-02-11 08:10')
  await she.says('370')
  return { neighbourhood, she }
}

/** A couple on one phone; the number that may be the wife's is asked about. */
const wifeAsked = async () => {
  const neighbourhood = await aNeighbourhood()
  const he = await neighbourhood.register({ ...family, name: '王建国', relation: 'self' })
  const she = await neighbourhood.register({ ...family, name: '李梅', relation: 'wife' })
  await neighbourhood.until('2020-02-11 08:10')
  await he.says('B 370')
  expect((await she.isolation()).toConfirm?.tenths).toBe(370)
  return { neighbourhood, he, she }
}

const deliver = (ports: Ports, { phone }: Returnee, text: string): Promise<void> =>
  receiveText(ports, { id: 'text:1', from: phone, text })

const tenthsOf = async (returnee: Returnee) =>
  (await returnee.ledger()).flatMap(({ happening }) =>
    happening.what === 'reported' ? [happening.tenths] : [],
  )

const misunderstood = async (returnee: Returnee) =>
  (await returnee.happenings()).filter((what) => what === 'reply not understood')

/** Delivers a text whose process dies at each port call in turn, then again. */
const atEachDeath = async (
  home: () => Promise<{ neighbourhood: Neighbourhood; she: Returnee }>,
  text: string,
  check: (she: Returnee, where: string) => Promise<void>,
): Promise<void> => {
  for (let call = 1, more = true; more; call += 1) {
    const { neighbourhood, she } = await home()
    const { ports } = neighbourhood.system
    const dying = dyingPorts({ call })
    await deliver(dying.wrapInvocation(ports), she, text).catch(() => {})
    await deliver(ports, she, text)
    await check(she, `call ${call}`)
    more = dying.calls() >= call
    neighbourhood.system.close()
  }
}

describe('a text that is delivered twice', () => {
  it('as a yes is one report, and no reply that is not understood', async () => {
    const { neighbourhood, she } = await asked()
    await deliver(neighbourhood.system.ports, she, '是')
    await deliver(neighbourhood.system.ports, she, '是')
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
    const { he, she, neighbourhood } = await wifeAsked()
    await he.says('?')
    expect((await he.isolation()).toConfirm).toBeUndefined()
    expect(she.texts('confirm')).toHaveLength(2)
    await he.says('是')
    expect([await tenthsOf(he), await tenthsOf(she)]).toEqual([[], [370]])
    neighbourhood.system.close()
  })
})

describe('two readings of one text while a matter of fever is open', () => {
  it.each([
    ['37.4', '早上38.2 现在39.9', [374, 382, 399]],
    ['38.5', '早36.5晚36.7', [385, 365, 367]],
  ])('are both recorded, and the doctor hears both: after %s, %s', async (first, text, expected) => {
    const neighbourhood = await aNeighbourhood()
    const she = await neighbourhood.register()
    await neighbourhood.until('2020-02-11 18:10')
    await she.says(first)
    await deliver(neighbourhood.system.ports, she, text)
    expect(await tenthsOf(she)).toEqual(expected)
    const heard = neighbourhood.textsTo(phones.doctor).map((message) => message.text)
    for (const tenths of expected.slice(1))
      expect(heard.filter((words) => words.includes((tenths / 10).toFixed(1)))).not.toEqual([])
    neighbourhood.system.close()
  })
})
