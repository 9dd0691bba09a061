import type { Community } from '../../core/community/community.ts'
import { type Incoming, type Outgoing, originOf } from '../http/http-exchange.ts'
import { type AuthorizationRequest, readAuthorizationRequest, sentBack } from './authorization-request.ts'
import { handleIn, remembering } from './session-cookie.ts'
import type { Desk } from './issuer-state.ts'
import { choosePage, notAdmittedPage, refusedPage } from './sign-in-pages.ts'
import { type Somebody, somebodyBy } from './sign-in-people.ts'
import { goTo, htmlReply } from './http-replies.ts'
import { languageAsked } from './sign-in-texts.ts'

interface Caller {
  readonly desk: Desk
  readonly incoming: Incoming
  readonly query: URLSearchParams
  readonly communities: readonly Community[]
}

const languageOf = ({ incoming, query }: Pick<Caller, 'incoming' | 'query'>) =>
  languageAsked(query, incoming.headers['accept-language'] ?? '')

const withCode = (desk: Desk, request: AuthorizationRequest, person: Somebody, session: string): string => {
  const { redirectUri, challenge, nonce } = request
  return sentBack(request, { code: desk.codes.issue({ redirectUri, challenge, nonce, person, session }) })
}

/** A page that asks, or an answer at once to who is known already. */
const asked = (caller: Caller, request: AuthorizationRequest): Outgoing => {
  const { desk, incoming, query, communities } = caller
  const language = languageOf(caller)
  const session = handleIn(incoming)
  const known = somebodyBy(desk.sessions.look(session) ?? '', communities, language)
  if (known !== undefined && !request.asks) return goTo(withCode(desk, request, known, session))
  if (request.isSilent) return goTo(sentBack(request, { error: 'login_required' }))
  return htmlReply(200, choosePage(communities, query, language))
}

/** Somebody has been chosen on our page: nothing else may send this form. */
const chosen = (caller: Caller, request: AuthorizationRequest): Outgoing => {
  const { desk, incoming, communities } = caller
  const language = languageOf(caller)
  if (incoming.headers['origin'] !== originOf(incoming))
    return htmlReply(403, refusedPage(language, 'only the page of this server may send this form'))
  const form = new URLSearchParams(new TextDecoder().decode(incoming.bytes))
  const person = somebodyBy(form.get('sub') ?? '', communities, language)
  if (person === undefined) return htmlReply(400, refusedPage(language, 'nobody here has this id'))
  desk.sessions.drop(handleIn(incoming))
  const session = desk.sessions.issue(person.sub)
  return goTo(withCode(desk, request, person, session), { 'set-cookie': remembering(session) })
}

/** GET asks whom one wants to be, POST is the answer. */
export const authorize = async (desk: Desk, incoming: Incoming): Promise<Outgoing> => {
  const query = new URLSearchParams(incoming.search)
  const reading = readAuthorizationRequest(query, originOf(incoming))
  switch (reading.is) {
    case 'unfit':
      return htmlReply(400, refusedPage(languageOf({ incoming, query }), reading.why))
    case 'refused':
      return goTo(sentBack(reading.back, { error: reading.error, error_description: reading.why }))
    case 'fit': {
      // Any account of this machine reaches this page, and a browser shows its cookies to every port.
      if (desk.tickets.look(query.get('ticket') ?? '') === undefined)
        return htmlReply(403, notAdmittedPage(languageOf({ incoming, query })))
      const caller = { desk, incoming, query, communities: await desk.communities() }
      return incoming.method === 'POST' ? chosen(caller, reading.request) : asked(caller, reading.request)
    }
  }
}
