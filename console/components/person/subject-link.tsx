import type { Address, Person } from '../../../core/person/person.ts'
import { doorWords } from '../../i18n/address-words.ts'
import { useLanguage, useWords, type Words } from '../../i18n/language.tsx'
import { PersonLink } from './person-link.tsx'

export const homeWords: Words<{ readonly home: string }> = {
  en: { home: 'a home' },
  'zh-CN': { home: '一户' },
}

/** Links to the person whom something is about; a home has no page, and is named by its door if that is shown. */
export const SubjectLink = ({
  isolation,
  person,
  home,
}: {
  readonly isolation: string | undefined
  readonly person?: Person | null | undefined
  readonly home?: Address | null | undefined
}) => {
  const { language } = useLanguage()
  const t = useWords(homeWords)
  if (isolation !== undefined) return <PersonLink id={isolation} person={person} />
  return <span>{home == null ? t.home : doorWords(home, language)}</span>
}
