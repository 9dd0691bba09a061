import type { IsolationSummary } from '../../api/views/isolation-summary.ts'
import { useLive } from '../api/live.tsx'
import { MatterMarks } from '../matters/matter-marks.tsx'
import { FlagMarks } from '../person/flags.tsx'
import { PersonLink } from '../person/person-link.tsx'
import { useSurroundings } from '../shell/context.tsx'
import { SlotMarker } from '../slots/slot-marker.tsx'
import { deadlineWords } from '../words/deadline.ts'
import { domainWords } from '../words/domain.ts'
import { useLanguage, useWords } from '../words/language.tsx'
import { gridName } from '../words/place.ts'
import { awayFrom } from '../words/time.ts'
import styles from './key-person-row.module.css'
import { keyPersonsWords } from './words.ts'

/** One person who is followed: how today went, what comes next, and what needs care. */
export const KeyPersonRow = ({ isolation }: { readonly isolation: IsolationSummary }) => {
  const say = useWords(keyPersonsWords)
  const { language } = useLanguage()
  const { community } = useSurroundings()
  const { now } = useLive()
  const { id, person, grid, day, lastDay, status, today, next, flags, matters } = isolation
  return (
    <li className={styles['row']} data-matters={matters.length > 0 ? 'open' : 'none'}>
      <span className={styles['who']}>
        <PersonLink id={id} person={person} />
        <span>
          {gridName(grid, community)} · {say.day(day, lastDay)}
          {status.name !== 'following' && ` · ${domainWords[language].status[status.name]}`}
        </span>
      </span>
      <span className={styles['today']}>
        <SlotMarker half="morning" state={today.morning} />
        <SlotMarker half="evening" state={today.evening} />
      </span>
      <span className={styles['next']}>
        {next === null ? (
          say.over
        ) : (
          <>
            <strong>{awayFrom(next.at, now, language)}</strong>
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
