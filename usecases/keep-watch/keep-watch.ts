import type { Ports } from '../../core/ports/ports.ts'
import type { Instant } from '../../core/time/instant.ts'
import { communityIds, recentCommunities, recentCommunity } from '../../record/community-repository.ts'
import { openAlerts } from '../../record/stranger-alert-repository.ts'
import { tryEach } from '../deliver/try-each.ts'
import { nextDisruptionWatch, watchDisruptions } from '../follow-disruption/watch-disruptions.ts'
import { watchMessages } from '../follow-disruption/watch-messages.ts'
import { tellAlerts } from '../stranger-in-danger/tell-alerts.ts'
import { nextDigest, sendDigests } from './send-digests.ts'

/**
 * Every few minutes: strangers in danger whom nobody has answered, disruptions, and digests that are due. Safe to
 * repeat.
 */
export const keepWatch = async (
  ports: Pick<Ports, 'store' | 'messages' | 'settings' | 'clock' | 'log'>,
): Promise<void> => {
  const ids = await communityIds(ports.store)
  await tryEach([
    () => watchMessages(ports, ids),
    ...ids.flatMap((id) => [
      async () => tellAlerts(ports, await recentCommunity(ports, id)),
      async () => watchDisruptions(ports, await recentCommunity(ports, id)),
      async () => sendDigests(ports, await recentCommunity(ports, id)),
    ]),
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
