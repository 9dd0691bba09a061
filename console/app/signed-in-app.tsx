import { useEffect, useMemo, useState } from 'react'
import type { ShownCommunity } from '../../api/endpoints/communities.ts'
import type { Me } from '../../api/endpoints/me.ts'
import { asError } from '../api/as-error.ts'
import { type ApiClient, createApiClient } from '../api/api-client.ts'
import { ApiError } from '../api/request.ts'
import { LiveProvider } from '../api/live-updates.tsx'
import { retryUntilReached } from '../api/retry-until-reached.ts'
import { MachineTokenForm } from '../components/machine-token-form.tsx'
import { TokenNeeded } from '../api/machine-token.ts'
import { openSession, type Session } from '../api/session.ts'
import { loadSettings, type Settings } from '../api/console-settings.ts'
import { type AppContext, AppContextProvider } from '../api/app-context.tsx'
import { ErrorState } from '../components/error-state.tsx'
import { AppShell } from './app-shell.tsx'
import { NoCommunity } from './no-community.tsx'
import { Loading } from '../components/loading.tsx'

interface SignedIn {
  readonly settings: Settings
  readonly session: Session
}

interface Opened extends SignedIn {
  readonly client: ApiClient
  readonly me: Me
  readonly communities: readonly ShownCommunity[]
}

const isOpened = (opened: Opened | SignedIn): opened is Opened => 'me' in opened

/** Goes on by itself when nobody answers: `tell` hears of it, and when somebody answers again. */
const open = async (tell: (why: Error | undefined) => void): Promise<Opened | SignedIn | undefined> => {
  const settings = await retryUntilReached(loadSettings, tell)
  const session = await retryUntilReached(() => openSession(settings), tell)
  if (session === undefined) return undefined
  const client = createApiClient(settings.api, session)
  try {
    const [me, { communities }] = await retryUntilReached(
      () =>
        Promise.all([client.get<Me>('/me'), client.get<{ communities: ShownCommunity[] }>('/communities')]),
      tell,
    )
    return { settings, session, client, me, communities }
  } catch (error) {
    // Signed in, and nobody here.
    if (error instanceof ApiError && error.status === 403) return { settings, session }
    throw error
  }
}

// Once for the page: a code that has been exchanged is spent.
let opening: Promise<Opened | SignedIn | undefined> | undefined

const CHOSEN = 'sixclear.community'

/** Whoever is signed in, and the pages they may see. */
export const SignedInApp = () => {
  const [opened, setOpened] = useState<Opened | SignedIn>()
  const [error, setError] = useState<Error>()
  const [chosen, setChosen] = useState(() => sessionStorage.getItem(CHOSEN))
  useEffect(() => {
    opening ??= open(setError)
    opening.then(setOpened, (failure: unknown) => setError(asError(failure)))
  }, [])
  const surroundings = useMemo((): AppContext | undefined => {
    if (opened === undefined || !isOpened(opened)) return undefined
    const community = opened.communities.find(({ id }) => id === chosen) ?? opened.communities[0]
    if (community === undefined) return undefined
    return {
      ...opened,
      community,
      choose: ({ id }) => {
        sessionStorage.setItem(CHOSEN, id)
        setChosen(id)
      },
      may: (operation) => opened.me.may.includes(operation),
    }
  }, [opened, chosen])
  if (error instanceof TokenNeeded) return <MachineTokenForm />
  if (error !== undefined)
    return (
      <main className="alone">
        <ErrorState error={error} onRetry={() => location.assign('/')} />
      </main>
    )
  if (opened === undefined) return <Loading />
  if (surroundings === undefined)
    return <NoCommunity session={opened.session} isLocal={opened.settings.local} />
  return (
    <AppContextProvider value={surroundings}>
      <LiveProvider
        client={surroundings.client}
        community={surroundings.community.id}
        start={surroundings.me.now}
      >
        <AppShell />
      </LiveProvider>
    </AppContextProvider>
  )
}
