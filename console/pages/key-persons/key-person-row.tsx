import type { IsolationSummary } from '../../../api/views/isolation-summary.ts'
import { useAppContext } from '../../api/app-context.tsx'
import { useLiveUpdates } from '../../api/live-updates.tsx'
import { MatterMarks } from '../../components/matter/matter-marks.tsx'
import { FlagMarks } from '../../components/person/flag-marks.tsx'
import { PersonLink } from '../../components/person/person-link.tsx'
import { SlotMarker } from '../../components/person/slot-marker.tsx'
import { gridName } from '../../i18n/address-words.ts'
import { formatRelativeTime } from '../../i18n/date-time.ts'
import { deadlineWords } from '../../i18n/deadline-words.ts'
import { domainWords } from '../../i18n/domain-words.ts'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import styles from './key-person-row.module.css'
import { keyPersonsWords } from './key-persons-words.ts'

/** One person who is followed: today's slots, the next deadline, and marks. */
export const KeyPersonRow = ({ isolation }: { readonly isolation: IsolationSummary }) => {
  const t = useWords(keyPersonsWords)
  const { language } = useLanguage()
  const { community } = useAppContext()
  const { now } = useLiveUpdates()
  const { id, person, grid, day, lastDay, status, today, next, flags, matters } = isolation
  return (
    <li className={styles['row']} data-matters={matters.length > 0 ? 'open' : 'none'}>
      <span className={styles['who']}>
        <PersonLink id={id} person={person} />
        <span>
          {gridName(grid, community)} · {t.day(day, lastDay)}
          {status.name !== 'following' && ` · ${domainWords[language].status[status.name]}`}
        </span>
      </span>
      <span className={styles['today']}>
        <SlotMarker half="morning" state={today.morning} />
        <SlotMarker half="evening" state={today.evening} />
      </span>
      <span className={styles['next']}>
        {next === null ? (
          t.over
        ) : (
          <>
            <strong>{formatRelativeTime(next.at, now, language)}</strong>
            <span>{deadlineWords(next, language, community.zone, now)}</span>
          </>
        )}
      </span>
      <span className={styles['marks']}>
        <MatterMarks kinds={matters} />
        <FlagMarks flags={flags} isCloseContact={isolation.closeContactOf !== undefined} />
      </span>
    </li>
  )
}
