import { describe, expect, it } from 'vitest'
import { readReport } from '../../core/report/read-report.ts'
import { defaultRuleBook } from '../../core/rules/default-rule-book.ts'
import { Draws } from '../../local/rehearsal/draws.ts'
import { allWellTexts, symptomIn, wrongText } from '../../local/rehearsal/wordings.ts'

const languages = ['zh-CN', 'en'] as const

describe('the ways in which rehearsed residents write', () => {
  it.each(languages)('are read as the temperature that is meant, or asked about (%s)', (language) => {
    for (const tenths of [358, 360, 365, 370, 372])
      for (const half of ['morning', 'evening'] as const)
        for (const text of allWellTexts(language, tenths, half)) {
          const reading = readReport(text, defaultRuleBook)
          expect({
            text,
            kind: reading.kind,
            tenths: 'tenths' in reading ? reading.tenths : undefined,
          }).toEqual({ text, kind: /^\d{3}$/.test(text) ? 'confirm' : 'report', tenths })
        }
  })

  it.each(languages)('name symptoms that are understood (%s)', (language) => {
    for (const which of [0, 0.2, 0.4, 0.6, 0.8, 0.99])
      expect(readReport(`38.1 ${symptomIn(language, which)}`, defaultRuleBook)).toMatchObject({
        kind: 'report',
        symptoms: [expect.any(String)],
      })
  })

  it.each(languages)('include texts that are no report (%s)', (language) => {
    for (const time of ['1', '2', '3', '4', '5', '6'])
      expect(readReport(wrongText(language, new Draws('seed', time)), defaultRuleBook).kind).toBe(
        'unreadable',
      )
  })
})
