import { type HttpRequest, type HttpResponse, originOf } from '../http/http-exchange.ts'
import { htmlReply, redirect } from './http-replies.ts'
import type { IssuerState } from './issuer-state.ts'
import { expiredSessionCookie, sessionHandle } from './session-cookie.ts'
import { signedOutPage } from './sign-in-pages.ts'
import { languageAsked } from './sign-in-texts.ts'

const postLogoutRedirect = (query: URLSearchParams, origin: string): string | undefined => {
  const uri = query.get('post_logout_redirect_uri') ?? ''
  if (!URL.canParse(uri)) return undefined
  const url = new URL(uri)
  if (url.origin !== origin || url.username !== '' || url.password !== '') return undefined
  const state = query.get('state')
  if (state !== null) url.searchParams.set('state', state)
  return url.href
}

/** Ends the browser's session, and redirects to a page of ours. */
export const endSession = (state: IssuerState, request: HttpRequest): HttpResponse => {
  const sent = request.method === 'POST' ? new TextDecoder().decode(request.bytes) : request.search
  const query = new URLSearchParams(sent)
  state.sessions.delete(sessionHandle(request))
  const back = postLogoutRedirect(query, originOf(request))
  const cookie = { 'set-cookie': expiredSessionCookie }
  if (back !== undefined) return redirect(back, cookie)
  const language = languageAsked(query, request.headers['accept-language'] ?? '')
  const page = htmlReply(200, signedOutPage(language))
  return { ...page, headers: { ...page.headers, ...cookie } }
}
