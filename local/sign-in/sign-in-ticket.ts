import { bearerIn } from '../http/owner-token.ts'
import type { Incoming, Outgoing } from '../http/http-exchange.ts'
import type { Desk } from './issuer-state.ts'
import { jsonReply } from './http-replies.ts'

/** A ticket for whoever shows the owner's token, so that the token itself never stands in an address. */
export const admit = ({ isOwner, tickets }: Desk, { headers }: Incoming): Outgoing =>
  isOwner(bearerIn(headers['authorization']) ?? '')
    ? jsonReply(200, { ticket: tickets.issue('admitted') })
    : jsonReply(401, { error: { name: 'Unauthenticated', message: 'this is not the token of this machine' } })
