import type { ShownEntry } from '../../../api/views/ledger-view.ts'
import type { MessageView } from '../../../api/views/message-view.ts'
import type { ReceivedMessage } from '../../../api/views/received-message.ts'
import { useAppContext } from '../../api/app-context.tsx'
import { formatDateTime } from '../../i18n/date-time.ts'
import { deliveryOf } from '../../i18n/delivery-words.ts'
import { domainWords } from '../../i18n/domain-words.ts'
import { eventReasonWords } from '../../i18n/events/event-reason-words.ts'
import { eventWords } from '../../i18n/events/event-words.ts'
import { useLanguage, useWords, type Words } from '../../i18n/language.tsx'
import { actorWords } from '../../i18n/staff-names.ts'
import { templateWords } from '../../i18n/template-words.ts'
import { EmptyState } from '../empty-state.tsx'
import layout from '../layout.module.css'
import { Panel } from '../panel.tsx'
import { contactEntries } from './contact-entries.ts'
import styles from './contact-history.module.css'

interface MessagesWords {
  readonly title: string
  readonly none: string
  readonly to: (name: string) => string
  readonly resident: string
  readonly from: (name: string) => string
  readonly hidden: string
  readonly erased: string
  readonly notKept: string
}

const words: Words<MessagesWords> = {
  en: {
    title: 'Messages and calls',
    none: 'Nothing was sent yet.',
    to: (name) => `to ${name}`,
    resident: 'the resident',
    from: (name) => `from ${name}`,
    hidden: 'The text is hidden for your role.',
    erased: 'The text is erased.',
    notKept: 'The text is not kept.',
  },
  'zh-CN': {
    title: '短信与电话',
    none: '尚未发送。',
    to: (name) => `致${name}`,
    resident: '居民',
    from: (name) => `来自${name}`,
    hidden: '您的角色不可见短信内容。',
    erased: '短信内容已清除。',
    notKept: '短信内容未保留。',
  },
}

const failed: ReadonlySet<MessageView['state']> = new Set(['refused', 'unknown'])

/** Every message as it was sent, and every answer, newest first. */
export const ContactHistory = ({
  messages,
  ledger,
  received,
  personal,
  zone,
}: {
  readonly messages: readonly MessageView[]
  readonly ledger: readonly ShownEntry[]
  readonly received: readonly ReceivedMessage[]
  readonly personal: 'shown' | 'hidden' | 'erased'
  readonly zone: string
}) => {
  const t = useWords(words)
  const { language } = useLanguage()
  const { community } = useAppContext()
  const contacts = contactEntries(messages, ledger, received).toReversed()
  return (
    <Panel title={t.title} count={contacts.length}>
      {contacts.length === 0 && <EmptyState>{t.none}</EmptyState>}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reachable by keyboard */}
      <ol className={`${layout['plain']} ${styles['chat']}`} tabIndex={0}>
        {contacts.map((contact) => {
          if (contact.is === 'received') {
            const { at, by, text, entries } = contact
            return (
              <li key={`ledger ${entries[0]?.entry}`} data-from="outside">
                <p className={styles['head']}>
                  <time dateTime={at}>{formatDateTime(at, language, zone)}</time>{' '}
                  {t.from(actorWords(by, community, language))}
                </p>
                <div className={styles['text']}>
                  {text !== undefined && <p className={styles['words']}>{text}</p>}
                  {entries.map(({ entry, event }) => (
                    <p key={entry} className={text === undefined ? undefined : styles['meaning']}>
                      {eventWords(event, { language, zone })}
                    </p>
                  ))}
                </div>
              </li>
            )
          }
          const { key, at, to, name, text, state, reason, template } = contact.message
          const delivery = deliveryOf(contact.message, language)
          return (
            <li key={key} data-from="us">
              <p className={styles['head']}>
                <time dateTime={at}>{formatDateTime(at, language, zone)}</time>{' '}
                {t.to(name ?? (to.who === 'resident' ? t.resident : domainWords[language].role[to.role]))} ·{' '}
                {templateWords(template, language)} ·{' '}
                <span data-failed={failed.has(state) || delivery?.is === 'failed'}>
                  {delivery?.words ?? domainWords[language].message[state]}
                  {reason === undefined ? '' : ` (${eventReasonWords(reason, language)})`}
                </span>
              </p>
              {text === undefined ? (
                <p className={layout['quiet']}>{personal === 'shown' ? t.notKept : t[personal]}</p>
              ) : (
                <p className={styles['text']}>{text}</p>
              )}
            </li>
          )
        })}
      </ol>
    </Panel>
  )
}
