import { describe, expect, it } from 'vitest'
import { findViolations } from '../../local/rehearsal/invariants/check-invariants.ts'
import { wholeLine } from '../../local/rehearsal/invariants/line-told.ts'
import type { Carrier } from '../../local/sms/carrier.ts'
import { at, openTestSystem, phones } from './test-system.ts'

/** Every text arrives, without a receipt. */
const withoutReceipts: Carrier = () => ({ outcome: 'delivered' })

describe('a silence', () => {
  const silent = async (carrier?: Carrier) => {
    const sixclear = await openTestSystem(carrier === undefined ? {} : { carrier })
    const she = await sixclear.register()
    await sixclear.until('2020-02-11 08:05')
    const { ports, inbox } = sixclear.system
    return { sixclear, line: () => wholeLine(ports), off: () => inbox.setCondition(she.phone, 'off') }
  }

  it.each([
    ['of which nobody knows whether the prompt arrived', false],
    ['of a phone that was off', true],
  ])('%s is red when the office has not confirmed it in its time', async (_, isOff) => {
    const { sixclear, line, off } = await silent(isOff ? undefined : withoutReceipts)
    if (isOff) off()
    await sixclear.until('2020-02-11 14:30')
    expect((await line()).offenders).toEqual([])
    await sixclear.until('2020-02-11 15:05')
    const unconfirmed = {
      why: 'prompt_unknown',
      since: at('2020-02-11 15:00'),
      owes: [{ role: 'street_office' }],
    }
    expect(await line()).toMatchObject({ line: 'red', offenders: [unconfirmed] })
    await sixclear.until('2020-02-11 17:05')
    expect((await line()).offenders).toMatchObject([unconfirmed])
    expect(await findViolations(sixclear.system)).toEqual([])
    expect(sixclear.messagesTo(phones.police, 'matter')).toEqual([])
  })

  it('of a phone that got its prompt goes to the station, which has its time', async () => {
    const { sixclear, line } = await silent()
    await sixclear.until('2020-02-11 15:05')
    expect((await line()).offenders).toEqual([])
    expect(sixclear.messagesTo(phones.police, 'matter')).toHaveLength(1)
  })
})
