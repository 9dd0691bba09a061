/** Where the issuer answers, under the server's own origin. */
export const DISCOVERY = '/.well-known/openid-configuration'
export const AUTHORIZE = '/sign-in/authorize'
export const TOKEN = '/sign-in/token'
export const KEYS = '/sign-in/keys'
export const END_SESSION = '/sign-in/end-session'
/** Where the console exchanges the owner's token for a sign-in ticket. */
export const TICKET = '/sign-in/ticket'
export const STYLE = '/sign-in/style.css'

/** The issuer's metadata (OpenID Connect Discovery 1.0). */
export const discovery = (origin: string): object => ({
  issuer: origin,
  authorization_endpoint: `${origin}${AUTHORIZE}`,
  token_endpoint: `${origin}${TOKEN}`,
  jwks_uri: `${origin}${KEYS}`,
  end_session_endpoint: `${origin}${END_SESSION}`,
  response_types_supported: ['code'],
  response_modes_supported: ['query'],
  grant_types_supported: ['authorization_code', 'refresh_token', 'client_credentials'],
  code_challenge_methods_supported: ['S256'],
  token_endpoint_auth_methods_supported: ['none', 'client_secret_basic'],
  id_token_signing_alg_values_supported: ['ES256'],
  subject_types_supported: ['public'],
  scopes_supported: ['openid', 'events.read', 'fhir.read'],
  claims_supported: ['iss', 'sub', 'aud', 'exp', 'iat', 'nonce', 'name', 'cognito:groups'],
  prompt_values_supported: ['none', 'login', 'select_account'],
  ui_locales_supported: ['zh-CN', 'en'],
})
