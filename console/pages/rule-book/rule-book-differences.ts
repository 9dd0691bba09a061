import type { Language } from '../../../core/community/community.ts'
import { LadderKind, type RuleBook, type Rung } from '../../../core/rule-book/rule-book.ts'
import { ladderName } from '../../i18n/disruption-words.ts'
import { listed } from '../../i18n/domain-phrases.ts'
import { domainWords } from '../../i18n/domain-words.ts'
import { nameChoices } from './name-choices.ts'
import { conditions } from './rule-book-draft.ts'
import { type Kind, namesIn, type RuleBookField, ruleBookFields, typedAt } from './rule-book-fields.ts'
import { ruleBookWords } from './rule-book-words.ts'

const said = (typed: string, kind: Kind, language: Language): string => {
  const t = ruleBookWords[language]
  if (kind !== 'symptoms' && kind !== 'flags') return t.said[kind](typed)
  const names = namesIn(typed)
  const chosen = nameChoices(kind, language).filter(([name]) => names.includes(name))
  if (chosen.length === 0) return t.none
  return listed(
    chosen.map(([, words]) => words),
    language,
  )
}

/** A value of a rule book in words: `37.3 °C`, `60, 120 minutes`, `dry cough, fatigue`. */
export const valueWords = (book: RuleBook, field: RuleBookField, language: Language): string =>
  said(typedAt(book, field), field.kind, language)

const rungWords = (rung: Rung, language: Language): string => {
  const t = ruleBookWords[language]
  const holds = conditions.filter((name) => rung[name] === true).map((name) => t.conditions[name])
  const due = t.said.minutes(String(rung.dueMinutes))
  const and = language === 'en' ? ', ' : '，'
  return `${domainWords[language].rung[rung.rung]} (${[due, ...holds].join(and)})`
}

/** `grid worker (2 hours) → street office (2 hours, by day only)` */
export const ladderWords = (ladder: readonly Rung[], language: Language): string =>
  ladder.map((rung) => rungWords(rung, language)).join(' → ')

export interface Difference {
  readonly what: string
  readonly before: string
  readonly after: string
}

/** The differences between two rule books, in words. */
export const differencesBetween = (live: RuleBook, draft: RuleBook, language: Language): Difference[] => {
  const t = ruleBookWords[language]
  const values = ruleBookFields.map((field) => ({
    what: `${t.groups[field.group]}: ${t.fields[field.path]}`,
    before: valueWords(live, field, language),
    after: valueWords(draft, field, language),
  }))
  const ladders = LadderKind.options.map((kind) => ({
    what: `${t.ladder}: ${ladderName(kind, language)}`,
    before: ladderWords(live.ladders[kind], language),
    after: ladderWords(draft.ladders[kind], language),
  }))
  return [...values, ...ladders].filter(({ before, after }) => before !== after)
}
