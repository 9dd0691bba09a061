import { QueryClientProvider } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { Route, Switch } from 'wouter'
import { queryClient } from '../api/query-client.ts'
import { Loading } from '../components/loading.tsx'
import { CloudscapeWords } from '../i18n/cloudscape-i18n.tsx'
import { LanguageProvider } from '../i18n/language.tsx'
import { ErrorBoundary } from './error-boundary.tsx'
import { SignedInApp } from './signed-in-app.tsx'

const PhonesPage = lazy(() => import('../pages/phones/phones-page.tsx'))

/** The phones need no sign-in: residents and workers have no accounts. */
export const App = () => (
  <QueryClientProvider client={queryClient}>
    <LanguageProvider>
      <ErrorBoundary>
        <Suspense fallback={<Loading />}>
          <Switch>
            <Route path="/phones/:number?">
              <PhonesPage />
            </Route>
            <Route>
              <CloudscapeWords>
                <SignedInApp />
              </CloudscapeWords>
            </Route>
          </Switch>
        </Suspense>
      </ErrorBoundary>
    </LanguageProvider>
  </QueryClientProvider>
)
