import type { Deadline } from '../../api/views/deadline-view.ts'
import { useLiveUpdates } from '../api/live-updates.tsx'
import { deadlineWords } from '../i18n/deadline-words.ts'
import { useLanguage, useWords } from '../i18n/language.tsx'
import { formatRelativeTime } from '../i18n/date-time.ts'
import styles from './layout.module.css'
import { personWords } from '../i18n/person-words.ts'

/** What happens next, when, and how far away that is. null: nothing, it is over. */
export const NextDeadline = ({ next, zone }: { readonly next: Deadline | null; readonly zone: string }) => {
  const t = useWords(personWords)
  const { language } = useLanguage()
  const { now } = useLiveUpdates()
  if (next === null) return <p className={styles['next']}>{t.nothingNext}</p>
  return (
    <p className={styles['next']} data-look={next.at < now ? 'late' : 'due'}>
      <strong>{t.nextIs}</strong>
      <span>{deadlineWords(next, language, zone, now)}</span>
      <span className={styles['quiet']}>{formatRelativeTime(next.at, now, language)}</span>
    </p>
  )
}
