import type { Language } from '../../../../core/community/community.ts'
import type { Facts } from '../../../../core/person/correction.ts'
import { fieldWords } from '../../../i18n/correction-words.ts'
import { formatDateTime } from '../../../i18n/date-time.ts'
import { flagWords, listed } from '../../../i18n/domain-phrases.ts'
import { domainWords } from '../../../i18n/domain-words.ts'
import { languages } from '../../../i18n/language.tsx'
import { correctionsWords } from './corrections-words.ts'

interface Reader {
  readonly language: Language
  readonly zone: string
}

type FactName = keyof Facts

const said = (facts: Facts, name: FactName, { language, zone }: Reader): string => {
  const none = correctionsWords[language].noValue
  switch (name) {
    case 'category':
      return facts.category === undefined ? none : domainWords[language].category[facts.category]
    case 'flags': {
      const raised = facts.flags === undefined ? [] : flagWords(facts.flags, language)
      return raised.length === 0 ? none : listed(raised, language)
    }
    case 'language':
      return facts.language === undefined ? none : languages[facts.language]
    case 'arrivedAt':
      return facts.arrivedAt === undefined ? none : formatDateTime(facts.arrivedAt, language, zone)
    case 'origin':
    case 'lastExposure':
      return facts[name] ?? none
  }
}

const names = ['category', 'flags', 'language', 'origin', 'arrivedAt', 'lastExposure'] as const

/** The corrected facts from the ledger, old and new, one line each. */
export const factLines = (
  { from, to }: { readonly from: Facts; readonly to: Facts },
  reader: Reader,
): string[] =>
  names
    .filter((name) => to[name] !== undefined)
    .map(
      (name) =>
        `${fieldWords[reader.language][name]}: ${correctionsWords[reader.language].becomes(said(from, name, reader), said(to, name, reader))}`,
    )
