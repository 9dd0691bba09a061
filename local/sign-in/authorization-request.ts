import { CLIENT_ID } from './json-web-tokens.ts'

/** Where the issuer redirects the browser to. */
export interface RedirectTarget {
  readonly redirectUri: string
  readonly state: string | undefined
}

/** A request of the console for a code. */
export interface AuthorizationRequest extends RedirectTarget {
  /** SHA-256 of a secret that only the page knows, in base64url (RFC 7636). */
  readonly challenge: string
  readonly nonce: string | undefined
  /** Show the choice even to somebody who is signed in. */
  readonly forcesChoice: boolean
  /** Never show the choice: `prompt=none`. */
  readonly isSilent: boolean
}

/** `invalid`: the redirect is not safe, so the error is shown on a page. `refused`: the error goes to the console. */
export type ParsedRequest =
  | { readonly is: 'valid'; readonly request: AuthorizationRequest }
  | { readonly is: 'invalid'; readonly why: string }
  | { readonly is: 'refused'; readonly back: RedirectTarget; readonly error: string; readonly why: string }

const PLACES = new Set(['/signed-in', '/'])

/** The paths of our own origin that may receive a code. */
const isOurPlace = (uri: string, origin: string): boolean => {
  if (!URL.canParse(uri)) return false
  const url = new URL(uri)
  return PLACES.has(url.pathname) && uri === `${origin}${url.pathname}`
}

const twice = (query: URLSearchParams): string | undefined =>
  [...query.keys()].find((name, position, names) => names.indexOf(name) !== position)

const only = (query: URLSearchParams, name: string): string | undefined => query.get(name) ?? undefined

/** The authorization code flow with PKCE, and nothing else. */
export const readAuthorizationRequest = (query: URLSearchParams, origin: string): ParsedRequest => {
  const repeated = twice(query)
  if (repeated !== undefined) return { is: 'invalid', why: `${repeated} is given twice` }
  if (query.get('client_id') !== CLIENT_ID) return { is: 'invalid', why: `client_id must be ${CLIENT_ID}` }
  const redirectUri = query.get('redirect_uri') ?? ''
  if (!isOurPlace(redirectUri, origin))
    return { is: 'invalid', why: `redirect_uri must be ${origin}/signed-in or ${origin}/` }
  const back = { redirectUri, state: only(query, 'state') }
  const refused = (error: string, why: string): ParsedRequest => ({ is: 'refused', back, error, why })
  if (query.get('response_type') !== 'code')
    return refused('unsupported_response_type', 'response_type must be code')
  if ((query.get('response_mode') ?? 'query') !== 'query')
    return refused('invalid_request', 'response_mode must be query')
  if (!(query.get('scope') ?? '').split(' ').includes('openid'))
    return refused('invalid_scope', 'scope must contain openid')
  if (query.get('code_challenge_method') !== 'S256')
    return refused('invalid_request', 'code_challenge_method must be S256')
  const challenge = query.get('code_challenge') ?? ''
  if (!/^[\w-]{43}$/.test(challenge))
    return refused('invalid_request', 'code_challenge must be a SHA-256 in base64url')
  const prompts = (query.get('prompt') ?? '').split(' ')
  if (prompts.includes('none') && prompts.length > 1)
    return refused('invalid_request', 'prompt none goes with no other prompt')
  return {
    is: 'valid',
    request: {
      ...back,
      challenge,
      nonce: only(query, 'nonce'),
      forcesChoice: prompts.includes('login') || prompts.includes('select_account'),
      isSilent: prompts.includes('none'),
    },
  }
}

/** The address to go back to, with the answer. */
export const redirectUrl = (
  { redirectUri, state }: RedirectTarget,
  answer: Readonly<Record<string, string>>,
): string => {
  const url = new URL(redirectUri)
  for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value)
  if (state !== undefined) url.searchParams.set('state', state)
  return url.href
}
