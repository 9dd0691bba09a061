import { openedDisruption, settledDisruption } from '../../core/disruption/climb-disruption.ts'
import type { CommunityId, GridId, IsolationId } from '../../core/ids.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { DisruptionKind } from '../../core/rule-book/rule-book.ts'
import type { Instant } from '../../core/time/instant.ts'
import { newestRuleBook, recentCommunity } from '../../record/community-repository.ts'
import {
  addHeldUp,
  disruptionWrite,
  findDisruption,
  heldUpIn,
  removeHeldUp,
  written,
} from '../../record/disruption-repository.ts'

/** One whom a disruption holds up, since their next step was due. */
export interface HoldsUp {
  readonly isolation: IsolationId
  readonly grid: GridId
  readonly since: Instant
}

/**
 * Opens the community's disruption of this kind, unless it is open, and adds the isolation to those that it holds up.
 * Safe to repeat, and for thousands at once: only the first writes the disruption itself. Nobody is told yet: the
 * watch tells the community once the rule book's time has passed.
 */
export const openDisruption = async (
  ports: Pick<Ports, 'store' | 'clock' | 'log'>,
  community: CommunityId,
  kind: DisruptionKind,
  holdsUp?: HoldsUp,
): Promise<void> => {
  const { store, clock, log } = ports
  if (holdsUp !== undefined) await addHeldUp(store, { community, kind, ...holdsUp })
  const known = await findDisruption(store, community, kind)
  if (known?.disruption.state.name === 'open') return
  const opened = openedDisruption(
    await recentCommunity(ports, community),
    kind,
    await newestRuleBook(store),
    clock.now(),
  )
  if (await written(store, [disruptionWrite(opened, known)]))
    log.error('disruption.opened', { community, disruption: kind })
}

/** The disruption is over, and holds up nobody. The watch says so to everybody who was told. Safe to repeat. */
export const settleDisruption = async (
  { store, clock, log }: Pick<Ports, 'store' | 'clock' | 'log'>,
  community: CommunityId,
  kind: DisruptionKind,
): Promise<void> => {
  const known = await findDisruption(store, community, kind)
  if (known === undefined || known.disruption.state.name === 'settled') return
  const now = clock.now()
  for (const entry of await heldUpIn(store, community, kind)) await removeHeldUp(store, entry, now)
  if (await written(store, [disruptionWrite(settledDisruption(known.disruption, now), known)]))
    log.info('disruption.settled', { community, disruption: kind })
}
