import type { Operation } from '../../core/access/policy.ts'
import type { Actor } from '../../core/ids.ts'
import type { AnswerPorts, Ports } from '../../core/ports/ports.ts'
import { type Route, route } from '../http/route.ts'
import type { Access } from './access.ts'

/** The authorized caller, and what they may do and see. */
export interface Authorized {
  readonly actor: Actor
  readonly access: Access
}

/** A route of the API that requires authentication and authorization. */
/** What the API uses. */
export type ApiPorts = AnswerPorts & Pick<Ports, 'ids' | 'deadLetters' | 'importQueue'>

export const protectedRoute = route<ApiPorts, Authorized>()

export type ProtectedRoute = Route<ApiPorts, Authorized, Operation>
