import type { CommunityId } from '../../core/ids.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Instant } from '../../core/time/instant.ts'
import { communityIds, recentCommunities, recentCommunity } from '../../record/community-repository.ts'
import { openAlerts } from '../../record/stranger-alert-repository.ts'
import { tryEach } from '../deliver/try-each.ts'
import { nextDisruptionWatch, watchDisruptions } from '../follow-disruption/watch-disruptions.ts'
import { COMMUNITIES_AT_ONCE, watchMessages } from '../follow-disruption/watch-messages.ts'
import { tellAlerts } from '../stranger-in-danger/tell-alerts.ts'
import { nextDigest, sendDigests } from './send-digests.ts'

type WatchPorts = Pick<Ports, 'store' | 'messages' | 'settings' | 'clock' | 'log'>

const watchCommunity = async (ports: WatchPorts, id: CommunityId): Promise<void> => {
  const community = await recentCommunity(ports, id)
  await tryEach([
    () => tellAlerts(ports, community),
    () => watchDisruptions(ports, community),
    () => sendDigests(ports, community),
  ])
}

/**
 * Every few minutes: strangers in danger whom nobody has answered, disruptions, and digests that are due. Safe to
 * repeat.
 */
export const keepWatch = async (ports: WatchPorts): Promise<void> => {
  const ids = await communityIds(ports.store)
  await tryEach([
    () => watchMessages(ports, ids),
    () =>
      tryEach(
        ids.map((id) => () => watchCommunity(ports, id)),
        { atOnce: COMMUNITIES_AT_ONCE },
      ),
  ])
}

/** The next time something is due, so that a watch need not poll. undefined: nothing is known. */
export const nextWatch = async (ports: Pick<Ports, 'store' | 'clock'>): Promise<Instant | undefined> => {
  const times = await Promise.all(
    (await recentCommunities(ports)).map(async (community) => {
      const { alerts } = await openAlerts(ports.store, community.id)
      return [
        await nextDigest(ports, community),
        ...alerts.map(({ alert }) => alert.dueAt),
        ...(await nextDisruptionWatch(ports, community)),
      ]
    }),
  )
  return times.flat().toSorted()[0]
}
