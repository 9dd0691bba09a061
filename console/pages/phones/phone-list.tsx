import { useId, useState } from 'react'
import { Link } from 'wouter'
import { formatDateTime } from '../../i18n/date-time.ts'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import { phoneOwnerWords } from './phone-owner-words.ts'
import type { Phone } from './phone-schema.ts'
import styles from './phones-page.module.css'
import { phonesWords } from './phones-words.ts'

const Entry = ({
  phone,
  isOpen,
  zone,
  now,
}: {
  readonly phone: Phone
  readonly isOpen: boolean
  readonly zone: string
  readonly now: string | undefined
}) => {
  const t = useWords(phonesWords)
  const { language } = useLanguage()
  const { names, role } = phoneOwnerWords(phone, language)
  const { last, unread, condition } = phone
  return (
    <Link href={`/phones/${phone.phone}`} aria-current={isOpen ? 'page' : undefined}>
      <span className={styles['name']}>
        <b>{names}</b> <span>{role}</span>
      </span>
      {last !== undefined && <time dateTime={last.at}>{formatDateTime(last.at, language, zone, now)}</time>}
      <span className={styles['last']}>
        {last === undefined ? phone.phone : `${last.direction === 'from_phone' ? '↩ ' : ''}${last.text}`}
      </span>
      {unread > 0 && (
        <span className={styles['unread']}>
          <span aria-hidden="true">{unread}</span>
          <span className={styles['heard']}>{t.unread(unread)}</span>
        </span>
      )}
      {condition !== 'reachable' && <span className={styles['off']}>⚠ {t.conditions[condition]}</span>}
    </Link>
  )
}

/** Every phone, the latest conversation first. */
export const PhoneList = ({
  phones,
  open,
  zone,
  now,
}: {
  readonly phones: readonly Phone[]
  readonly open: string | undefined
  readonly zone: string
  readonly now: string | undefined
}) => {
  const t = useWords(phonesWords)
  const { language } = useLanguage()
  const field = useId()
  const [wanted, setWanted] = useState('')
  const plain = wanted.trim().toLowerCase()
  const shown = phones.filter((phone) => {
    const { names, role } = phoneOwnerWords(phone, language)
    return `${names} ${role} ${phone.phone}`.toLowerCase().includes(plain)
  })
  return (
    <nav className={styles['list']} aria-label={t.phones}>
      <p>
        <label htmlFor={field} className={styles['heard']}>
          {t.find}
        </label>
        <input
          id={field}
          type="search"
          placeholder={t.find}
          value={wanted}
          onChange={({ target }) => setWanted(target.value)}
        />
      </p>
      {phones.length === 0 && <p>{t.noPhones}</p>}
      <ul>
        {shown.map((phone) => (
          <li key={phone.phone}>
            <Entry phone={phone} isOpen={phone.phone === open} zone={zone} now={now} />
          </li>
        ))}
      </ul>
    </nav>
  )
}
