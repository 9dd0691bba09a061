import { useEffect, useId, useMemo, useRef, useState } from 'react'
import { Link } from 'wouter'
import type { ApiClient } from '../../api/api-client.ts'
import { ErrorState } from '../../components/error-state.tsx'
import { Loading } from '../../components/loading.tsx'
import { formatDateTime } from '../../i18n/date-time.ts'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import { phoneOwnerWords } from './phone-owner-words.ts'
import { Condition, type Conversation, type PhoneMessage } from './phone-schema.ts'
import styles from './phones-page.module.css'
import { phonesWords } from './phones-words.ts'
import { phoneOf, readEarlier, useConversation } from './use-phones.ts'

const Bubbles = ({
  messages,
  zone,
  now,
  onEarlier,
}: {
  readonly messages: readonly PhoneMessage[]
  readonly zone: string
  readonly now: string | undefined
  readonly onEarlier?: () => void
}) => {
  const t = useWords(phonesWords)
  const { language } = useLanguage()
  const end = useRef<HTMLOListElement>(null)
  const last = messages.at(-1)?.id
  useEffect(() => {
    if (last !== undefined) end.current?.scrollTo({ top: end.current.scrollHeight })
  }, [last])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
    <ol className={styles['bubbles']} aria-label={t.messages} aria-live="polite" ref={end} tabIndex={0}>
      {onEarlier !== undefined && (
        <li className={styles['none']}>
          <button type="button" onClick={onEarlier}>
            {t.earlier}
          </button>
        </li>
      )}
      {messages.length === 0 && <li className={styles['none']}>{t.noMessages}</li>}
      {messages.map(({ id, direction, at, text, sent }) => (
        <li key={id} data-from={direction === 'from_phone' ? 'phone' : 'us'}>
          <p lang={/\p{Script=Han}/u.test(text) ? 'zh-CN' : 'en'}>{text}</p>
          <time dateTime={at}>{formatDateTime(at, language, zone, now)}</time>
          {sent !== undefined && sent.delivery !== 'delivered' && (
            <span className={styles['off']}> ⚠ {t.notArrived(sent.delivery)}</span>
          )}
        </li>
      ))}
    </ol>
  )
}

const Writing = ({
  suggestions,
  onText,
}: {
  readonly suggestions: readonly string[]
  readonly onText: (text: string) => Promise<boolean>
}) => {
  const t = useWords(phonesWords)
  const field = useId()
  const [typed, setTyped] = useState('')
  const [isSending, setSending] = useState(false)
  const send = async (text: string) => {
    if (text.trim() === '' || isSending) return
    setSending(true)
    if (await onText(text)) setTyped('')
    setSending(false)
  }
  return (
    <form
      className={styles['writing']}
      onSubmit={(event) => {
        event.preventDefault()
        void send(typed)
      }}
    >
      <ul aria-label={t.suggestions}>
        {suggestions.map((text) => (
          <li key={text}>
            <button type="button" disabled={isSending} onClick={() => void send(text)}>
              {text}
            </button>
          </li>
        ))}
      </ul>
      <label htmlFor={field} className={styles['heard']}>
        {t.reply}
      </label>
      <input
        id={field}
        autoComplete="off"
        placeholder={t.reply}
        maxLength={500}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      <button type="submit" disabled={isSending || typed.trim() === ''}>
        {t.send}
      </button>
    </form>
  )
}

const Owner = ({
  phone,
  onCondition,
}: {
  readonly phone: Conversation
  readonly onCondition: (condition: Condition) => void
}) => {
  const t = useWords(phonesWords)
  const { language } = useLanguage()
  const condition = useId()
  const { names, role } = phoneOwnerWords(phone, language)
  return (
    <header>
      <Link href="/phones" className={styles['back']}>
        ‹ {t.back}
      </Link>
      <h2>
        {names} <small>{role}</small>
      </h2>
      <span>{phone.phone}</span>
      <span className={styles['condition']}>
        <label htmlFor={condition}>{t.condition}</label>
        <select
          id={condition}
          value={phone.condition}
          onChange={({ target }) => {
            const next = Condition.safeParse(target.value)
            if (next.success) onCondition(next.data)
          }}
        >
          {Condition.options.map((option) => (
            <option key={option} value={option}>
              {t.conditions[option]}
            </option>
          ))}
        </select>
      </span>
      {phone.optedOut && <b className={styles['off']}>⚠ {t.optedOut}</b>}
    </header>
  )
}

interface Older {
  readonly messages: readonly PhoneMessage[]
  readonly earlier?: string
}

const together = (older: readonly PhoneMessage[], newer: readonly PhoneMessage[]): PhoneMessage[] => [
  ...new Map([...older, ...newer].map((text) => [text.id, text])).values(),
]

/** Older messages than those polled every second. They do not change any more. */
const useOlder = (client: ApiClient, number: string, newest: Conversation | undefined) => {
  const [older, setOlder] = useState<Older>()
  const before = older === undefined ? newest?.earlier : older.earlier
  const read = async () => {
    if (before === undefined) return
    const { messages, earlier } = await readEarlier(client, number, before)
    setOlder({
      messages: [...messages, ...(older?.messages ?? [])],
      ...(earlier === undefined ? {} : { earlier }),
    })
  }
  // Messages that leave the newest ones would be missing between those and the older ones.
  useEffect(() => {
    if (newest !== undefined)
      setOlder((known) => known && { ...known, messages: together(known.messages, newest.messages) })
  }, [newest])
  return {
    messages: together(older?.messages ?? [], newest?.messages ?? []),
    hasEarlier: before !== undefined,
    read,
  }
}

/** One phone: its messages, and a field to write as its owner. */
export const ConversationPane = ({
  client,
  number,
  zone,
  now,
  onChanged,
}: {
  readonly client: ApiClient
  readonly number: string
  readonly zone: string
  readonly now: string | undefined
  readonly onChanged: () => void
}) => {
  const { data: seen, failureReason, refetch } = useConversation(client, number)
  const [failure, setFailure] = useState<string>()
  const owner = useMemo(() => phoneOf(client, number), [client, number])
  const { messages, hasEarlier, read } = useOlder(client, number, seen)
  const unread = seen?.unread ?? 0
  const t = useWords(phonesWords)
  const attempt = async (act: () => Promise<unknown>): Promise<boolean> => {
    try {
      await act()
      setFailure(undefined)
      return true
    } catch (thrown) {
      setFailure(thrown instanceof Error ? thrown.message : String(thrown))
      return false
    } finally {
      void refetch()
      onChanged()
    }
  }
  useEffect(() => {
    // After a failure it stays unread, and the next poll tries again.
    if (unread > 0) void owner.markRead().catch(() => undefined)
  }, [owner, unread])
  if (seen === undefined)
    return (
      <section className={styles['talk']} aria-label={number}>
        <Link href="/phones" className={styles['back']}>
          ‹ {t.back}
        </Link>
        {failureReason === null ? <Loading /> : <ErrorState error={failureReason} onRetry={refetch} />}
      </section>
    )
  return (
    <section className={styles['talk']} aria-label={number}>
      <Owner phone={seen} onCondition={(condition) => void attempt(() => owner.setCondition(condition))} />
      <Bubbles
        messages={messages}
        zone={zone}
        now={now}
        {...(hasEarlier ? { onEarlier: () => void attempt(read) } : {})}
      />
      {failure !== undefined && (
        <p role="alert" className={styles['failure']}>
          {t.notSent} {failure}
        </p>
      )}
      <Writing suggestions={seen.suggestions} onText={(text) => attempt(() => owner.write(text))} />
    </section>
  )
}
