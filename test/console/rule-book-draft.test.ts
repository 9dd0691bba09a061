import { describe, expect, it } from 'vitest'
import { differencesBetween } from '../../console/pages/rule-book/rule-book-differences.ts'
import {
  type Draft,
  draftOf,
  type ReadDraft,
  readDraft,
} from '../../console/pages/rule-book/rule-book-draft.ts'
import { ruleBookFields } from '../../console/pages/rule-book/rule-book-fields.ts'
import { defaultRuleBook } from '../../core/rule-book/default-rule-book.ts'
import type { RuleBook } from '../../core/rule-book/rule-book.ts'

const fresh = draftOf(defaultRuleBook)

const typed = (fields: Readonly<Record<string, string>>): Draft => ({
  ...fresh,
  fields: { ...fresh.fields, ...fields },
})

type TypedRung = Draft['ladders']['silence'][number]

const withSilence = (draft: Draft, silence: readonly TypedRung[]): Draft => ({
  ...draft,
  ladders: { ...draft.ladders, silence: [...silence] },
})

const aPoliceRung: TypedRung = {
  rung: 'police_station',
  dueMinutes: '60',
  daytimeOnly: false,
  onlyIfAbsenceConfirmed: true,
  onlyIfDelivered: false,
  onlyIfUnseen: false,
  climbsWhenSeen: false,
}

const bookIn = (read: ReadDraft): RuleBook => {
  if ('book' in read) return read.book
  throw new Error([...read.mistakes].join('; '))
}

const mistakesIn = (draft: Draft, language: 'en' | 'zh-CN' = 'en'): [string, string][] => {
  const read = readDraft(draft, 2, language)
  return 'mistakes' in read ? [...read.mistakes] : []
}

const leavesOf = (value: unknown, path = ''): string[] =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
    ? Object.entries(value).flatMap(([name, below]) =>
        leavesOf(below, path === '' ? name : `${path}.${name}`),
      )
    : [path]

describe('a draft that nobody changed', () => {
  it('is the live book under the next version', () => {
    expect(bookIn(readDraft(fresh, 2, 'en'))).toEqual({ ...defaultRuleBook, version: 2 })
  })

  it('differs in nothing', () => {
    expect(differencesBetween(defaultRuleBook, bookIn(readDraft(fresh, 2, 'en')), 'en')).toEqual([])
  })

  it('has a field for everything in the book but its ladders', () => {
    const { version: _version, ladders: _ladders, ...rest } = defaultRuleBook
    expect(ruleBookFields.map(({ path }) => path).sort()).toEqual(leavesOf(rest).sort())
  })
})

describe('what is typed', () => {
  it.each([
    ['fever.from', '37.5', 375],
    ['fever.from', '３７，５', 375],
    ['fever.from', '38', 380],
  ])('as %s %s is a temperature in tenths', (path, text, tenths) => {
    expect(bookIn(readDraft(typed({ [path]: text }), 2, 'en')).fever.from).toBe(tenths)
  })

  it('as reminders is a list, in whichever way it is divided', () => {
    const book = bookIn(readDraft(typed({ 'slots.reminderAfterMinutes': '30、 90，140' }), 2, 'en'))
    expect(book.slots.reminderAfterMinutes).toEqual([30, 90, 140])
  })

  it.each([
    ['fever.from', 'warm', 'expected 30.0 to 45.0, such as 37.3'],
    ['fever.from', '29', 'expected 30.0 to 45.0, such as 37.3'],
    ['days', '', 'expected a whole number'],
    ['days', '90', 'at most 60'],
    ['slots.morning', '', 'expected a time such as 08:00'],
    ['slots.reminderAfterMinutes', '60, x', 'expected up to three numbers of minutes, such as 60, 120'],
  ])('as %s "%s" is a mistake beside its field', (path, text, words) => {
    expect(mistakesIn(typed({ [path]: text }))).toEqual([[path, words]])
  })

  it.each([
    ['fever.highFrom', { 'fever.highFrom': '37.0' }],
    ['slots', { 'slots.reminderAfterMinutes': '120, 60' }],
    ['quietHours', { 'quietHours.to': '08:30' }],
    ['confirm', { 'confirm.min': '36.0' }],
    ['slots.closeAfterMinutes', { 'slots.closeAfterMinutes': '600' }],
    ['confirmation.againAfterMinutes', { 'confirmation.againAfterMinutes': '10' }],
  ])('against the rules between values is a mistake at %s, in both languages', (at, fields) => {
    expect(mistakesIn(typed(fields)).map(([path]) => path)).toEqual([at])
    const [chinese] = mistakesIn(typed(fields), 'zh-CN')
    expect(chinese?.[1]).toMatch(/\p{Script=Han}/u)
    expect(chinese?.[1]).not.toBe('此项有误')
  })
})

