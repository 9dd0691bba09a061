import { InMemoryWebStorage, type User, UserManager, WebStorageStateStore } from 'oidc-client-ts'
import type { Settings } from './console-settings.ts'
import { ticketFor } from './machine-token.ts'
import { Unreachable } from './request.ts'

/** Somebody who is signed in. */
export interface Session {
  /** For the API. */
  readonly token: () => string
  /** True shortly after the sign-in: another sign-in would be refused too. */
  readonly isNew: () => boolean
  readonly signIn: () => Promise<void>
  readonly switchAccount: () => Promise<void>
  readonly signOut: () => Promise<void>
}

const SIGNED_IN = '/signed-in'
const BACK_TO = 'sixclear.back-to'
const NEW_FOR = 15_000

const managerOf = ({ issuer, clientId, scope }: Settings): UserManager =>
  new UserManager({
    authority: issuer,
    client_id: clientId,
    scope,
    response_type: 'code',
    redirect_uri: `${location.origin}${SIGNED_IN}`,
    post_logout_redirect_uri: `${location.origin}/`,
    loadUserInfo: false,
    automaticSilentRenew: false,
    // Tokens live as long as the page. Only the verifier has to survive the redirect to the issuer.
    userStore: new WebStorageStateStore({ store: new InMemoryWebStorage() }),
    stateStore: new WebStorageStateStore({ store: sessionStorage }),
  })

/** Redirects to the issuer. The local one asks for a ticket. @throws Unreachable, TokenNeeded */
const redirect = async (manager: UserManager, settings: Settings, prompt?: 'login'): Promise<void> => {
  const extraQueryParams = settings.local ? { ticket: await ticketFor(settings.issuer) } : {}
  await manager.signinRedirect({ extraQueryParams, ...(prompt === undefined ? {} : { prompt }) })
}

const sessionOf = (manager: UserManager, settings: Settings, first: User): Session => {
  let user = first
  const since = Date.now()
  manager.events.addUserLoaded((renewed) => {
    user = renewed
  })
  manager.events.addAccessTokenExpiring(() => {
    if (user.refresh_token !== undefined) void manager.signinSilent().catch(() => undefined)
  })
  const signIn = () => {
    sessionStorage.setItem(BACK_TO, `${location.pathname}${location.search}`)
    return redirect(manager, settings)
  }
  return {
    token: () => user.access_token,
    isNew: () => Date.now() - since < NEW_FOR,
    signIn,
    switchAccount: () => redirect(manager, settings, 'login'),
    // Cognito has its own names for client_id and post_logout_redirect_uri.
    signOut: () =>
      manager.signoutRedirect({
        extraQueryParams: { client_id: manager.settings.client_id, logout_uri: `${location.origin}/` },
      }),
  }
}

const pathBack = (): string => {
  const kept = sessionStorage.getItem(BACK_TO)
  sessionStorage.removeItem(BACK_TO)
  return kept?.startsWith('/') === true && !kept.startsWith('//') && !kept.startsWith(SIGNED_IN) ? kept : '/'
}

/** The library throws a TypeError only when nobody answers. */
const unanswered = (error: unknown): unknown =>
  error instanceof TypeError ? new Unreachable('no connection', { cause: error }) : error

const exchangeCode = async (manager: UserManager): Promise<User> => {
  try {
    return await manager.signinRedirectCallback()
  } catch (error) {
    // An attempt uses up the verifier: the next one starts at the sign-in.
    throw unanswered(error)
  } finally {
    history.replaceState(null, '', pathBack())
  }
}

/**
 * Signs in by the authorization code flow with PKCE. undefined: the browser is on its way to the issuer.
 * @throws Unreachable, or what the issuer answered in place of a code
 */
export const openSession = async (settings: Settings): Promise<Session | undefined> => {
  const manager = managerOf(settings)
  if (location.pathname === SIGNED_IN) return sessionOf(manager, settings, await exchangeCode(manager))
  sessionStorage.setItem(BACK_TO, `${location.pathname}${location.search}`)
  try {
    await redirect(manager, settings)
  } catch (error) {
    throw unanswered(error)
  }
  return undefined
}
