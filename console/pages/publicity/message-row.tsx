import StatusIndicator, { type StatusIndicatorProps } from '@cloudscape-design/components/status-indicator'
import { Link } from 'wouter'
import type { ShownCommunity } from '../../../api/endpoints/communities.ts'
import type { ListedMessage } from '../../../api/endpoints/messages.ts'
import { useAppContext } from '../../api/app-context.tsx'
import { useLiveUpdates } from '../../api/live-updates.tsx'
import { shortId } from '../../components/person/person-link.tsx'
import { homeWords } from '../../components/person/subject-link.tsx'
import { gridName } from '../../i18n/address-words.ts'
import { formatDateTime } from '../../i18n/date-time.ts'
import { deliveryOf } from '../../i18n/delivery-words.ts'
import { domainWords } from '../../i18n/domain-words.ts'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import { staffName } from '../../i18n/staff-names.ts'
import { templateWords } from '../../i18n/template-words.ts'
import styles from './message-row.module.css'
import { publicityWords } from './publicity-words.ts'

const looks: Readonly<Record<ListedMessage['state'], StatusIndicatorProps.Type>> = {
  waiting: 'pending',
  sending: 'in-progress',
  sent: 'success',
  refused: 'error',
  unknown: 'warning',
  not_needed: 'stopped',
}

const staffIn = (message: ListedMessage, community: ShownCommunity): string | undefined =>
  message.to.who === 'staff' ? (message.name ?? staffName(message.to.staff, community)) : undefined

const Whom = ({
  isolation,
  name,
}: {
  readonly isolation: string | undefined
  readonly name: string | undefined
}) => {
  const t = useWords(homeWords)
  if (isolation === undefined) return <span>{t.home}</span>
  return <Link href={`/people/${isolation}`}>{name ?? shortId(isolation)}</Link>
}

const To = ({ message }: { readonly message: ListedMessage }) => {
  const t = useWords(publicityWords)
  const { language } = useLanguage()
  const { community } = useAppContext()
  const { to, name, about, isolation, grid } = message
  const staff = staffIn(message, community)
  return (
    <span className={styles['to']}>
      {staff === undefined ? <Whom isolation={isolation} name={name} /> : <strong>{staff}</strong>}
      <span>
        {to.who === 'staff' ? domainWords[language].role[to.role] : t.resident}
        {' · '}
        {gridName(grid, community)}
        {staff !== undefined && (
          <>
            {' · '}
            {t.about} <Whom isolation={isolation} name={about} />
          </>
        )}
      </span>
    </span>
  )
}

/** One message: time, person, purpose, delivery, and its text if the role may read it. */
export const MessageRow = ({ message }: { readonly message: ListedMessage }) => {
  const t = useWords(publicityWords)
  const { language } = useLanguage()
  const { community } = useAppContext()
  const { now } = useLiveUpdates()
  const { at, state, reason, template, text } = message
  const delivery = deliveryOf(message, language)
  return (
    <li className={styles['row']} data-state={state}>
      <time dateTime={at}>{formatDateTime(at, language, community.zone, now)}</time>
      <To message={message} />
      <span className={styles['text']}>
        <span className={styles['what']}>{templateWords(template, language)}</span>
        {text !== undefined && <span>{text}</span>}
      </span>
      <span className={styles['state']}>
        <StatusIndicator type={delivery?.is === 'failed' ? 'error' : looks[state]}>
          {t.results[state]}
        </StatusIndicator>
        {delivery !== undefined && <span className={styles['reason']}>{delivery.words}</span>}
        {reason !== undefined && <span className={styles['reason']}>{t.reasons[reason] ?? ''}</span>}
      </span>
    </li>
  )
}
