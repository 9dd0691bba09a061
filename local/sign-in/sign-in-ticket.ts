import type { HttpRequest, HttpResponse } from '../http/http-exchange.ts'
import { bearerIn } from '../http/owner-token.ts'
import { jsonReply } from './http-replies.ts'
import type { IssuerState } from './issuer-state.ts'

/** Exchanges the owner's token for a ticket, so that the token is never in an address. */
export const issueTicket = ({ isOwner, tickets }: IssuerState, { headers }: HttpRequest): HttpResponse =>
  isOwner(bearerIn(headers['authorization']) ?? '')
    ? jsonReply(200, { ticket: tickets.issue('signed_in') })
    : jsonReply(401, { error: { name: 'Unauthenticated', message: 'this is not the token of this machine' } })
