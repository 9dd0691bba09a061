import { describe, expect, it } from 'vitest'
import { gridsWithin } from '../../console/components/filters/visible-grids.ts'
import { Area } from '../../core/access/area.ts'
import type { Grant } from '../../core/access/grant.ts'
import { Community } from '../../core/community/community.ts'
import example from '../../examples/community.json' with { type: 'json' }

const qinghe = Community.parse(example)

const within = (...areas: readonly object[]): string[] => {
  const grants = areas.map((area): Grant => ({ role: 'grid_worker', area: Area.parse(area) }))
  return gridsWithin(qinghe, grants).map(({ id }) => id)
}

describe('the grids that somebody may choose from', () => {
  it('are all of the community for whoever has the community or the district', () => {
    const all = ['grid-1', 'grid-2', 'grid-3', 'grid-4']
    expect(within({ within: 'district' })).toEqual(all)
    expect(within({ within: 'community', community: 'qinghe' })).toEqual(all)
  })

  it('are those of their own grants, and none of another community', () => {
    const grid = (id: string, community = 'qinghe') => ({ within: 'grid', community, grid: id })
    expect(within(grid('grid-3'), grid('grid-1'))).toEqual(['grid-1', 'grid-3'])
    expect(within(grid('grid-1', 'elsewhere'), { within: 'community', community: 'elsewhere' })).toEqual([])
  })
})
