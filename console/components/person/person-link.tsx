import { Link } from 'wouter'
import type { Person } from '../../../core/person/person.ts'
import { doorWords } from '../../i18n/address-words.ts'
import { useLanguage, useWords, type Words } from '../../i18n/language.tsx'
import styles from './person-link.module.css'

const words: Words<{ readonly erased: string }> = { en: { erased: 'erased' }, 'zh-CN': { erased: '已清除' } }

/** `iso-…5d6e`: enough to distinguish two people in a list. */
export const shortId = (id: string): string => `iso-…${id.slice(-4)}`

/** Links to a person's page by name and door, or by a short id if these are hidden (undefined) or erased (null). */
export const PersonLink = ({
  id,
  person,
  withDoor = true,
}: {
  readonly id: string
  readonly person: Person | null | undefined
  readonly withDoor?: boolean
}) => {
  const { language } = useLanguage()
  const t = useWords(words)
  if (person === undefined || person === null)
    return (
      <Link href={`/people/${id}`} className={styles['link']} title={id}>
        {shortId(id)}
        {person === null && <span className={styles['door']}> {t.erased}</span>}
      </Link>
    )
  return (
    <Link href={`/people/${id}`} className={styles['link']}>
      {person.name}
      {withDoor && <span className={styles['door']}> {doorWords(person.address, language)}</span>}
    </Link>
  )
}
