import { describe, expect, it } from 'vitest'
import { findViolations } from '../../local/rehearsal/invariants/check-invariants.ts'
import { openTestSystem, phones } from './test-system.ts'

const OWN = '+8613800000999'

/** A couple on one phone; he has a number of his own by now. */
const couple = async () => {
  const sixclear = await openTestSystem()
  const she = await sixclear.register({ name: '李梅', relation: 'self' })
  const he = await sixclear.register({ name: '王建国', relation: 'husband' })
  await sixclear.until('2020-02-11 11:30')
  const { code } = await he.matter('silence')
  await sixclear.confirmed(phones.worker, `${code} 换号${OWN.slice(3)}`)
  await sixclear.text(OWN, '是')
  return { sixclear, she }
}

describe('a report for somebody who has a phone of their own, written on another one', () => {
  it('is answered there by day', async () => {
    const { sixclear, she } = await couple()
    await sixclear.until('2020-02-11 18:10')
    await she.says('A36.5 B36.6')
    expect(sixclear.messagesTo(OWN, 'thanks')).toHaveLength(1)
  })

  it('is answered there in the morning when it came at night', async () => {
    const { sixclear, she } = await couple()
    await sixclear.until('2020-02-11 23:10')
    const before = sixclear.messagesTo(OWN).length
    await she.says('A36.5 B36.6')
    expect(she.texts('late')).toHaveLength(1)
    await sixclear.until('2020-02-12 07:00')
    expect(sixclear.messagesTo(OWN)).toHaveLength(before)
    await sixclear.until('2020-02-12 09:00')
    expect(sixclear.messagesTo(OWN, 'late')).toHaveLength(1)
    expect(await findViolations(sixclear.system)).toEqual([])
  })

  it('is answered there at once when it is a fever', async () => {
    const { sixclear, she } = await couple()
    await sixclear.until('2020-02-11 23:10')
    await she.says('B39.1')
    expect(sixclear.messagesTo(OWN, 'fever')).toHaveLength(1)
  })
})
