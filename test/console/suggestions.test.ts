import { describe, expect, it } from 'vitest'
import type { Owner, Text } from '../../console/phones/phone-schema.ts'
import { suggestionsFor } from '../../console/phones/suggestions.ts'
import { readReport } from '../../core/report/read-report.ts'
import { readStaffReply } from '../../core/report/staff-reply.ts'
import { defaultRuleBook } from '../../core/rules/default-rule-book.ts'
import { en } from '../../core/texts/en.ts'
import { zhCn } from '../../core/texts/zh-cn.ts'

const told = (text: string): Text => ({
  id: 'sms-000001',
  direction: 'to phone',
  at: '2020-02-10T00:00:00.000Z',
  text,
})

const resident: Owner = { name: '样例·陈安', role: 'resident' }
const worker: Owner = { name: '样例·网格员', role: 'grid worker' }

const matter = {
  code: '4821',
  person: 'Chen',
  place: '3-2-501',
  due: { time: '11:00' },
  rung: 'grid worker',
} as const

const kinds = ['silence', 'fever', 'release', 'no show', 'unreachable'] as const

describe('a suggestion to a resident', () => {
  it.each([
    ['zh-CN', zhCn],
    ['en', en],
  ] as const)('is understood in %s', (_, catalogue) => {
    const text = catalogue.unreadable({})
    for (const suggestion of suggestionsFor([resident], [told(text)]))
      expect(readReport(suggestion, defaultRuleBook).kind).not.toMatch(/unreadable|unclear|ambiguous/)
  })
})

describe('a suggestion to staff', () => {
  it.each(kinds.flatMap((kind) => [[kind, 'zh-CN', zhCn] as const, [kind, 'en', en] as const]))(
    'about %s answers the matter by its code, in %s',
    (kind, _, catalogue) => {
      const suggestions = suggestionsFor([worker], [told(catalogue.matter({ ...matter, kind }))])
      expect(suggestions.length).toBeGreaterThan(2)
      for (const suggestion of suggestions)
        expect(readStaffReply(suggestion, defaultRuleBook)).toMatchObject({ kind: 'answer', code: '4821' })
    },
  )

  it('is none as long as no matter has been told', () => {
    expect(suggestionsFor([worker], [])).toEqual([])
  })
})
