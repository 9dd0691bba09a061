import type { CommunityId } from '../../core/ids.ts'
import type { Colour } from '../../core/line/line.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { communityIds, loadCommunity } from '../../record/community-repository.ts'
import { lineOf } from './judge-line.ts'

export interface CommunityLine {
  readonly community: CommunityId
  readonly line: Colour
}

/** The line of each community, one after the other. If one fails it is red: nothing is known about it. */
export const judgeLines = async (ports: Pick<Ports, 'store' | 'clock' | 'log'>): Promise<CommunityLine[]> => {
  const lines: CommunityLine[] = []
  for (const id of await communityIds(ports.store)) {
    try {
      const community = await loadCommunity(ports.store, id)
      const grids = new Set(community.grids.map((grid) => grid.id))
      const scope = { places: [{ community, grids }], isDistrict: false, covers: () => true }
      const { line } = await lineOf(ports, scope)
      lines.push({ community: id, line })
    } catch (error) {
      ports.log.error('line.not-known', { community: id }, error)
      lines.push({ community: id, line: 'red' })
    }
  }
  return lines
}
