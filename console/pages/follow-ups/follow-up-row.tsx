import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useAppContext } from '../../api/app-context.tsx'
import { useLiveUpdates } from '../../api/live-updates.tsx'
import { SubjectLink } from '../../components/person/subject-link.tsx'
import { gridName } from '../../i18n/address-words.ts'
import { formatDateTime, formatRelativeTime } from '../../i18n/date-time.ts'
import { domainWords } from '../../i18n/domain-words.ts'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import { ownersWords } from '../../i18n/owner-words.ts'
import { slotWords } from '../../i18n/slot-words.ts'
import { actorWords } from '../../i18n/staff-names.ts'
import type { DoneFollowUp, DueFollowUp } from './follow-up-entries.ts'
import styles from './follow-up-row.module.css'
import { followUpsWords } from './follow-ups-words.ts'

const FollowUpType = ({
  type,
  matter,
  children,
}: {
  readonly type: DueFollowUp['type']
  readonly matter: string | undefined
  readonly children: ReactNode
}) => {
  const t = useWords(followUpsWords)
  return (
    <span className={styles['what']}>
      <span className={styles['kind']} data-type={type}>
        {t.types[type]}
      </span>{' '}
      {matter === undefined ? children : <Link href={`/matters/${matter}`}>{children}</Link>}
    </span>
  )
}

export const DueFollowUpRow = ({ due }: { readonly due: DueFollowUp }) => {
  const t = useWords(followUpsWords)
  const { language } = useLanguage()
  const { community } = useAppContext()
  const { now } = useLiveUpdates()
  const { type, isolation, grid, matter, kind, slot, owners, dueAt, overdue, person } = due
  const about = [
    ...(kind === undefined ? [] : [domainWords[language].matter[kind]]),
    ...(slot === undefined ? [] : [slotWords(slot, language)]),
  ].join(' · ')
  return (
    <li className={styles['row']} data-overdue={overdue ? 'yes' : undefined}>
      <span className={styles['who']}>
        <SubjectLink isolation={isolation} person={person} />
        <span>{gridName(grid, community)}</span>
      </span>
      <FollowUpType type={type} matter={matter}>
        {about === '' && matter !== undefined ? t.types[type] : about}
      </FollowUpType>
      <span className={styles['owner']}>
        {owners.length === 0 ? t.nobody : ownersWords(owners, community, language)}
      </span>
      <span className={styles['when']}>
        <strong>
          {overdue && `${t.overdue} · `}
          {formatRelativeTime(dueAt, now, language)}
        </strong>
        <span>{t.until(formatDateTime(dueAt, language, community.zone, now))}</span>
      </span>
    </li>
  )
}

export const DoneFollowUpRow = ({ done }: { readonly done: DoneFollowUp }) => {
  const t = useWords(followUpsWords)
  const { language } = useLanguage()
  const { community } = useAppContext()
  const { now } = useLiveUpdates()
  const { at, by, type, isolation, grid, matter, answer, temperature, person } = done
  const how = [
    ...(answer === undefined ? [] : [domainWords[language].answer[answer]]),
    ...(temperature === undefined ? [] : [`${temperature.toFixed(1)} °C`]),
  ].join(' · ')
  return (
    <li className={styles['row']}>
      <span className={styles['who']}>
        <SubjectLink isolation={isolation} person={person} />
        <span>{gridName(grid, community)}</span>
      </span>
      <FollowUpType type={type} matter={matter}>
        {how === '' && matter !== undefined ? t.types[type] : how}
      </FollowUpType>
      <span className={styles['owner']}>{t.by(actorWords(by, community, language))}</span>
      <time className={styles['when']} dateTime={at}>
        {formatDateTime(at, language, community.zone, now)}
      </time>
    </li>
  )
}
