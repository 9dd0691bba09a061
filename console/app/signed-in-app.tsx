import { skipToken, useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import type { ShownCommunity } from '../../api/endpoints/communities.ts'
import type { Me } from '../../api/endpoints/me.ts'
import { type ApiClient, createApiClient } from '../api/api-client.ts'
import { type AppContext, AppContextProvider } from '../api/app-context.tsx'
import { loadSettings, type Settings } from '../api/console-settings.ts'
import { LiveUpdatesProvider } from '../api/live-updates.tsx'
import { TokenNeeded } from '../api/machine-token.ts'
import { pathWithQuery } from '../api/path-with-query.ts'
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
  /** undefined: there is none. */
  readonly first: ShownCommunity | undefined
  readonly hasSeveral: boolean
}

interface Communities {
  readonly communities: readonly ShownCommunity[]
  readonly cursor?: string
}

const CHOSEN = 'sixclear.community'

/** The community with this id. null: the signed-in person may not see it, or no longer. The former stays until it is read. */
const useChosen = (opened: Opened | undefined, id: string | null) => {
  const isAnother = opened?.first !== undefined && id !== null && id !== opened.first.id
  return useQuery({
    queryKey: ['community', id],
    queryFn: isAnother
      ? async () => {
          const path = pathWithQuery('/communities', { community: id })
          return (await opened.client.get<Communities>(path)).communities[0] ?? null
        }
      : skipToken,
    placeholderData: (former) => (isAnother ? former : undefined),
    ...readOnce,
  })
}

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
            const [me, { communities, cursor }] = await Promise.all([
              client.get<Me>('/me'),
              client.get<Communities>('/communities?limit=1'),
            ])
            return { ...signedIn, client, me, first: communities[0], hasSeveral: cursor !== undefined }
          },
    ...readOnce,
  })
  const error = settings.failureReason ?? session.failureReason ?? opened.failureReason
  return { signedIn, opened: opened.data, error }
}

/** Whoever is signed in, and the pages they may see. */
export const SignedInApp = () => {
  const { signedIn, opened, error: whyNotOpened } = useOpening()
  const [chosen, setChosen] = useState(() => sessionStorage.getItem(CHOSEN))
  const read = useChosen(opened, chosen)
  const context = useMemo((): AppContext | undefined => {
    if (read.isLoading) return undefined
    const community = read.data ?? opened?.first
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
  }, [opened, read.data, read.isLoading])
  const error = whyNotOpened ?? read.failureReason
  const isNobodyHere = error instanceof ApiError && error.status === 403
  if (error instanceof TokenNeeded) return <MachineTokenForm />
  if (signedIn !== undefined && (isNobodyHere || (opened !== undefined && opened.first === undefined)))
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
