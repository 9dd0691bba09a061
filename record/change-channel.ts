import type { CommunityId } from '../core/ids.ts'
import type { Digest } from '../core/ports/lookups.ts'
import type { Ports } from '../core/ports/ports.ts'
import { DAY, type Instant, plus } from '../core/time/instant.ts'

type ChannelPorts = Pick<Ports, 'lookups' | 'clock'>

const digestsOn = (
  { lookups }: ChannelPorts,
  community: CommunityId,
  at: Instant,
): Promise<readonly Digest[]> => lookups.digests('CHANNEL', `${community}\n${at.slice(0, 10)}`)

/**
 * Where the changes of a community can be followed: a name that nobody can guess, and that is another one each day. Whoever
 * has it learns that something has changed, and nothing else.
 */
export const channelOf = async (ports: ChannelPorts, community: CommunityId): Promise<string> => {
  const digests = await digestsOn(ports, community, ports.clock.now())
  return (digests.find(({ isCurrent }) => isCurrent) ?? digests[0])?.id ?? ''
}

/** True until the end of the day after the one on which it was handed out. */
export const isChannelOf = async (
  ports: ChannelPorts,
  community: CommunityId,
  channel: string,
): Promise<boolean> => {
  const now = ports.clock.now()
  const known = await Promise.all([
    digestsOn(ports, community, now),
    digestsOn(ports, community, plus(now, -DAY)),
  ])
  return known.flat().some(({ id }) => id === channel)
}
