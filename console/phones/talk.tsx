import { useEffect, useId, useMemo, useRef, useState } from 'react'
import { Link } from 'wouter'
import type { Client } from '../api/client.ts'
import { useLanguage, useWords } from '../words/language.tsx'
import { momentOf } from '../words/time.ts'
import { ownerWords } from './owner-words.ts'
import { Condition, type Phone, type Text } from './phone-schema.ts'
import look from './phones.module.css'
import { suggestionsFor } from './suggestions.ts'
import { phoneOf, useTalk } from './use-phones.ts'
import { phonesWords } from './words.ts'

const Bubbles = ({
  texts,
  zone,
  now,
}: {
  readonly texts: readonly Text[]
  readonly zone: string
  readonly now: string | undefined
}) => {
  const say = useWords(phonesWords)
  const { language } = useLanguage()
  const end = useRef<HTMLOListElement>(null)
  const last = texts.at(-1)?.id
  useEffect(() => {
    if (last !== undefined) end.current?.scrollTo({ top: end.current.scrollHeight })
  }, [last])
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls has to be reached by the keyboard
    <ol className={look['bubbles']} aria-label={say.messages} aria-live="polite" ref={end} tabIndex={0}>
      {texts.length === 0 && <li className={look['none']}>{say.noMessages}</li>}
      {texts.map(({ id, direction, at, text }) => (
        <li key={id} data-from={direction === 'from phone' ? 'phone' : 'us'}>
          <p lang={/\p{Script=Han}/u.test(text) ? 'zh-CN' : 'en'}>{text}</p>
          <time dateTime={at}>{momentOf(at, language, zone, now)}</time>
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
  const say = useWords(phonesWords)
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
      className={look['writing']}
      onSubmit={(event) => {
        event.preventDefault()
        void send(typed)
      }}
    >
      <ul aria-label={say.suggestions}>
        {suggestions.map((text) => (
          <li key={text}>
            <button type="button" disabled={isSending} onClick={() => void send(text)}>
              {text}
            </button>
          </li>
        ))}
      </ul>
      <label htmlFor={field} className={look['heard']}>
        {say.reply}
      </label>
      <input
        id={field}
        autoComplete="off"
        placeholder={say.reply}
        maxLength={500}
        value={typed}
        onChange={({ target }) => setTyped(target.value)}
      />
      <button type="submit" disabled={isSending || typed.trim() === ''}>
        {say.send}
      </button>
    </form>
  )
}

/** One phone: what it got and wrote, and a place to write as its owner. */
export const Talk = ({
  client,
  phone,
  zone,
  now,
  onChanged,
}: {
  readonly client: Client
  readonly phone: Phone
  readonly zone: string
  readonly now: string | undefined
  readonly onChanged: () => void
}) => {
  const say = useWords(phonesWords)
  const { language } = useLanguage()
  const { seen, again } = useTalk(client, phone.phone)
  const [failure, setFailure] = useState<string>()
  const owner = useMemo(() => phoneOf(client, phone.phone), [client, phone.phone])
  const { unread } = phone
  const attempt = async (act: () => Promise<unknown>): Promise<boolean> => {
    try {
      await act()
      setFailure(undefined)
      return true
    } catch (error) {
      setFailure(error instanceof Error ? error.message : String(error))
      return false
    } finally {
      again()
      onChanged()
    }
  }
  useEffect(() => {
    // A failure shows by itself: it stays unread, and the next look tries again.
    if (unread > 0) void owner.markRead().catch(() => undefined)
  }, [owner, unread])
  const texts = seen?.texts ?? []
  const { names, role } = ownerWords(phone, language)
  const condition = useId()
  return (
    <section className={look['talk']} aria-label={names}>
      <header>
        <Link href="/phones" className={look['back']}>
          ‹ {say.back}
        </Link>
        <h2>
          {names} <small>{role}</small>
        </h2>
        <span>{phone.phone}</span>
        <span className={look['condition']}>
          <label htmlFor={condition}>{say.condition}</label>
          <select
            id={condition}
            value={phone.condition}
            onChange={({ target }) => {
              const next = Condition.safeParse(target.value)
              if (next.success) void attempt(() => owner.setCondition(next.data))
            }}
          >
            {Condition.options.map((option) => (
              <option key={option} value={option}>
                {say.conditions[option]}
              </option>
            ))}
          </select>
        </span>
        {phone.optedOut && <b className={look['off']}>⚠ {say.optedOut}</b>}
      </header>
      <Bubbles texts={texts} zone={zone} now={now} />
      {failure !== undefined && (
        <p role="alert" className={look['failure']}>
          {say.notSent} {failure}
        </p>
      )}
      <Writing
        suggestions={seen?.suggestions ?? suggestionsFor(phone.owners ?? [], texts)}
        onText={(text) => attempt(() => owner.write(text))}
      />
    </section>
  )
}
