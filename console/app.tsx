import { lazy, Suspense } from 'react'
import { Route, Switch } from 'wouter'
import { Console } from './shell/console.tsx'
import { PageBoundary } from './shell/page-boundary.tsx'
import { Waiting } from './shell/waiting.tsx'
import { CloudscapeWords } from './words/cloudscape-words.tsx'
import { LanguageProvider } from './words/language.tsx'

const PhonesPage = lazy(() => import('./phones/phones-page.tsx'))

/** The phones stand apart: residents and workers have no accounts. Everything else is behind the sign-in. */
export const App = () => (
  <LanguageProvider>
    <PageBoundary>
      <Suspense fallback={<Waiting />}>
        <Switch>
          <Route path="/phones/:number?">
            <PhonesPage />
          </Route>
          <Route>
            <CloudscapeWords>
              <Console />
            </CloudscapeWords>
          </Route>
        </Switch>
      </Suspense>
    </PageBoundary>
  </LanguageProvider>
)
