import { Link, useLocation } from 'wouter'
import { useAppContext } from '../api/app-context.tsx'
import { useWords } from '../i18n/language.tsx'
import type { ConsoleRoute } from './routes.ts'
import { shellWords } from './shell-words.ts'

const groups = ['now', 'views', 'work', 'system'] as const

/** `onNavigate` is also called for the current page, which does not change the address. */
export const Navigation = ({
  pages,
  onNavigate,
}: {
  readonly pages: readonly ConsoleRoute[]
  readonly onNavigate: () => void
}) => {
  const t = useWords(shellWords)
  const [at] = useLocation()
  const { settings } = useAppContext()
  return (
    <nav id="navigation" aria-label={t.navigation}>
      {groups.map((group) => {
        const shown = pages.filter((page) => page.group === group)
        if (shown.length === 0) return null
        return (
          <section key={group}>
            <h2 id={`group-${group}`}>{t.groups[group]}</h2>
            <ul aria-labelledby={`group-${group}`}>
              {shown.map(({ path, name }) => (
                <li key={path}>
                  <Link href={path} onClick={onNavigate} aria-current={at === path ? 'page' : undefined}>
                    {t.pages[name]}
                  </Link>
                </li>
              ))}
              {group === 'system' && settings.local && (
                <li>
                  <a href="/phones" target="_blank" rel="noreferrer">
                    {t.phones}
                  </a>
                </li>
              )}
            </ul>
          </section>
        )
      })}
      {settings.release !== undefined && (
        <p title={settings.release.committedAt}>
          {t.release} {settings.release.commit}
        </p>
      )}
    </nav>
  )
}
