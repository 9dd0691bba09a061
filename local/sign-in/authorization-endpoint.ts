import type { Community } from '../../core/community/community.ts'
import { type HttpRequest, type HttpResponse, originOf } from '../http/http-exchange.ts'
import { type AuthorizationRequest, readAuthorizationRequest, redirectUrl } from './authorization-request.ts'
import { htmlReply, redirect } from './http-replies.ts'
import type { IssuerState } from './issuer-state.ts'
import { sessionCookie, sessionHandle } from './session-cookie.ts'
import { choosePage, noTicketPage, refusedPage } from './sign-in-pages.ts'
import { findIdentity, type Identity } from './sign-in-people.ts'
import { languageAsked } from './sign-in-texts.ts'

interface Caller {
  readonly state: IssuerState
  readonly incoming: HttpRequest
  readonly query: URLSearchParams
  readonly communities: readonly Community[]
}

const languageOf = ({ incoming, query }: Pick<Caller, 'incoming' | 'query'>) =>
  languageAsked(query, incoming.headers['accept-language'] ?? '')

const withCode = (
  state: IssuerState,
  request: AuthorizationRequest,
  person: Identity,
  session: string,
): string => {
  const { redirectUri, challenge, nonce } = request
  return redirectUrl(request, { code: state.codes.issue({ redirectUri, challenge, nonce, person, session }) })
}

/** The page to choose an identity, or a redirect for a browser that has chosen one. */
const asked = (caller: Caller, request: AuthorizationRequest): HttpResponse => {
  const { state, incoming, query, communities } = caller
  const language = languageOf(caller)
  const session = sessionHandle(incoming)
  const known = findIdentity(state.sessions.get(session) ?? '', communities, language)
  if (known !== undefined && !request.forcesChoice) return redirect(withCode(state, request, known, session))
  if (request.isSilent) return redirect(redirectUrl(request, { error: 'login_required' }))
  return htmlReply(200, choosePage(communities, query, language))
}

/** An identity was chosen on our page; no other page may send this form. */
const chosen = (caller: Caller, request: AuthorizationRequest): HttpResponse => {
  const { state, incoming, communities } = caller
  const language = languageOf(caller)
  if (incoming.headers['origin'] !== originOf(incoming))
    return htmlReply(403, refusedPage(language, 'only the page of this server may send this form'))
  const form = new URLSearchParams(new TextDecoder().decode(incoming.bytes))
  const person = findIdentity(form.get('sub') ?? '', communities, language)
  if (person === undefined) return htmlReply(400, refusedPage(language, 'nobody here has this id'))
  state.sessions.delete(sessionHandle(incoming))
  const session = state.sessions.issue(person.sub)
  return redirect(withCode(state, request, person, session), { 'set-cookie': sessionCookie(session) })
}

/** GET shows the choice, POST takes it. */
export const authorize = async (state: IssuerState, incoming: HttpRequest): Promise<HttpResponse> => {
  const query = new URLSearchParams(incoming.search)
  const reading = readAuthorizationRequest(query, originOf(incoming))
  switch (reading.is) {
    case 'invalid':
      return htmlReply(400, refusedPage(languageOf({ incoming, query }), reading.why))
    case 'refused':
      return redirect(redirectUrl(reading.back, { error: reading.error, error_description: reading.why }))
    case 'valid': {
      // Any account of this machine can reach this page, and browsers send cookies to every port.
      if (state.tickets.get(query.get('ticket') ?? '') === undefined)
        return htmlReply(403, noTicketPage(languageOf({ incoming, query })))
      const caller = { state, incoming, query, communities: await state.communities() }
      return incoming.method === 'POST' ? chosen(caller, reading.request) : asked(caller, reading.request)
    }
  }
}
