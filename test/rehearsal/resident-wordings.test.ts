import { describe, expect, it } from 'vitest'
import { readResident } from '../../core/hearing/resident/read-resident.ts'
import { defaultRuleBook } from '../../core/rule-book/default-rule-book.ts'
import { Draws } from '../../local/random/draws.ts'
import { allWellTexts, symptomIn, wrongText } from '../../local/simulation/wordings.ts'

const languages = ['zh-CN', 'en'] as const

const { plausible, confirm, fever } = defaultRuleBook
const read = (text: string) =>
  readResident(text, {
    plausible,
    confirm,
    feverFrom: fever.from,
    people: [{ letter: 'A', names: [], relation: 'self' }],
    signatures: [],
  })

describe('the texts of simulated residents', () => {
  it.each(languages)('are read as the right temperature, or asked about (%s)', (language) => {
    for (const tenths of [358, 360, 365, 370, 372])
      for (const half of ['morning', 'evening'] as const)
        for (const text of allWellTexts(language, tenths, half)) {
          const { reports, doubt } = read(text)
          const asked = doubt?.ask === 'confirm' ? doubt.tenths : undefined
          expect({ text, tenths: reports[0]?.tenths ?? asked }).toEqual({ text, tenths })
        }
  })

  it.each(languages)('name symptoms that are understood (%s)', (language) => {
    for (const which of [0, 0.2, 0.4, 0.6, 0.8, 0.99])
      expect(read(`38.1 ${symptomIn(language, which)}`).reports).toMatchObject([
        { tenths: 381, symptoms: [expect.any(String)] },
      ])
  })

  it.each(languages)('include texts that are no report (%s)', (language) => {
    for (const time of ['1', '2', '3', '4', '5', '6'])
      expect(read(wrongText(language, new Draws('seed', time))).reports).toEqual([])
  })
})
