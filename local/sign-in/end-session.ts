import { type Incoming, type Outgoing, originOf } from '../http/http-exchange.ts'
import { forgetting, handleIn } from './session-cookie.ts'
import type { Desk } from './issuer-state.ts'
import { signedOutPage } from './sign-in-pages.ts'
import { goTo, htmlReply } from './http-replies.ts'
import { languageAsked } from './sign-in-texts.ts'

const wayBack = (query: URLSearchParams, origin: string): string | undefined => {
  const uri = query.get('post_logout_redirect_uri') ?? ''
  if (!URL.canParse(uri)) return undefined
  const url = new URL(uri)
  if (url.origin !== origin || url.username !== '' || url.password !== '') return undefined
  const state = query.get('state')
  if (state !== null) url.searchParams.set('state', state)
  return url.href
}

/** Forgets who this browser was, and goes back to a page of ours. */
export const endSession = (desk: Desk, incoming: Incoming): Outgoing => {
  const sent = incoming.method === 'POST' ? new TextDecoder().decode(incoming.bytes) : incoming.search
  const query = new URLSearchParams(sent)
  desk.sessions.drop(handleIn(incoming))
  const back = wayBack(query, originOf(incoming))
  const cookie = { 'set-cookie': forgetting }
  if (back !== undefined) return goTo(back, cookie)
  const language = languageAsked(query, incoming.headers['accept-language'] ?? '')
  const page = htmlReply(200, signedOutPage(language))
  return { ...page, headers: { ...page.headers, ...cookie } }
}
