import type { Principal } from '../../core/access/grant.ts'
import { about, type Refusal, refusalOf } from '../../core/access/permissions.ts'
import type { Operation } from '../../core/access/policy.ts'
import type { MatterId, IsolationId } from '../../core/ids.ts'
import type { Store } from '../../core/ports/store.ts'
import { loadMatter, mattersOf } from '../../record/matter-repository.ts'
import { findIsolation } from '../../record/isolation-repository.ts'

/** What somebody wants to do something to. */
export type Target = { readonly isolation: IsolationId } | { readonly matter: MatterId }

/**
 * Why somebody may not do this to an isolation, or to a matter; undefined: they may. The one question of every channel:
 * HTTP asks it at its door, a text before it does anything. Matters are looked up only where they make the difference.
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
  if (alone !== 'not handed') return alone
  return refusalOf(principal, operation, {
    community,
    grid,
    matters: await mattersOf(store, target.isolation),
  })
}
