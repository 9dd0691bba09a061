import { readFileSync } from 'node:fs'
import { type HttpRequest, type HttpResponse, originOf } from '../http/http-exchange.ts'
import { authorize } from './authorization-endpoint.ts'
import { AUTHORIZE, DISCOVERY, discovery, END_SESSION, KEYS, STYLE, TICKET, TOKEN } from './discovery.ts'
import { endSession } from './end-session.ts'
import { jsonReply } from './http-replies.ts'
import { type IssuerOptions, type IssuerState, openIssuerState } from './issuer-state.ts'
import type { Claims } from './json-web-tokens.ts'
import { issueTicket } from './sign-in-ticket.ts'
import { exchange } from './token-endpoint.ts'

const style = readFileSync(new URL('./style.css', import.meta.url), 'utf8')

interface Answerer {
  readonly methods: readonly string[]
  readonly answer: (state: IssuerState, request: HttpRequest) => HttpResponse | Promise<HttpResponse>
}

const answerers: Readonly<Record<string, Answerer>> = {
  [DISCOVERY]: { methods: ['GET'], answer: (_, request) => jsonReply(200, discovery(originOf(request))) },
  [KEYS]: { methods: ['GET'], answer: ({ tokens }) => jsonReply(200, tokens.keys) },
  [STYLE]: {
    methods: ['GET'],
    answer: () => ({
      status: 200,
      headers: { 'content-type': 'text/css; charset=utf-8', 'cache-control': 'no-cache' },
      body: style,
    }),
  },
  [TICKET]: { methods: ['POST'], answer: issueTicket },
  [AUTHORIZE]: { methods: ['GET', 'POST'], answer: authorize },
  [TOKEN]: { methods: ['POST'], answer: exchange },
  [END_SESSION]: { methods: ['GET', 'POST'], answer: endSession },
}

const refused = (status: number, why: string, headers: Readonly<Record<string, string>> = {}): HttpResponse =>
  jsonReply(status, { error: 'invalid_request', error_description: why }, headers)

/** Requests of other sites and of other ports are refused: forms, frames and links. */
const isFromElsewhere = (request: HttpRequest): boolean => {
  const { origin, 'sec-fetch-site': site } = request.headers
  return (origin !== undefined && origin !== originOf(request)) || site === 'cross-site'
}

/** An OpenID Connect issuer on the server's own origin, without passwords. For one machine only. */
export interface Issuer {
  readonly serves: (path: string) => boolean
  readonly answer: (request: HttpRequest) => Promise<HttpResponse>
  /** What a token says. @throws BadToken */
  readonly read: (token: string, request: HttpRequest) => Claims
}

export const openIssuer = (options: IssuerOptions): Issuer => {
  const state = openIssuerState(options)
  return {
    serves: (path) => path === DISCOVERY || path === '/sign-in' || path.startsWith('/sign-in/'),
    answer: async (request) => {
      if (isFromElsewhere(request)) return refused(403, 'other sites may not sign anybody in here')
      const { method, path } = request
      const answerer = Object.hasOwn(answerers, path) ? answerers[path] : undefined
      if (answerer === undefined) return refused(404, 'there is no such page of the sign-in')
      if (!answerer.methods.includes(method === 'HEAD' ? 'GET' : method))
        return refused(405, 'not with this method', { allow: answerer.methods.join(', ') })
      return answerer.answer(state, request)
    },
    read: (token, request) =>
      state.tokens.read(token, { issuer: originOf(request), at: options.wallClock() }),
  }
}
