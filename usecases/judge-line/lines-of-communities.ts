import type { CommunityId } from '../../core/ids.ts'
import type { Colour } from '../../core/line/line.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { listCommunities } from '../../record/community-repository.ts'
import { lineOf } from './judge-line.ts'

export interface CommunityLine {
  readonly community: CommunityId
  readonly line: Colour
}

/** The line of each community, one after the other. If one fails it is red: nothing is known about it. */
export const judgeLines = async (ports: Pick<Ports, 'store' | 'clock' | 'log'>): Promise<CommunityLine[]> => {
  const lines: CommunityLine[] = []
  for (const community of await listCommunities(ports.store)) {
    const grids = new Set(community.grids.map(({ id }) => id))
    const scope = { places: [{ community, grids }], isDistrict: false, covers: () => true }
    try {
      const { line } = await lineOf(ports, scope)
      lines.push({ community: community.id, line })
    } catch (error) {
      ports.log.error('line.not-known', { community: community.id }, error)
      lines.push({ community: community.id, line: 'red' })
    }
  }
  return lines
}
