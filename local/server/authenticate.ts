import type { HttpRequest } from '../http/http-exchange.ts'
import { bearerIn, type OwnerToken } from '../http/owner-token.ts'
import type { Issuer } from '../sign-in/issuer.ts'
import { BadToken } from '../sign-in/json-web-tokens.ts'

type EventClaims = Readonly<Record<string, string>>

/** API Gateway gives every claim as text, and a list as `[a b]`. */
const asText = (value: unknown): string => (Array.isArray(value) ? `[${value.join(' ')}]` : String(value))

/** The owner of the data folder may do everything. */
const ADMINISTRATOR: EventClaims = {
  sub: 'local-administrator',
  'cognito:groups': '[district-administrator community-administrator street-office]',
}

/**
 * The caller's claims: of the owner of the data folder (as the post in the header x-sixclear-actor), or of somebody
 * who is signed in.
 * @throws BadToken
 */
export const authenticate = (request: HttpRequest, issuer: Issuer, owner: OwnerToken): EventClaims => {
  const { authorization, 'x-sixclear-actor': actor } = request.headers
  if (authorization === undefined) throw new BadToken('there is no token')
  const token = bearerIn(authorization)
  if (token === undefined) throw new BadToken('Authorization must be Bearer with a token')
  if (owner.is(token)) return actor === undefined ? ADMINISTRATOR : { sub: actor }
  const claims = issuer.read(token, request)
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, asText(value)]))
}
