import type { Principal } from '../../core/access/grant.ts'
import { about, type Refusal, refusalOf } from '../../core/access/permissions.ts'
import type { Operation } from '../../core/access/policy.ts'
import type { IsolationId, MatterId } from '../../core/ids.ts'
import type { Store } from '../../core/ports/store.ts'
import { findIsolation } from '../../record/isolation-repository.ts'
import { loadMatter, mattersOf } from '../../record/matter-repository.ts'

/** The isolation or matter that an operation is about. */
export type Target = { readonly isolation: IsolationId } | { readonly matter: MatterId }

/**
 * Why an operation on an isolation or a matter is refused. undefined: it is allowed. Every channel asks this: HTTP and
 * SMS. Matters are loaded only if they make a difference.
 * @throws NotFound
 */
export const refusalFor = async (
  store: Store,
  principal: Principal,
  operation: Operation,
  target: Target,
): Promise<Refusal | undefined> => {
  if ('matter' in target)
    return refusalOf(principal, operation, about((await loadMatter(store, target.matter)).matter))
  const { community, grid } = await findIsolation(store, target.isolation)
  const alone = refusalOf(principal, operation, { community, grid, matters: [] })
  if (alone !== 'not_handed') return alone
  return refusalOf(principal, operation, {
    community,
    grid,
    matters: await mattersOf(store, target.isolation),
  })
}
