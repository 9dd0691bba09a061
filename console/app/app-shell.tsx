import Alert from '@cloudscape-design/components/alert'
import { Suspense, useCallback, useEffect, useRef, useState } from 'react'
import { Redirect, Route, Switch, useLocation } from 'wouter'
import { useAppContext } from '../api/app-context.tsx'
import { useLiveUpdates } from '../api/live-updates.tsx'
import { Loading } from '../components/loading.tsx'
import { useWords } from '../i18n/language.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { Navigation } from './navigation.tsx'
import { routes } from './routes.ts'
import { shellWords } from './shell-words.ts'
import { TopBar } from './top-bar.tsx'

/** The bar at the top, the navigation at the side, and the page. */
export const AppShell = () => {
  const t = useWords(shellWords)
  const { connected } = useLiveUpdates()
  const { settings, may } = useAppContext()
  const [isOpen, setOpen] = useState(false)
  const [path] = useLocation()
  const main = useRef<HTMLElement>(null)
  const menu = useRef<HTMLButtonElement>(null)
  const before = useRef(path)
  const begin = useCallback(() => {
    setOpen(false)
    window.scrollTo(0, 0)
    main.current?.focus({ preventScroll: true })
  }, [])
  useEffect(() => {
    if (before.current === path) return
    before.current = path
    begin()
  }, [path, begin])
  useEffect(() => {
    if (!isOpen) return
    const onKey = ({ key }: KeyboardEvent) => {
      if (key !== 'Escape') return
      setOpen(false)
      menu.current?.focus()
    }
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [isOpen])
  const open = routes.filter(({ needs, localOnly }) => may(needs) && (localOnly !== true || settings.local))
  const first = open.find(({ group }) => group !== undefined)
  return (
    <div className="frame" data-menu={isOpen ? 'open' : 'closed'}>
      <a className="skip" href="#content">
        {t.skip}
      </a>
      <div className="head">
        <TopBar menu={menu} isMenuOpen={isOpen} onMenu={() => setOpen(!isOpen)} onNavigate={begin} />
        <Navigation pages={open} onNavigate={begin} />
      </div>
      <main id="content" tabIndex={-1} ref={main}>
        {!connected && (
          <p className="offline" role="status">
            {t.offline}
          </p>
        )}
        <ErrorBoundary key={path}>
          <Suspense fallback={<Loading />}>
            <Switch>
              {open.map(({ path: at, page: PageOf }) => (
                <Route key={at} path={at}>
                  <PageOf />
                </Route>
              ))}
              {/* People without the overview start at their matters. */}
              {first !== undefined && (
                <Route path="/">
                  <Redirect to={first.path} replace />
                </Route>
              )}
              {routes.map(({ path: at }) => (
                <Route key={at} path={at}>
                  <Alert type="error">{t.notForYou}</Alert>
                </Route>
              ))}
              <Route>
                <p>{t.nothingHere}</p>
              </Route>
            </Switch>
          </Suspense>
        </ErrorBoundary>
      </main>
    </div>
  )
}
