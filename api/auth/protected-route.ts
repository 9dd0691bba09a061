import type { Operation } from '../../core/access/policy.ts'
import type { Actor } from '../../core/ids.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { type Route, route } from '../http/route.ts'
import type { Access } from './access.ts'

/** Who was authorized: the one who asks, and what they may do and see. */
export interface Authorized {
  readonly actor: Actor
  readonly access: Access
}

/** A route of the API: it runs only for who is authenticated and authorized. */
export const protectedRoute = route<Ports, Authorized>()

export type ProtectedRoute = Route<Ports, Authorized, Operation>
