import * as z from 'zod/mini'
import type { Community } from '../../core/community/community.ts'
import { foldedName } from '../../core/identity/folded-name.ts'
import type { GridId, IsolationId } from '../../core/ids.ts'
import type { Isolation } from '../../core/isolation/isolation.ts'
import { StatusName } from '../../core/isolation/status-name.ts'
import { Category, Origin } from '../../core/person/registration.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { IndexedItem } from '../../core/ports/store.ts'
import type { Instant } from '../../core/time/instant.ts'
import { InstantSchema } from '../../core/time/instant-schema.ts'
import { readIsolation } from '../../record/isolation-item.ts'
import { readIsolationSummary } from '../../record/isolation-summary.ts'
import { isolationIn, isolationsList } from '../../record/keys.ts'
import { OPEN_STATUSES } from '../../record/open-lists.ts'
import { itemsOf } from '../../record/paginate-query.ts'
import { readable } from '../../record/readable.ts'
import type { Access } from '../auth/access.ts'
import { paginate, type Range } from '../http/paginate.ts'
import { inGrid } from '../http/parameters.ts'
import { shownGrids } from './shown-grids.ts'

/** The filters of a community's isolations. */
export const isolationFilters = {
  grid: inGrid,
  status: z.optional(StatusName).check(z.describe('Only this status.')),
  category: z.optional(Category).check(z.describe('Only this category.')),
  origin: z
    .optional(Origin)
    .check(z.describe('Only those who came from this city or country, in any writing.')),
  open: z
    .optional(z.enum(['true', 'false']))
    .check(z.describe('true: only those that are neither released nor ended.')),
  dueBefore: z
    .optional(InstantSchema)
    .check(z.describe('Only those that wait for something before this instant.')),
}

export interface Asked {
  readonly grid?: GridId | undefined
  readonly status?: StatusName | undefined
  readonly category?: Category | undefined
  readonly origin?: string | undefined
  readonly open?: 'true' | 'false' | undefined
  readonly dueBefore?: Instant | undefined
  readonly limit: number
  readonly cursor?: string | undefined
}

const statusesOf = ({ status, open }: Asked): StatusName[] => {
  const among: readonly StatusName[] = open === 'true' ? OPEN_STATUSES : StatusName.options
  return among.filter((name) => status === undefined || status === name)
}

/** The list index orders isolations by status and by the instant they wait for. */
const rangesOf = (pk: string, asked: Asked): Range[] => {
  const { status, open, dueBefore } = asked
  if (status === undefined && open !== 'true' && dueBefore === undefined) return [{ pk }]
  // '$' is the character after '#'.
  return statusesOf(asked).map((name) => ({
    pk,
    from: `${name}#`,
    to: dueBefore === undefined ? `${name}$` : `${name}#${dueBefore}`,
  }))
}

const isOf = ({ category, origin }: Asked, one: Pick<Isolation, 'category' | 'origin'>): boolean =>
  (category === undefined || one.category === category) &&
  (origin === undefined || foldedName(one.origin ?? '') === foldedName(origin))

/** By its summary. What has none that can be read may be one of them. */
const mayBeOf = (asked: Asked, item: IndexedItem): boolean => {
  if (asked.category === undefined && asked.origin === undefined) return true
  const summary = readIsolationSummary(item)
  return summary === undefined || isOf(asked, summary)
}

export interface IsolationPage {
  readonly entries: readonly Isolation[]
  /** Those that this release cannot read. */
  readonly unreadable: readonly IsolationId[]
  readonly cursor?: string
}

/**
 * One page of the isolations that may be shown, each as it is now. It may be shorter than the limit, even empty, and
 * still have a cursor.
 * @throws NotFound, Forbidden, InvalidRequest
 */
export const isolationPage = async (
  { store }: Pick<Ports, 'store'>,
  access: Access,
  community: Community,
  asked: Asked,
): Promise<IsolationPage> => {
  const { grid, status, category, origin, open, dueBefore, limit, cursor } = asked
  const grids = shownGrids(access, community, grid)
  const { entries, ...page } = await paginate(
    store,
    {
      ranges: grids.flatMap((id) => rangesOf(isolationsList(community.id, id), asked)),
      list: ['isolations', community.id, grid, status, category, origin, open, dueBefore].join('/'),
      limit,
      cursor,
    },
    (item) => (mayBeOf(asked, item) ? item : undefined),
  )
  const statuses = new Set(statusesOf(asked))
  const { read, unreadable } = readable(
    await itemsOf(store, entries),
    (item) => readIsolation(item).isolation,
  )
  return {
    ...page,
    // The list lags behind: somebody may have another status, or another grid, by now.
    entries: read.filter(
      (one) => statuses.has(one.status.name) && isOf(asked, one) && grids.includes(one.grid),
    ),
    unreadable: unreadable.map(isolationIn),
  }
}
