import { createHash } from 'node:crypto'
import { type HttpRequest, type HttpResponse, originOf } from '../http/http-exchange.ts'
import { jsonReply } from './http-replies.ts'
import type { IssuerState } from './issuer-state.ts'
import { CLIENT_ID, type Claims } from './json-web-tokens.ts'
import type { Identity } from './sign-in-people.ts'

const TOKEN_LIVES_SECONDS = 3600

/** What a token is issued for. */
interface Grant {
  readonly person: Identity
  readonly session: string
  readonly nonce?: string | undefined
}

const refused = (error: string, why: string): HttpResponse =>
  jsonReply(400, { error, error_description: why })

const isVerifier = (verifier: string): boolean => /^[\w.~-]{43,128}$/.test(verifier)

const challengeOf = (verifier: string): string => createHash('sha256').update(verifier).digest('base64url')

const granted = (state: IssuerState, issuer: string, { person, session, nonce }: Grant): HttpResponse => {
  const iat = Math.floor(state.wallClock() / 1000)
  const claims: Claims = {
    iss: issuer,
    sub: person.sub,
    aud: CLIENT_ID,
    iat,
    exp: iat + TOKEN_LIVES_SECONDS,
    name: person.name,
    'cognito:groups': [...person.groups],
  }
  return jsonReply(200, {
    token_type: 'Bearer',
    expires_in: TOKEN_LIVES_SECONDS,
    scope: 'openid',
    access_token: state.tokens.sign({ ...claims, token_use: 'access' }),
    id_token: state.tokens.sign({ ...claims, token_use: 'id', ...(nonce === undefined ? {} : { nonce }) }),
    refresh_token: state.refreshes.issue({ person, session }),
  })
}

/** A code can be used once, even if the first try is wrong. */
const byCode = (state: IssuerState, issuer: string, form: URLSearchParams): HttpResponse => {
  const code = state.codes.take(form.get('code') ?? '')
  if (code === undefined) return refused('invalid_grant', 'the code is unknown, used or too old')
  if (form.get('redirect_uri') !== code.redirectUri)
    return refused('invalid_grant', 'the code was sent to another redirect_uri')
  const verifier = form.get('code_verifier') ?? ''
  if (!isVerifier(verifier) || challengeOf(verifier) !== code.challenge)
    return refused('invalid_grant', 'code_verifier is not what the challenge was made of')
  return granted(state, issuer, code)
}

/**
 * A refresh token can be used once. It ends with the session: at the sign-out, or when another identity is chosen.
 */
const byRefresh = (state: IssuerState, issuer: string, form: URLSearchParams): HttpResponse => {
  const refresh = state.refreshes.take(form.get('refresh_token') ?? '')
  if (refresh === undefined || state.sessions.get(refresh.session) === undefined)
    return refused('invalid_grant', 'the refresh token is unknown, used or too old')
  return granted(state, issuer, refresh)
}

/** Another system: its name and secret are the password of the request, as OAuth's client credentials have it. */
const byClient = (state: IssuerState, issuer: string, request: HttpRequest, scope: string): HttpResponse => {
  const [, encoded = ''] = /^Basic (\S+)$/i.exec(request.headers['authorization'] ?? '') ?? []
  const [client = '', secret = ''] = Buffer.from(encoded, 'base64').toString('utf8').split(':')
  if (!state.isMachine({ client, scope }, secret))
    return jsonReply(
      401,
      { error: 'invalid_client', error_description: 'no such client, or not its secret for this scope' },
      { 'www-authenticate': 'Basic realm="sixclear"' },
    )
  const iat = Math.floor(state.wallClock() / 1000)
  return jsonReply(200, {
    token_type: 'Bearer',
    expires_in: TOKEN_LIVES_SECONDS,
    scope,
    access_token: state.tokens.sign({
      iss: issuer,
      sub: client,
      client_id: client,
      aud: CLIENT_ID,
      iat,
      exp: iat + TOKEN_LIVES_SECONDS,
      name: client,
      scope,
      token_use: 'access',
      'cognito:groups': [],
    }),
  })
}

/** The token endpoint: exchanges a code, a refresh token or a machine's credentials. */
export const exchange = (state: IssuerState, request: HttpRequest): HttpResponse => {
  const type = request.headers['content-type'] ?? ''
  if (!type.startsWith('application/x-www-form-urlencoded'))
    return refused('invalid_request', 'the body must be application/x-www-form-urlencoded')
  const form = new URLSearchParams(new TextDecoder().decode(request.bytes))
  const names = [...form.keys()]
  if (new Set(names).size < names.length) return refused('invalid_request', 'a parameter is given twice')
  if (form.get('grant_type') === 'client_credentials')
    return byClient(state, originOf(request), request, form.get('scope') ?? '')
  if (form.get('client_id') !== CLIENT_ID) return refused('invalid_client', `client_id must be ${CLIENT_ID}`)
  const issuer = originOf(request)
  switch (form.get('grant_type')) {
    case 'authorization_code':
      return byCode(state, issuer, form)
    case 'refresh_token':
      return byRefresh(state, issuer, form)
    default:
      return refused(
        'unsupported_grant_type',
        'grant_type must be authorization_code, refresh_token or client_credentials',
      )
  }
}
