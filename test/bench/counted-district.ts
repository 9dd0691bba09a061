import { readFileSync } from 'node:fs'
import { seededRandom } from 'local-step-functions/random'
import { Community } from '../../core/community/community.ts'
import { CommunityId, type GridId, IsolationId, MatterId, StaffId } from '../../core/ids.ts'
import type { Isolation } from '../../core/isolation/isolation.ts'
import type { Matter } from '../../core/matter/matter.ts'
import type { Item, Store } from '../../core/ports/store.ts'
import { defaultRuleBook as book } from '../../core/rule-book/default-rule-book.ts'
import { publishRuleBook, saveCommunity } from '../../record/community-repository.ts'
import { saveFigures } from '../../record/grid-figures.ts'
import { readIsolation } from '../../record/isolation-item.ts'
import { isolationSummaryOf } from '../../record/isolation-summary.ts'
import { matterItem, readMatter } from '../../record/matter-repository.ts'
import { matterSummaryOf } from '../../record/matter-summary.ts'
import { countIsolations, countReleased } from '../../usecases/count-figures/count-isolations.ts'
import { countMatters } from '../../usecases/count-figures/count-matters.ts'
import { aCommunity, itemsOf, putAll } from './a-district.ts'
import { NOW } from './filled-store.ts'

/**
 * A district as its figures tell of it. Only the figures and the open matters are in the store, not the isolations: what
 * reads those is measured by console-api.ts.
 */
export interface CountedDistrict {
  readonly communities: number
  readonly grids: number
  readonly people: number
}

/** Grids that differ; the others repeat them. */
const KINDS_OF_GRIDS = 64

interface Lived {
  readonly isolations: readonly Isolation[]
  readonly matters: readonly Matter[]
}

const PLACE = { community: CommunityId.parse('model'), grid: aCommunity(model(), 'model', 1).grids[0]?.id }

function model(): Community {
  return Community.parse(
    JSON.parse(readFileSync(new URL('../../examples/community.json', import.meta.url), 'utf8')),
  )
}

const livesOf = (people: number, seed: number): Lived => {
  const draw = seededRandom(`district-${seed}`)
  const { community, grid } = PLACE
  if (grid === undefined) throw new Error('the example has no grid')
  const items = Array.from({ length: people }, (_, number) =>
    itemsOf({ community, grid, number }, NOW, draw).map((item): Item => ({ ...item, version: 1 })),
  ).flat()
  return {
    isolations: items
      .filter(({ pk, sk }) => pk.startsWith('ISOLATION#') && sk === 'META')
      .map((item) => readIsolation(item).isolation),
    matters: items.filter(({ sk }) => sk.startsWith('MATTER#')).map((item) => readMatter(item).matter),
  }
}

/** Everybody there has a sign-in of their own. */
const staffed = (id: string, grids: number): Community => {
  const community = aCommunity(model(), id, grids)
  const own = <Post extends { readonly id: StaffId }>(post: Post): Post => ({
    ...post,
    id: StaffId.parse(`${id}-${post.id}`),
  })
  return {
    ...community,
    grids: community.grids.map((grid) => ({ ...grid, worker: own(grid.worker) })),
    administrator: own(community.administrator),
    streetOffice: own(community.streetOffice),
    policeStation: own(community.policeStation),
    doctor: own(community.doctor),
    hospital: own(community.hospital),
  }
}

/** The same matter of somebody in another grid. */
const movedTo = (matter: Matter, community: CommunityId, grid: GridId): Matter => {
  const before = matter.isolation ?? ''
  const isolation = IsolationId.parse(
    before.replace('iso-model', `iso-${community}${grid.replace('grid-', 'g')}x`),
  )
  const owner = { role: 'grid_worker', staff: StaffId.parse(`${community}-worker-${grid.slice(5)}`) } as const
  const { state } = matter
  return {
    ...matter,
    id: MatterId.parse(matter.id.replace(before, isolation)),
    isolation,
    community,
    grid,
    state: state.name === 'open' ? { ...state, owners: [owner], told: [owner] } : state,
  }
}

export const fillCounted = async (
  store: Store,
  { communities, grids, people }: CountedDistrict,
): Promise<void> => {
  await publishRuleBook(store, book)
  const kinds = Array.from({ length: KINDS_OF_GRIDS }, (_, seed) => {
    const { isolations, matters } = livesOf(people / (communities * grids), seed)
    const shown = isolations.map((isolation) => ({ summary: isolationSummaryOf(isolation), book }))
    const isReleased = ({ summary }: (typeof shown)[number]): boolean => summary.status === 'released'
    return {
      isolations: countIsolations(
        shown.filter((one) => !isReleased(one)),
        NOW,
        0,
      ),
      released: countReleased(shown.filter(isReleased), NOW, 0),
      matters,
    }
  })
  let number = 0
  for (let index = 0; index < communities; index += 1) {
    const community = staffed(`town${index + 1}`, grids)
    await saveCommunity(store, community)
    for (const { id: grid } of community.grids) {
      const kind = kinds[number % kinds.length]
      number += 1
      if (kind === undefined) continue
      const of = { community: community.id, grid }
      const matters = kind.matters.map((matter) => movedTo(matter, community.id, grid))
      await saveFigures(
        store,
        { ...of, part: 'isolations' },
        { part: 'isolations', figures: kind.isolations },
      )
      await saveFigures(store, { ...of, part: 'released' }, { part: 'released', figures: kind.released })
      await saveFigures(
        store,
        { ...of, part: 'matters' },
        { part: 'matters', figures: countMatters(matters.map(matterSummaryOf), NOW, 0) },
      )
      await putAll(
        store,
        matters.filter(({ state }) => state.name === 'open').map((matter) => matterItem(matter)),
      )
    }
  }
}
