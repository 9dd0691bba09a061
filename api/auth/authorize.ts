import * as z from 'zod/mini'
import type { Principal } from '../../core/access/grant.ts'
import { grantsFor, grantsOn } from '../../core/access/permissions.ts'
import { type Operation, targetOf } from '../../core/access/policy.ts'
import { CommunityId, IsolationId, MatterId } from '../../core/ids.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Store } from '../../core/ports/store.ts'
import { refusalFor, type Target } from '../../usecases/authorize/refusal-for.ts'
import type { Authorizer } from '../http/http-server.ts'
import { read } from '../http/route.ts'
import { accessOf } from './access.ts'
import { callerOf } from './actor.ts'
import { principalOf } from './authenticate.ts'
import type { CallerRates } from './caller-rates.ts'
import { notForTheRole, notHanded, outsideTheArea } from './forbidden.ts'
import type { Authorized } from './protected-route.ts'

type Inputs = Readonly<Record<string, string | undefined>>

const OfCommunity = z.object({ community: CommunityId })
const PerhapsOfCommunity = z.object({ community: z.optional(CommunityId) })
const OfIsolation = z.object({ id: IsolationId })
const OfMatter = z.object({ id: MatterId })

const authorizeCommunity = (principal: Principal, operation: Operation, community?: CommunityId): void => {
  if (grantsOn(principal, operation, community).length > 0) return
  const what = community === undefined ? 'the district as a whole' : `community ${community}`
  throw outsideTheArea(what, operation, principal)
}

const authorizeTarget = async (
  store: Store,
  principal: Principal,
  operation: Operation,
  what: string,
  target: Target,
): Promise<void> => {
  switch (await refusalFor(store, principal, operation, target)) {
    case undefined:
      return
    case 'not_for_the_role':
      throw notForTheRole(operation, principal)
    case 'outside_the_area':
      throw outsideTheArea(what, operation, principal)
    case 'not_handed':
      throw notHanded(what, principal)
  }
}

const authorizeParameters = async (
  { store }: Pick<Ports, 'store'>,
  principal: Principal,
  operation: Operation,
  params: Inputs,
  query: Inputs,
): Promise<void> => {
  switch (targetOf(operation)) {
    case 'anything':
    case 'district':
      return
    case 'line':
      return authorizeCommunity(principal, operation, read(PerhapsOfCommunity, query).community)
    case 'community':
    case 'whole_community':
      return authorizeCommunity(principal, operation, read(OfCommunity, params).community)
    case 'isolation': {
      const { id } = read(OfIsolation, params)
      return authorizeTarget(store, principal, operation, id, { isolation: id })
    }
    case 'matter': {
      const { id } = read(OfMatter, params)
      return authorizeTarget(store, principal, operation, id, { matter: id })
    }
  }
}

/**
 * Admits a request if the caller may do this operation at the place it names. `rates`: and as often as one may; without,
 * on one machine, nobody else waits.
 */
export const authorizerOf =
  (ports: Pick<Ports, 'store'>, rates?: CallerRates): Authorizer<Authorized, Operation> =>
  async (event, { operation, method }, params) => {
    rates?.take(callerOf(event).actor, operation, method)
    const { actor, principal } = await principalOf(ports, event)
    if (grantsFor(principal, operation).length === 0) throw notForTheRole(operation, principal)
    await authorizeParameters(ports, principal, operation, params, event.queryStringParameters ?? {})
    return { actor, access: accessOf(actor, principal, operation) }
  }
