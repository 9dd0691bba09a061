import type { ReactNode } from 'react'
import type { Deadline } from '../../api/views/deadline-view.ts'
import { useLiveUpdates } from '../api/live-updates.tsx'
import { formatRelativeTime } from '../i18n/date-time.ts'
import { deadlineWords } from '../i18n/deadline-words.ts'
import { useLanguage, useWords, type Words } from '../i18n/language.tsx'
import layout from './layout.module.css'
import styles from './next-deadline.module.css'

interface NextWords {
  readonly nextIs: string
  readonly nothingNext: string
}

const words: Words<NextWords> = {
  en: {
    nextIs: 'Next',
    nothingNext: 'Nothing more: it is over.',
  },
  'zh-CN': {
    nextIs: '下一步',
    nothingNext: '已结束，无后续。',
  },
}

/** The line with the next deadline, or the outcome. */
export const DeadlineLine = ({
  isLate = false,
  children,
}: {
  readonly isLate?: boolean
  readonly children: ReactNode
}) => (
  <p className={styles['line']} data-look={isLate ? 'late' : 'due'}>
    {children}
  </p>
)

/** What happens next, and when. null: nothing more. */
export const NextDeadline = ({ next, zone }: { readonly next: Deadline | null; readonly zone: string }) => {
  const t = useWords(words)
  const { language } = useLanguage()
  const { now } = useLiveUpdates()
  if (next === null) return <DeadlineLine>{t.nothingNext}</DeadlineLine>
  return (
    <DeadlineLine isLate={next.at < now}>
      <strong>{t.nextIs}</strong>
      <span>{deadlineWords(next, language, zone, now)}</span>
      <span className={layout['quiet']}>{formatRelativeTime(next.at, now, language)}</span>
    </DeadlineLine>
  )
}
