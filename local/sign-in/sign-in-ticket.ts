import { bearerIn } from '../http/owner-token.ts'
import type { HttpRequest, HttpResponse } from '../http/http-exchange.ts'
import type { IssuerState } from './issuer-state.ts'
import { jsonReply } from './http-replies.ts'

/** A ticket for whoever shows the owner's token, so that the token itself never stands in an address. */
export const issueTicket = ({ isOwner, tickets }: IssuerState, { headers }: HttpRequest): HttpResponse =>
  isOwner(bearerIn(headers['authorization']) ?? '')
    ? jsonReply(200, { ticket: tickets.issue('signed in') })
    : jsonReply(401, { error: { name: 'Unauthenticated', message: 'this is not the token of this machine' } })
