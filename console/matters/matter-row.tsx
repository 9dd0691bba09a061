import { Link } from 'wouter'
import type { ListedEscalation } from '../../api/endpoints/matters.ts'
import { useLive } from '../api/live.tsx'
import { symptomWords } from '../person/ledger/said.ts'
import { PersonLink, shortId } from '../person/person-link.tsx'
import { useSurroundings } from '../shell/context.tsx'
import { slotWords } from '../slots/slot-words.ts'
import { deadlineWords } from '../words/deadline.ts'
import { domainWords } from '../words/domain.ts'
import { useLanguage, useWords } from '../words/language.tsx'
import { gridName } from '../words/place.ts'
import { actorWords } from '../words/staff.ts'
import { awayFrom, momentOf } from '../words/time.ts'
import styles from './matter-row.module.css'
import { ownersWords } from './owners.ts'
import { matterWords } from './words.ts'

/** What a matter is about, in a few words: `fever 38.1 °C`, `silence, day 3, morning`. */
const About = ({ matter }: { readonly matter: ListedEscalation }) => {
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

const Open = ({ matter }: { readonly matter: ListedEscalation }) => {
  const say = useWords(matterWords)
  const { language } = useLanguage()
  const { community } = useSurroundings()
  const { now } = useLive()
  const { state, next, overdue } = matter
  if (state.name !== 'open') return null
  const seen = state.acknowledged.length > 0
  return (
    <>
      <span className={styles['owner']}>
        {state.owners.length === 0
          ? say.nobodyYet
          : `${say.owner} ${ownersWords(state.owners, community, language)}`}
        {seen && <span className={styles['seen']}>✓ {say.seen}</span>}
      </span>
      <span className={styles['due']}>
        <strong>
          {overdue && `${say.overdue} · `}
          {awayFrom(state.dueAt, now, language)}
        </strong>
        {next !== null && <span>{deadlineWords(next, language, community.zone, now)}</span>}
      </span>
    </>
  )
}

const Settled = ({ matter: { state } }: { readonly matter: ListedEscalation }) => {
  const say = useWords(matterWords)
  const { language } = useLanguage()
  const { community } = useSurroundings()
  const { now } = useLive()
  if (state.name !== 'settled') return null
  return (
    <span className={styles['owner']}>
      {say.settled(
        domainWords[language].outcome[state.outcome],
        momentOf(state.at, language, community.zone, now),
        actorWords(state.by, community, language),
      )}
    </span>
  )
}

/** One matter in a list: what, where, who has it, until when. */
export const MatterRow = ({ matter }: { readonly matter: ListedEscalation }) => {
  const say = useWords(matterWords)
  const { language } = useLanguage()
  const { community, may } = useSurroundings()
  const { now } = useLive()
  const { id, isolation, grid, overdue, openedAt, state, person } = matter
  return (
    <li className={styles['row']} data-overdue={overdue ? 'yes' : undefined} data-state={state.name}>
      <span className={styles['what']}>
        <Link href={`/matters/${id}`}>
          <About matter={matter} />
        </Link>
        <span>
          {may('getIsolation') ? <PersonLink id={isolation} person={person} /> : shortId(isolation)}
          {' · '}
          {gridName(grid, community)}
          {' · '}
          {say.opened(momentOf(openedAt, language, community.zone, now))}
        </span>
      </span>
      <Open matter={matter} />
      <Settled matter={matter} />
    </li>
  )
}
