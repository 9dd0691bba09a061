import { Link } from 'wouter'
import type { ListedMatter } from '../../../api/endpoints/matters.ts'
import { useAppContext } from '../../api/app-context.tsx'
import { useLiveUpdates } from '../../api/live-updates.tsx'
import { shortId } from '../../components/person/person-link.tsx'
import { SubjectLink } from '../../components/person/subject-link.tsx'
import { gridName } from '../../i18n/address-words.ts'
import { formatDateTime, formatRelativeTime } from '../../i18n/date-time.ts'
import { deadlineWords } from '../../i18n/deadline-words.ts'
import { symptomWords } from '../../i18n/domain-phrases.ts'
import { domainWords } from '../../i18n/domain-words.ts'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import { ownersWords } from '../../i18n/owner-words.ts'
import { slotWords } from '../../i18n/slot-words.ts'
import { actorWords } from '../../i18n/staff-names.ts'
import styles from './matter-row.module.css'
import { matterRowWords } from './matter-row-words.ts'

/** A matter in a few words: `fever 38.1 °C`, `silence, day 3, morning`. */
const About = ({ matter }: { readonly matter: ListedMatter }) => {
  const { language } = useLanguage()
  const { kind, slot, tenths, symptoms } = matter
  const parts = [
    domainWords[language].matter[kind],
    ...(tenths === undefined ? [] : [`${(tenths / 10).toFixed(1)} °C`]),
    ...(symptoms?.length ? [symptomWords(symptoms, language)] : []),
    ...(slot === undefined ? [] : [slotWords(slot, language)]),
  ]
  return parts.join(' · ')
}

const Open = ({ matter }: { readonly matter: ListedMatter }) => {
  const t = useWords(matterRowWords)
  const { language } = useLanguage()
  const { community } = useAppContext()
  const { now } = useLiveUpdates()
  const { state, next, overdue } = matter
  if (state.name !== 'open') return null
  const seen = state.acknowledged.length > 0
  return (
    <>
      <span className={styles['owner']}>
        {state.owners.length === 0
          ? t.nobodyYet
          : `${t.owner} ${ownersWords(state.owners, community, language)}`}
        {seen && <span className={styles['seen']}>✓ {t.seen}</span>}
      </span>
      <span className={styles['due']}>
        <strong>
          {overdue && `${t.overdue} · `}
          {formatRelativeTime(state.dueAt, now, language)}
        </strong>
        {next !== null && <span>{deadlineWords(next, language, community.zone, now)}</span>}
      </span>
    </>
  )
}

const Settled = ({ matter: { state } }: { readonly matter: ListedMatter }) => {
  const t = useWords(matterRowWords)
  const { language } = useLanguage()
  const { community } = useAppContext()
  const { now } = useLiveUpdates()
  if (state.name !== 'settled') return null
  return (
    <span className={styles['owner']}>
      {t.settled(
        domainWords[language].outcome[state.outcome],
        formatDateTime(state.at, language, community.zone, now),
        actorWords(state.by, community, language),
      )}
    </span>
  )
}

/** One matter in a list: kind, grid, owner, due time. */
export const MatterRow = ({ matter }: { readonly matter: ListedMatter }) => {
  const t = useWords(matterRowWords)
  const { language } = useLanguage()
  const { community, may } = useAppContext()
  const { now } = useLiveUpdates()
  const { id, isolation, grid, overdue, openedAt, state, person } = matter
  return (
    <li className={styles['row']} data-overdue={overdue ? 'yes' : undefined} data-state={state.name}>
      <span className={styles['what']}>
        <Link href={`/matters/${id}`}>
          <About matter={matter} />
        </Link>
        <span>
          {isolation === undefined || may('getIsolation') ? (
            <SubjectLink isolation={isolation} person={person} />
          ) : (
            shortId(isolation)
          )}
          {' · '}
          {gridName(grid, community)}
          {' · '}
          {t.opened(formatDateTime(openedAt, language, community.zone, now))}
        </span>
      </span>
      <Open matter={matter} />
      <Settled matter={matter} />
    </li>
  )
}
