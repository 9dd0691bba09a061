import { bearerIn } from '../server/machine-token.ts'
import type { Incoming, Outgoing } from '../server/exchange.ts'
import type { Desk } from './desk.ts'
import { jsonReply } from './replies.ts'

/** A ticket for whoever shows the owner's token, so that the token itself never stands in an address. */
export const admit = ({ isOwner, tickets }: Desk, { headers }: Incoming): Outgoing =>
  isOwner(bearerIn(headers['authorization']) ?? '')
    ? jsonReply(200, { ticket: tickets.issue('admitted') })
    : jsonReply(401, { error: { name: 'Unauthenticated', message: 'this is not the token of this machine' } })
