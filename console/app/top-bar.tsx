import type { RefObject } from 'react'
import { Link } from 'wouter'
import type { Language } from '../../core/community/community.ts'
import { useAppContext } from '../api/app-context.tsx'
import { useLiveUpdates } from '../api/live-updates.tsx'
import { formatDateTime } from '../i18n/date-time.ts'

import { languages, useLanguage, useWords } from '../i18n/language.tsx'
import { roleWords } from '../i18n/role-words.ts'
import { CommunityChooser } from './community-chooser.tsx'
import { shellWords } from './shell-words.ts'

const isLanguage = (value: string): value is Language => Object.hasOwn(languages, value)

/** The community and its time, the signed-in person, and the language. */
export const TopBar = ({
  menu,
  isMenuOpen,
  onMenu,
  onNavigate,
}: {
  readonly menu: RefObject<HTMLButtonElement | null>
  readonly isMenuOpen: boolean
  readonly onMenu: () => void
  readonly onNavigate: () => void
}) => {
  const t = useWords(shellWords)
  const { language, choose: chooseLanguage } = useLanguage()
  const { me, community, session, settings } = useAppContext()
  const { now } = useLiveUpdates()
  const roles = [...new Set(me.grants.map(({ role, post }) => roleWords(post ?? role, language)))]
  return (
    <header className="top-bar">
      <button
        ref={menu}
        type="button"
        className="menu"
        aria-expanded={isMenuOpen}
        aria-controls="navigation"
        onClick={onMenu}
      >
        <span aria-hidden="true">☰</span> {t.menu}
      </button>
      <Link href="/" className="brand" onClick={onNavigate}>
        六清 <span>Sixclear</span>
      </Link>
      <CommunityChooser />
      <time dateTime={now}>{formatDateTime(now, language, community.zone)}</time>
      <span className="who">
        {me.name === null ? '' : `${me.name} · `}
        {roles.join(language === 'en' ? ', ' : '、')}
      </span>
      <select
        className="language"
        aria-label={t.language}
        value={language}
        onChange={({ target }) => {
          if (isLanguage(target.value)) chooseLanguage(target.value)
        }}
      >
        {Object.entries(languages).map(([id, name]) => (
          <option key={id} value={id} lang={id}>
            {name}
          </option>
        ))}
      </select>
      <button
        type="button"
        onClick={() => void (settings.local ? session.switchAccount() : session.signOut())}
      >
        {settings.local ? t.switchAccount : t.signOut}
      </button>
    </header>
  )
}
