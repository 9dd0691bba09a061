import { expect } from 'vitest'
import type { Ports } from '../../core/ports/ports.ts'
import { receiveMessage } from '../../usecases/receive-sms/receive-message.ts'
import { openTestSystem, type TestReturnee } from './test-system.ts'

const family = { phone: '+8613800000188' }

export const asked = async () => {
  const sixclear = await openTestSystem()
  const she = await sixclear.register()
  await sixclear.until('2020-02-11 08:10')
  await she.says('370')
  return { sixclear, she }
}

/** A couple on one phone; the number that may be the wife's is asked about. */
export const wifeAsked = async () => {
  const sixclear = await openTestSystem()
  const he = await sixclear.register({ ...family, name: '王建国', relation: 'self' })
  const she = await sixclear.register({ ...family, name: '李梅', relation: 'wife' })
  await sixclear.until('2020-02-11 08:10')
  await he.says('B 370')
  expect((await she.isolation()).toConfirm?.tenths).toBe(370)
  return { sixclear, he, she }
}

export const deliver = (ports: Ports, { phone }: TestReturnee, text: string): Promise<void> =>
  receiveMessage(ports, { id: 'text:1', from: phone, text })

export const tenthsOf = async (returnee: TestReturnee) =>
  (await returnee.ledger()).flatMap(({ event }) => (event.type === 'reported' ? [event.tenths] : []))

export const misunderstood = async (returnee: TestReturnee) =>
  (await returnee.events()).filter((type) => type === 'reply_not_understood')
