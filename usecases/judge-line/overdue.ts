import type { CommunityId, GridId } from '../../core/ids.ts'
import { bySubject, IsolationId, MatterId } from '../../core/ids.ts'
import type { IndexQuery, Store } from '../../core/ports/store.ts'
import { GRACE } from '../../core/sweep/suspect.ts'
import { type Instant, plus } from '../../core/time/instant.ts'
import { dueAt } from '../../record/due-items.ts'
import { fewAtOnce } from '../../record/few-at-once.ts'
import { isolationsList, mattersList, subjectOf } from '../../record/keys.ts'
import { OPEN_STATUSES } from '../../record/open-lists.ts'
import { listed } from '../../record/paginate-query.ts'
import type { Offender } from '../../record/sweep-report.ts'

const RANGES_AT_ONCE = 16

interface Part {
  readonly of: 'isolation' | 'matter'
  readonly query: IndexQuery
}

/** The parts of a list: keys are a name and the instant. */
const partsOf = (of: Part['of'], pk: string, name: string, limit: Instant): Part[] => {
  const part = (from: string, to: string): Part => ({
    of,
    query: { pk, index: 'list', sk: { from, to } },
  })
  const overdue = part(`${name}#`, `${name}#${limit}`)
  // '$' is the character after '#'.
  return of === 'matter' ? [overdue] : [overdue, part(`${name}#never#`, `${name}#never$`)]
}

const offendersIn = async (store: Store, parts: readonly Part[], now: Instant): Promise<Offender[]> => {
  const found = await fewAtOnce(parts, RANGES_AT_ONCE, async ({ of, query }) => {
    const offenders: Offender[] = []
    for await (const item of listed(store, query)) {
      const { at: since = now, id } = dueAt(item)
      offenders.push(
        of === 'isolation'
          ? { id, isolation: IsolationId.parse(id), why: 'wait_overdue', since }
          : {
              id,
              ...bySubject(subjectOf(MatterId.parse(id))),
              why: 'owner_overdue',
              since,
            },
      )
    }
    return offenders
  })
  return found.flat()
}

const limitAt = (now: Instant): Instant => plus(now, -GRACE)

/** Everybody who has waited longer than steps may take, in some grids of a community. */
export const overdueIn = (
  store: Store,
  community: CommunityId,
  grids: readonly GridId[],
  now: Instant,
): Promise<Offender[]> => {
  const limit = limitAt(now)
  const parts = grids.flatMap((grid) => [
    ...OPEN_STATUSES.flatMap((status) =>
      partsOf('isolation', isolationsList(community, grid), status, limit),
    ),
    ...partsOf('matter', mattersList(community, grid), 'open', limit),
  ])
  return offendersIn(store, parts, now)
}
