import { describe, expect, it } from 'vitest'
import { aNeighbourhood, phones } from './neighbourhood.ts'

describe('staff who were told of a matter', () => {
  it('all hear that it is settled, also those from whom it has climbed on', async () => {
    const neighbourhood = await aNeighbourhood()
    const she = await neighbourhood.register()
    await neighbourhood.until('2020-02-11 15:00')
    for (const phone of [phones.worker, phones.office, phones.police])
      expect(neighbourhood.textsTo(phone, 'matter')).toHaveLength(1)
    await she.says('36.6')
    for (const phone of [phones.worker, phones.office, phones.police])
      expect(neighbourhood.textsTo(phone, 'matterSettled')).toHaveLength(1)
  })

  it('do not hear it twice when a last rung was told again', async () => {
    const neighbourhood = await aNeighbourhood()
    const she = await neighbourhood.register()
    await neighbourhood.until('2020-02-11 17:00')
    await neighbourhood.confirmed(phones.worker, `${neighbourhood.codeOn(phones.worker)} 不在`)
    await neighbourhood.until('2020-02-12 07:00')
    expect(neighbourhood.textsTo(phones.police, 'matter').length).toBeGreaterThan(1)
    const before = neighbourhood.textsTo(phones.police, 'matterSettled').length
    await she.says('36.6')
    const codes = neighbourhood
      .textsTo(phones.police, 'matterSettled')
      .slice(before)
      .map(({ text }) => /\d{4}/.exec(text)?.[0])
    expect(new Set(codes).size).toBe(codes.length)
  })

  it.each([
    ['38.4 咳嗽', '38.4℃干咳'],
    ['36.6 咳嗽', '36.6℃干咳'],
    ['38.4', '38.4℃。'],
  ])('are told of symptoms beside the temperature: %s', async (says, told) => {
    const neighbourhood = await aNeighbourhood()
    const she = await neighbourhood.register()
    await neighbourhood.until('2020-02-11 08:00')
    await she.says(says)
    expect(neighbourhood.textsTo(phones.doctor, 'matter')[0]?.text).toContain(told)
  })
})
