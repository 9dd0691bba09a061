import type { Issuer } from '../sign-in/issuer.ts'
import { BadToken } from '../sign-in/tokens.ts'
import type { Incoming } from './exchange.ts'

type EventClaims = Readonly<Record<string, string>>

/** API Gateway hands every claim over as a text, and a list as `[a b]`. */
const asText = (value: unknown): string => (Array.isArray(value) ? `[${value.join(' ')}]` : String(value))

/** Whoever has a shell on this machine may do everything. */
const ADMINISTRATOR: EventClaims = {
  sub: 'local-administrator',
  'cognito:groups': '[district-administrator community-administrator street-office]',
}

/**
 * The claims of whoever asks. A token decides; without one somebody at this machine asks, as the post that the header
 * x-sixclear-actor names.
 * @throws BadToken
 */
export const whoAsks = (incoming: Incoming, issuer: Issuer): EventClaims => {
  const { authorization, 'x-sixclear-actor': actor } = incoming.headers
  if (authorization === undefined) return actor === undefined ? ADMINISTRATOR : { sub: actor }
  const [, token] = /^Bearer +(\S+)$/i.exec(authorization) ?? []
  if (token === undefined) throw new BadToken('Authorization must be Bearer with a token')
  const claims = issuer.read(token, incoming)
  return Object.fromEntries(Object.entries(claims).map(([name, value]) => [name, asText(value)]))
}
