import type { Language } from '../../core/community/community.ts'
import type { Symptom } from '../../core/meaning.ts'
import type { Flags } from '../../core/person/registration.ts'
import { domainWords } from './domain-words.ts'

export const listed = (words: readonly string[], language: Language): string =>
  words.join(language === 'en' ? ', ' : '、')

export const symptomWords = (symptoms: readonly Symptom[], language: Language): string =>
  listed(
    symptoms.map((symptom) => domainWords[language].symptom[symptom]),
    language,
  )

/** The flags that are set, in words. */
export const flagWords = (flags: Flags, language: Language): string[] => {
  const { flag } = domainWords[language]
  return [
    ...(flags.livesAlone ? [flag.livesAlone] : []),
    ...(flags.over70 ? [flag.over70] : []),
    ...(flags.child ? [flag.child] : []),
    ...(flags.chronic ? [flag.chronic] : []),
    ...(flags.pregnant ? [flag.pregnant] : []),
  ]
}
