import { describe, expect, it } from 'vitest'
import { findViolations } from '../../local/rehearsal/invariants/check-invariants.ts'
import { aNeighbourhood, phones } from './neighbourhood.ts'

const OWN = '+8613800000999'

/** A couple on one phone; he has a number of his own by now. */
const couple = async () => {
  const neighbourhood = await aNeighbourhood()
  const she = await neighbourhood.register({ name: '李梅', relation: 'self' })
  const he = await neighbourhood.register({ name: '王建国', relation: 'husband' })
  await neighbourhood.until('2020-02-11 11:30')
  const { code } = await he.matter('silence')
  await neighbourhood.confirmed(phones.worker, `${code} 换号${OWN.slice(3)}`)
  await neighbourhood.text(OWN, '是')
  return { neighbourhood, she }
}

describe('a report for somebody who has a phone of their own, written on another one', () => {
  it('is answered there by day', async () => {
    const { neighbourhood, she } = await couple()
    await neighbourhood.until('2020-02-11 18:10')
    await she.says('A36.5 B36.6')
    expect(neighbourhood.textsTo(OWN, 'thanks')).toHaveLength(1)
  })

  it('is answered there in the morning when it came at night', async () => {
    const { neighbourhood, she } = await couple()
    await neighbourhood.until('2020-02-11 23:10')
    const before = neighbourhood.textsTo(OWN).length
    await she.says('A36.5 B36.6')
    expect(she.texts('late')).toHaveLength(1)
    await neighbourhood.until('2020-02-12 07:00')
    expect(neighbourhood.textsTo(OWN)).toHaveLength(before)
    await neighbourhood.until('2020-02-12 09:00')
    expect(neighbourhood.textsTo(OWN, 'late')).toHaveLength(1)
    expect(await findViolations(neighbourhood.system)).toEqual([])
  })

  it('is answered there at once when it is a fever', async () => {
    const { neighbourhood, she } = await couple()
    await neighbourhood.until('2020-02-11 23:10')
    await she.says('B39.1')
    expect(neighbourhood.textsTo(OWN, 'fever')).toHaveLength(1)
  })
})
