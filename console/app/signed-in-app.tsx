import { skipToken, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { ShownCommunity } from '../../api/endpoints/communities.ts'
import type { Me } from '../../api/endpoints/me.ts'
import { type ApiClient, createApiClient } from '../api/api-client.ts'
import { type AppContext, AppContextProvider } from '../api/app-context.tsx'
import { loadSettings, type Settings } from '../api/console-settings.ts'
import { LiveUpdatesProvider } from '../api/live-updates.tsx'
import { TokenNeeded } from '../api/machine-token.ts'
import { readOnce } from '../api/query-client.ts'
import { ApiError } from '../api/request.ts'
import { openSession, type Session } from '../api/session.ts'
import { ErrorState } from '../components/error-state.tsx'
import { Loading } from '../components/loading.tsx'
import { MachineTokenForm } from '../components/machine-token-form.tsx'
import { AppShell } from './app-shell.tsx'
import { NoCommunity } from './no-community.tsx'

interface SignedIn {
  readonly settings: Settings
  readonly session: Session
}

interface Opened extends SignedIn {
  readonly client: ApiClient
  readonly me: Me
  readonly communities: readonly ShownCommunity[]
}

const CHOSEN = 'sixclear.community'

/** Each step is retried alone, because a code can be exchanged only once. `session.data` null: the browser is going to the issuer. */
const useOpening = () => {
  const settings = useQuery({ queryKey: ['settings'], queryFn: loadSettings, ...readOnce })
  const session = useQuery({
    queryKey: ['session'],
    queryFn:
      settings.data === undefined
        ? skipToken
        : async (): Promise<SignedIn | null> => {
            const opened = await openSession(settings.data)
            return opened === undefined ? null : { settings: settings.data, session: opened }
          },
    ...readOnce,
  })
  const signedIn = session.data ?? undefined
  const opened = useQuery({
    queryKey: ['me'],
    queryFn:
      signedIn === undefined
        ? skipToken
        : async (): Promise<Opened> => {
            const client = createApiClient(signedIn.settings.api, signedIn.session)
            const [me, { communities }] = await Promise.all([
              client.get<Me>('/me'),
              client.get<{ communities: ShownCommunity[] }>('/communities'),
            ])
            return { ...signedIn, client, me, communities }
          },
    ...readOnce,
  })
  const error = settings.failureReason ?? session.failureReason ?? opened.failureReason
  return { signedIn, opened: opened.data, error }
}

/** Whoever is signed in, and the pages they may see. */
export const SignedInApp = () => {
  const { signedIn, opened, error } = useOpening()
  const [chosen, setChosen] = useState(() => sessionStorage.getItem(CHOSEN))
  const context = useMemo((): AppContext | undefined => {
    const community = opened?.communities.find(({ id }) => id === chosen) ?? opened?.communities[0]
    if (opened === undefined || community === undefined) return undefined
    return {
      ...opened,
      community,
      choose: ({ id }) => {
        sessionStorage.setItem(CHOSEN, id)
        setChosen(id)
      },
      may: (operation) => opened.me.permissions.includes(operation),
    }
  }, [opened, chosen])
  const isNobodyHere = error instanceof ApiError && error.status === 403
  if (error instanceof TokenNeeded) return <MachineTokenForm />
  if (signedIn !== undefined && (isNobodyHere || (opened !== undefined && context === undefined)))
    return <NoCommunity session={signedIn.session} isLocal={signedIn.settings.local} />
  if (error !== null)
    return (
      <main className="alone">
        <ErrorState error={error} onRetry={() => location.assign('/')} />
      </main>
    )
  if (context === undefined) return <Loading />
  return (
    <AppContextProvider value={context}>
      <LiveUpdatesProvider client={context.client} community={context.community.id} start={context.me.now}>
        <AppShell />
      </LiveUpdatesProvider>
    </AppContextProvider>
  )
}
