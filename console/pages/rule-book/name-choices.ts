import type { Language } from '../../../core/community/community.ts'
import { Symptom } from '../../../core/meaning.ts'
import { flagNames } from '../../i18n/care-flags.ts'
import { domainWords } from '../../i18n/domain-words.ts'
import type { NameListKind } from './rule-book-fields.ts'

/** Each value that a list of the rule book can have, with its words. */
export const nameChoices = (
  kind: NameListKind,
  language: Language,
): readonly (readonly [name: string, words: string])[] => {
  const { symptom, flag } = domainWords[language]
  return kind === 'symptoms'
    ? Symptom.options.map((name) => [name, symptom[name]] as const)
    : flagNames.map((name) => [name, flag[name]] as const)
}
