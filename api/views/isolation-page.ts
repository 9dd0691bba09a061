import * as z from 'zod/mini'
import type { Community } from '../../core/community/community.ts'
import { foldedName } from '../../core/identity/folded-name.ts'
import type { GridId } from '../../core/ids.ts'
import type { Isolation } from '../../core/isolation/isolation.ts'
import { StatusName } from '../../core/isolation/status-name.ts'
import { Category, Origin } from '../../core/person/registration.ts'
import type { Ports } from '../../core/ports/ports.ts'
import type { Item } from '../../core/ports/store.ts'
import type { Instant } from '../../core/time/instant.ts'
import { InstantSchema } from '../../core/time/instant-schema.ts'
import { readIsolation } from '../../record/isolation-item.ts'
import { isolationsList } from '../../record/keys.ts'
import { OPEN_STATUSES } from '../../record/open-lists.ts'
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

/** The list index orders isolations by status and by the instant they wait for. */
const rangesOf = (pk: string, { status, open, dueBefore }: Asked): Range[] => {
  if (status === undefined && open !== 'true' && dueBefore === undefined) return [{ pk }]
  const among: readonly StatusName[] = open === 'true' ? OPEN_STATUSES : StatusName.options
  // '$' is the character after '#'.
  return among
    .filter((name) => status === undefined || status === name)
    .map((name) => ({
      pk,
      from: `${name}#`,
      to: dueBefore === undefined ? `${name}$` : `${name}#${dueBefore}`,
    }))
}

const From = z.object({ category: Category, origin: z.optional(Origin) })

/** Reads only the summary: reading a whole isolation to leave it out would cost many times as much. */
const isIn = ({ category, origin }: Asked, item: Item): boolean => {
  if (category === undefined && origin === undefined) return true
  const found = From.safeParse(item.body)
  // Reading the whole item says what is wrong with it.
  if (!found.success) return true
  const isolation = found.data
  return (
    (category === undefined || isolation.category === category) &&
    (origin === undefined || foldedName(isolation.origin ?? '') === foldedName(origin))
  )
}

/**
 * One page of the isolations that may be shown. With a category or an origin it may be shorter than the limit, even empty, and still
 * have a cursor.
 * @throws NotFound, Forbidden, InvalidRequest
 */
export const isolationPage = (
  { store }: Pick<Ports, 'store'>,
  access: Access,
  community: Community,
  asked: Asked,
): Promise<{ readonly entries: Isolation[]; readonly cursor?: string }> => {
  const { grid, status, category, origin, open, dueBefore, limit, cursor } = asked
  const grids = shownGrids(access, community, grid)
  return paginate(
    store,
    {
      ranges: grids.flatMap((id) => rangesOf(isolationsList(community.id, id), asked)),
      list: ['isolations', community.id, grid, status, category, origin, open, dueBefore].join('/'),
      limit,
      cursor,
    },
    (item) => (isIn(asked, item) ? readIsolation(item).isolation : undefined),
  )
}
