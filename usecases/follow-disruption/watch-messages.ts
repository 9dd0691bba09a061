import type { CommunityId } from '../../core/ids.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { noneWorks } from '../deliver/guarded-messages.ts'
import { tryEach } from '../deliver/try-each.ts'
import { openDisruption, settleDisruption } from './open-disruption.ts'

/**
 * The watch has four minutes. A quiet community takes some thirty reads: one after the other, those of 2,000 take five
 * minutes at 5 ms a read.
 */
export const COMMUNITIES_AT_ONCE = 20

/** While no provider of messages works, each community has one disruption that says so; it is over when one does. */
export const watchMessages = async (
  ports: Pick<Ports, 'store' | 'messages' | 'settings' | 'clock' | 'log'>,
  communities: readonly CommunityId[],
): Promise<void> => {
  const isDown = await noneWorks(ports)
  const follow = isDown ? openDisruption : settleDisruption
  await tryEach(
    communities.map((id) => () => follow(ports, id, 'messages_failing')),
    { atOnce: COMMUNITIES_AT_ONCE },
  )
}
