import { Link } from 'wouter'
import type { MyMatter } from '../../../api/endpoints/my-matters.ts'
import { useAppContext } from '../../api/app-context.tsx'
import { useLiveUpdates } from '../../api/live-updates.tsx'
import { UnconfirmedAnswers } from '../../components/matter/unconfirmed-answers.tsx'
import { formatDateTime, formatRelativeTime } from '../../i18n/date-time.ts'
import { deadlineWords } from '../../i18n/deadline-words.ts'
import { symptomWords } from '../../i18n/domain-phrases.ts'
import { domainWords } from '../../i18n/domain-words.ts'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import { AnswerButtons } from './answer-buttons.tsx'
import styles from './my-matters-page.module.css'
import { myMattersWords } from './my-matters-words.ts'
import { PersonAndAddress } from './person-and-address.tsx'
import type { Answers } from './use-answers.ts'

const halves = ['morning', 'evening'] as const

/** `silence, day 3 morning` or `fever, 38.4 °C, cough`. */
const useMatterWords = ({ matter }: MyMatter): string => {
  const { language } = useLanguage()
  const { matter: matterWords, half: halfWords } = domainWords[language]
  const { kind, slot, tenths, symptoms } = matter
  const half = halves.find((name) => slot?.endsWith(name) === true)
  const day = slot === undefined ? Number.NaN : Number(slot.slice(0, 2))
  const when =
    half === undefined
      ? undefined
      : language === 'en'
        ? `day ${day} ${halfWords[half]}`
        : `第${day}天${halfWords[half]}`
  return [
    matterWords[kind],
    when,
    tenths === undefined ? undefined : `${(tenths / 10).toFixed(1)} °C`,
    symptoms?.length ? symptomWords(symptoms, language) : undefined,
  ]
    .filter((part) => part !== undefined)
    .join(' · ')
}

const Due = ({ matter: mine }: { readonly matter: MyMatter }) => {
  const t = useWords(myMattersWords)
  const { language } = useLanguage()
  const { now } = useLiveUpdates()
  const { state } = mine.matter
  if (state.name === 'settled') return null
  const away = formatRelativeTime(state.dueAt, now, language)
  return (
    <span className={styles['due']} data-overdue={state.dueAt < now}>
      {state.dueAt < now ? `⚠ ${t.overdue(away)}` : t.due(away)}
      <small>{t.dueAt(formatDateTime(state.dueAt, language, mine.community.zone, now))}</small>
    </span>
  )
}

/** One matter: kind, due time, person, address, and the answers. */
export const MatterCard = ({
  matter: mine,
  answers,
}: {
  readonly matter: MyMatter
  readonly answers: Answers
}) => {
  const t = useWords(myMattersWords)
  const { language } = useLanguage()
  const { now } = useLiveUpdates()
  const { me, may, hasSeveral } = useAppContext()
  const { matter, community, gridName } = mine
  const { state } = matter
  const isMine =
    state.name === 'open' && state.acknowledged.some(({ staff }) => `staff:${staff}` === me.actor)
  const words = useMatterWords(mine)
  return (
    <article className={styles['card']} aria-label={`${words}, ${mine.person?.name ?? matter.code}`}>
      <header>
        <h2>{words}</h2>
        <Due matter={mine} />
      </header>
      <PersonAndAddress matter={mine} />
      {matter.next !== null && (
        <p className={styles['next']}>{deadlineWords(matter.next, language, community.zone, now)}</p>
      )}
      <UnconfirmedAnswers matter={matter} zone={community.zone} />
      <AnswerButtons matter={mine} isMine={isMine} answers={answers} />
      <footer>
        <span>
          {t.code} {matter.code} · {gridName}
          {hasSeveral ? ` · ${community.name}` : ''}
        </span>
        {isMine && <b>✓ {t.takenByYou}</b>}
        {may('getMatter') && <Link href={`/matters/${matter.id}`}>{t.details}</Link>}
      </footer>
    </article>
  )
}