describe('a ladder', () => {
  const rungs = fresh.ladders.silence

  it('takes a new rung with its conditions', () => {
    const book = bookIn(readDraft(withSilence(fresh, [...rungs, aPoliceRung]), 2, 'en'))
    expect(book.ladders.silence.at(-1)).toEqual({
      rung: 'police_station',
      dueMinutes: 60,
      onlyIfAbsenceConfirmed: true,
    })
  })

  it('without a rung is a mistake', () => {
    expect(mistakesIn(withSilence(fresh, []))[0]?.[0]).toBe('ladders.silence')
  })

  it('on which nobody would be told at first is a mistake', () => {
    const waiting = rungs.map((rung) => ({ ...rung, onlyIfAbsenceConfirmed: true }))
    expect(mistakesIn(withSilence(fresh, waiting))).toEqual([
      ['ladders.silence', expect.stringContaining('nobody would be told')],
    ])
    expect(mistakesIn(withSilence(fresh, waiting), 'zh-CN')).toEqual([
      ['ladders.silence', expect.stringContaining('没有人接到通知')],
    ])
  })

  it('with a time that is none is a mistake at its rung', () => {
    const wrong = rungs.map((rung, index) => (index === 1 ? { ...rung, dueMinutes: 'soon' } : rung))
    expect(mistakesIn(withSilence(fresh, wrong)).map(([path]) => path)).toEqual([
      'ladders.silence.1.dueMinutes',
    ])
  })
})

describe('what differs', () => {
  const changed = typed({ 'fever.from': '37.5', 'slots.closeAfterMinutes': '170' })

  it('is listed value by value, old and new', () => {
    expect(differencesBetween(defaultRuleBook, bookIn(readDraft(changed, 2, 'en')), 'en')).toEqual([
      { what: 'Reports, twice a day: missed after', before: '3 hours', after: '170 minutes' },
      { what: 'Fever: fever from', before: '37.3 °C', after: '37.5 °C' },
    ])
  })

  it('names symptoms and people by their words, never by their values', () => {
    const draft = typed({ 'severity.mild': 'dry_cough, sore_throat', 'severity.frail': '' })
    const book = bookIn(readDraft(draft, 2, 'en'))
    expect(book.severity).toMatchObject({ mild: ['dry_cough', 'sore_throat'], frail: [] })
    const shown = (language: 'en' | 'zh-CN') =>
      differencesBetween(defaultRuleBook, book, language).map((difference) => difference.after)
    expect(shown('en')).toEqual(['dry cough, sore throat', 'none'])
    expect(shown('zh-CN')).toEqual(['干咳、咽痛', '无'])
  })

  it('is listed in Chinese without a word of English', () => {
    const police = fresh.ladders.silence.map((rung) => ({ ...rung, dueMinutes: '61', daytimeOnly: true }))
    const book = bookIn(readDraft(withSilence(changed, police), 2, 'zh-CN'))
    const differences = differencesBetween(defaultRuleBook, book, 'zh-CN')
    expect(differences).toHaveLength(3)
    for (const { what, before, after } of differences)
      expect(`${what}${before}${after}`).not.toMatch(/[a-z]{2}/i)
  })
})
