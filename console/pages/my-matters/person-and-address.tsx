import { useState } from 'react'
import type { MyMatter } from '../../../api/endpoints/my-matters.ts'
import type { Address } from '../../../core/person/person.ts'
import type { Flags } from '../../../core/person/registration.ts'
import { doorWords } from '../../i18n/address-words.ts'
import { closeContactWords } from '../../i18n/care-flags.ts'
import { domainWords } from '../../i18n/domain-words.ts'
import { useLanguage, useWords } from '../../i18n/language.tsx'
import styles from './my-matters-page.module.css'
import { myMattersWords } from './my-matters-words.ts'

const flags = ['livesAlone', 'over70', 'child', 'chronic', 'pregnant'] as const satisfies (keyof Flags)[]

/** No map service learns the address: a tap copies it for the worker's own map. */
const AddressButton = ({ address }: { readonly address: Address }) => {
  const t = useWords(myMattersWords)
  const [copied, setCopied] = useState(false)
  const { language } = useLanguage()
  const words = doorWords(address, language)
  return (
    <button
      type="button"
      className={styles['address']}
      aria-label={`${words}. ${t.copyAddress}`}
      onClick={() => {
        void navigator.clipboard.writeText(words).then(
          () => setCopied(true),
          () => setCopied(false),
        )
      }}
    >
      <span>{words}</span>
      <small aria-live="polite">{copied ? `✓ ${t.copied}` : t.copyAddress}</small>
    </button>
  )
}

export const PersonAndAddress = ({ matter }: { readonly matter: MyMatter }) => {
  const t = useWords(myMattersWords)
  const { language } = useLanguage()
  const { person, isolation, home } = matter
  const words = domainWords[language]
  if (isolation === null)
    return home == null ? (
      <p>{t.hidden}</p>
    ) : (
      <p className={styles['reach']}>
        <AddressButton address={home} />
      </p>
    )
  return (
    <>
      <p className={styles['who']}>
        {person !== null && <b>{person.name}</b>}
        {flags
          .filter((flag) => isolation.flags[flag])
          .map((flag) => (
            <span key={flag} className={styles['flag']}>
              {words.flag[flag]}
            </span>
          ))}
        {isolation.closeContactOf !== undefined && (
          <span className={styles['flag']}>{closeContactWords[language]}</span>
        )}
        <span>
          {t.dayOf(isolation.day, isolation.lastDay)} · {words.category[isolation.category]}
          {isolation.language === language ? '' : ` · ${t.speaks[isolation.language]}`}
        </span>
      </p>
      {person === null ? (
        <p>{t.hidden}</p>
      ) : (
        <p className={styles['reach']}>
          {person.phone === undefined ? (
            <span className={styles['noPhone']}>{t.noPhone}</span>
          ) : (
            <a href={`tel:${person.phone}`} className={styles['call']}>
              <span>{person.phone}</span>
              <small>{t.call}</small>
            </a>
          )}
          <AddressButton address={person.address} />
        </p>
      )}
    </>
  )
}
