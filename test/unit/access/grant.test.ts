import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { covers, coversAll, touches } from '../../../core/access/area.ts'
import { grantsOfGroups, grantsOfPosts, heldIn } from '../../../core/access/grant.ts'
import { Community } from '../../../core/community/community.ts'
import { CommunityId } from '../../../core/ids.ts'
import { grid1, grid2, here, linyuan, qinghe } from './places.ts'

const example = Community.parse(
  JSON.parse(readFileSync(new URL('../../../examples/community.json', import.meta.url), 'utf8')),
)

describe('a group of the token', () => {
  it.each([
    ['district-administrator', { role: 'district_administrator', area: { within: 'district' } }],
    ['street-office', { role: 'street_office', post: 'street_office', area: { within: 'district' } }],
    ['read-only@qinghe', { role: 'read_only', area: { within: 'community', community: 'qinghe' } }],
    [
      'grid-worker@qinghe/grid-1',
      {
        role: 'grid_worker',
        post: 'grid_worker',
        area: { within: 'grid', community: 'qinghe', grid: 'grid-1' },
      },
    ],
    [
      'police-station@qinghe',
      { role: 'police_station', post: 'police_station', area: { within: 'community', community: 'qinghe' } },
    ],
    ['hospital', { role: 'doctor', post: 'hospital', area: { within: 'district' } }],
  ])('%s grants its role, as far as it says', (group, grant) => {
    expect(grantsOfGroups([group])).toEqual([grant])
  })

  it.each([
    'administrators',
    'eu-west-1_abc_Google',
    'district_administrator',
    'District-Administrator',
    'district-administrator@',
    'district-administrator@Qing he',
    'district-administrator@qinghe/',
    'district-administrator@qinghe/grid-1/2',
    'district-administrator/grid-1',
    'xdistrict-administrator',
    '',
  ])('%j grants nothing', (group) => {
    expect(grantsOfGroups([group])).toEqual([])
  })
})

describe('a post', () => {
  it('of a grid worker goes as far as the grid, twice for two grids', () => {
    const [first, second, ...others] = example.grids
    if (first === undefined || second === undefined) throw new Error('the example has no two grids')
    const shared = { ...example, grids: [first, { ...second, worker: first.worker }, ...others] }
    expect(grantsOfPosts(heldIn(shared, 'worker-1')).map(({ role, area }) => [role, area])).toEqual([
      ['grid_worker', { within: 'grid', community: 'qinghe', grid: 'grid-1' }],
      ['grid_worker', { within: 'grid', community: 'qinghe', grid: 'grid-2' }],
    ])
  })

  it.each([
    ['administrator', 'community_administrator', 'community_administrator'],
    ['street-office', 'street_office', 'street_office'],
    ['police-station', 'police_station', 'police_station'],
    ['doctor', 'doctor', 'doctor'],
    ['hospital', 'doctor', 'hospital'],
  ])('%s goes as far as the community', (sub, role, post) => {
    expect(grantsOfPosts(heldIn(example, sub))).toEqual([
      { role, post, area: { within: 'community', community: 'qinghe' } },
    ])
  })

  it('is held in every community that names the same person', () => {
    const other = { ...example, id: CommunityId.parse('linyuan') }
    expect(
      grantsOfPosts([example, other].flatMap((one) => heldIn(one, 'street-office'))).map(({ area }) => area),
    ).toEqual([
      { within: 'community', community: 'qinghe' },
      { within: 'community', community: 'linyuan' },
    ])
  })

  it('is not held by somebody whom no community names', () => {
    expect(grantsOfPosts(heldIn(example, 'nobody'))).toEqual([])
  })
})

describe('an area', () => {
  const district = { within: 'district' } as const
  const community = { within: 'community', community: qinghe } as const
  const grid = { within: 'grid', community: qinghe, grid: grid1 } as const

  it('covers what lies in it and nothing beside it', () => {
    const beside = { community: qinghe, grid: grid2 }
    const elsewhere = { community: linyuan, grid: grid1 }
    expect([here, beside, elsewhere].map((place) => covers(district, place))).toEqual([true, true, true])
    expect([here, beside, elsewhere].map((place) => covers(community, place))).toEqual([true, true, false])
    expect([here, beside, elsewhere].map((place) => covers(grid, place))).toEqual([true, false, false])
  })

  it('of a grid touches its community and does not cover all of it', () => {
    expect([district, community, grid].map((area) => touches(area, qinghe))).toEqual([true, true, true])
    expect([district, community, grid].map((area) => touches(area, linyuan))).toEqual([true, false, false])
    expect([district, community, grid].map((area) => coversAll(area, qinghe))).toEqual([true, true, false])
    expect([district, community, grid].map((area) => coversAll(area, linyuan))).toEqual([true, false, false])
  })
})
