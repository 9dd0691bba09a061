import * as z from 'zod/mini'
import { covers } from '../../core/access/area.ts'
import type { Principal } from '../../core/access/grant.ts'
import { grantsAbout, grantsFor, grantsOn, type Subject } from '../../core/access/may.ts'
import { type Operation, targetOf } from '../../core/access/table.ts'
import { CommunityId, EscalationId, IsolationId } from '../../core/domain/ids.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Store } from '../../core/ports/store.ts'
import { loadEscalation, mattersOf } from '../../record/escalation-record.ts'
import { findIsolation } from '../../record/isolation-record.ts'
import { accessOf } from './access.ts'
import { principalOf } from './principal.ts'
import { notForYou, notHandedToYou, outsideYourArea } from './refusals.ts'
import { type Admitted, read } from './route.ts'
import type { Door } from './serve.ts'

type Inputs = Readonly<Record<string, string | undefined>>

const OfCommunity = z.object({ community: CommunityId })
const PerhapsOfCommunity = z.object({ community: z.optional(CommunityId) })
const OfIsolation = z.object({ id: IsolationId })
const OfEscalation = z.object({ id: EscalationId })

const admitToCommunity = (principal: Principal, operation: Operation, community?: CommunityId): void => {
  if (grantsOn(principal, operation, community).length > 0) return
  const what = community === undefined ? 'the district as a whole' : `community ${community}`
  throw outsideYourArea(what, operation, principal)
}

const admitTo = (principal: Principal, operation: Operation, what: string, subject: Subject): void => {
  if (grantsAbout(principal, operation, subject).length > 0) return
  const isInTheArea = grantsFor(principal, operation).some(({ area }) => covers(area, subject))
  throw isInTheArea ? notHandedToYou(what, principal) : outsideYourArea(what, operation, principal)
}

const admitToIsolation = async (
  store: Store,
  principal: Principal,
  operation: Operation,
  id: IsolationId,
): Promise<void> => {
  const { community, grid } = await findIsolation(store, id)
  const place = { community, grid }
  if (grantsAbout(principal, operation, { ...place, matters: [] }).length > 0) return
  admitTo(principal, operation, id, { ...place, matters: await mattersOf(store, id) })
}

const admit = async (
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
      return admitToCommunity(principal, operation, read(PerhapsOfCommunity, query).community)
    case 'community':
    case 'whole community':
      return admitToCommunity(principal, operation, read(OfCommunity, params).community)
    case 'isolation':
      return admitToIsolation(store, principal, operation, read(OfIsolation, params).id)
    case 'escalation': {
      const { escalation } = await loadEscalation(store, read(OfEscalation, params).id)
      const { id, community, grid } = escalation
      return admitTo(principal, operation, id, { community, grid, matters: [escalation] })
    }
  }
}

/** Lets into the API whoever may do what they ask for, where they ask for it. */
export const doorOf =
  (ports: Pick<Ports, 'store' | 'clock'>): Door<Admitted, Operation> =>
  async (event, { operation }, params) => {
    const { actor, principal } = await principalOf(ports, event)
    if (grantsFor(principal, operation).length === 0) throw notForYou(operation, principal)
    await admit(ports, principal, operation, params, event.queryStringParameters ?? {})
    return { actor, access: accessOf(actor, principal, operation) }
  }
