import { describe, expect, it } from 'vitest'
import type { Ports } from '../../core/ports/ports.ts'
import { storeWith } from '../../core/ports/store-with.ts'
import { receiveMessage } from '../../usecases/receive-sms/receive-message.ts'
import { register } from '../../usecases/register/register.ts'
import {
  exampleCommunity,
  exampleRegistration,
  openTestSystem,
  phones,
  type TestReturnee,
  type TestSystem,
} from '../workflow/test-system.ts'

const FAMILY = '+8613800000101'

/**
 * Ports of somebody who has read everything and is about to write an item under `pk` when `meanwhile` happens, once.
 */
const overtaken = ({ ports }: TestSystem['system'], pk: string, meanwhile: () => Promise<unknown>): Ports => {
  const { store } = ports
  let isOver = false
  return {
    ...ports,
    store: storeWith(store, {
      transact: async (writes) => {
        if (!isOver && writes.some((write) => 'put' in write && write.put.pk.startsWith(pk))) {
          isOver = true
          await meanwhile()
        }
        return store.transact(writes)
      },
    }),
  }
}

const aMorning = async (): Promise<{ sixclear: TestSystem; she: TestReturnee }> => {
  const sixclear = await openTestSystem()
  const she = await sixclear.register()
  await sixclear.until('2020-02-11 08:05')
  return { sixclear, she }
}

const reports = async (she: TestReturnee): Promise<unknown[]> =>
  (await she.ledger()).flatMap(({ event }) =>
    event.type === 'reported' ? [[event.tenths, event.timing]] : [],
  )

describe('a report that was read before something else was written', () => {
  it('is decided again: the second of two fevers raises the matter that the first has opened', async () => {
    const { sixclear, she } = await aMorning()
    const { ports } = sixclear.system
    const first = () => receiveMessage(ports, { id: 'sms-1', from: she.phone, text: '38.3' })
    const late = overtaken(sixclear.system, 'ISOLATION#', first)
    await receiveMessage(late, { id: 'sms-2', from: she.phone, text: '39.4' })
    await sixclear.settle()
    expect(await reports(she)).toEqual([
      [383, 'on_time'],
      [394, 'extra'],
    ])
    expect((await she.matters()).map(({ matter: { kind, tenths } }) => [kind, tenths])).toEqual([
      ['fever', 394],
    ])
  })

  it('is decided again: the slot is filled by the other one', async () => {
    const { sixclear, she } = await aMorning()
    const { ports } = sixclear.system
    const first = () => receiveMessage(ports, { id: 'sms-1', from: she.phone, text: '36.5' })
    await receiveMessage(overtaken(sixclear.system, 'ISOLATION#', first), {
      id: 'sms-2',
      from: she.phone,
      text: '36.6',
    })
    expect(await reports(she)).toEqual([
      [365, 'on_time'],
      [366, 'extra'],
    ])
  })

  it('is decided again: a matter that was settled meanwhile is told nothing', async () => {
    const { sixclear, she } = await aMorning()
    await she.says('38.5')
    const ruledOut = () => sixclear.confirmed(phones.doctor, `${sixclear.codeOn(phones.doctor)} 排除`)
    await receiveMessage(overtaken(sixclear.system, 'ISOLATION#', ruledOut), {
      id: 'sms-2',
      from: she.phone,
      text: '36.6',
    })
    await sixclear.settle()
    expect((await she.matter('fever')).state).toMatchObject({ name: 'settled', outcome: 'ruled_out' })
    expect(sixclear.messagesTo(phones.doctor, 'second_reading')).toEqual([])
  })

  it('is recorded once when it is the same message, delivered twice at the same moment', async () => {
    const { sixclear, she } = await aMorning()
    const { ports } = sixclear.system
    const text = { id: 'sms-1', from: she.phone, text: '38.5' }
    const again = overtaken(sixclear.system, 'ISOLATION#', () => receiveMessage(ports, text))
    // The queue delivers it once more if the later one fails.
    await receiveMessage(again, text).catch(() => receiveMessage(ports, text))
    await sixclear.settle()
    expect(await reports(she)).toEqual([[385, 'on_time']])
    expect(she.texts('fever')).toHaveLength(1)
    expect(await she.matters()).toHaveLength(1)
  })
})

describe('a registration that was read before something else was written', () => {
  it('shares the phone with whoever was registered on it meanwhile', async () => {
    const sixclear = await openTestSystem()
    const first = () => sixclear.register({ name: '样例·王明', phone: FAMILY })
    const answer = await register(
      overtaken(sixclear.system, 'ISOLATION#', first),
      exampleCommunity().id,
      exampleRegistration({ name: '样例·王芳', phone: FAMILY }),
      'staff:administrator',
    )
    expect(answer).toMatchObject({ result: 'registered' })
    await sixclear.settle()
    await sixclear.text(FAMILY, 'A36.5 B36.8')
    expect(sixclear.messagesTo(FAMILY, 'letters').length).toBeGreaterThan(0)
  })
})
