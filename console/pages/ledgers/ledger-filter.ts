import type { IsolationSummary } from '../../../api/views/isolation-summary.ts'
import { foldedName } from '../../../core/identity/folded-name.ts'
import type { Flag } from '../../i18n/care-flags.ts'

export type StatusName = IsolationSummary['status']['name']
export const statusNames: readonly StatusName[] = [
  'following',
  'referred',
  'under_review',
  'approved',
  'released',
  'ended',
]

export type Category = IsolationSummary['category']
export const categories: readonly Category[] = ['key_area', 'overseas', 'close_contact', 'elsewhere']

export interface LedgerFilter {
  readonly status?: StatusName | undefined
  readonly category?: Category | undefined
  readonly grid?: string | undefined
  /** As {@link originKey} folds it. Empty: the origin is not known. */
  readonly origin?: string | undefined
  readonly flag?: Flag | undefined
  /** Part of a name, a phone number, a door or an id. */
  readonly search?: string | undefined
}

const isOpen = (name: StatusName): boolean => name !== 'released' && name !== 'ended'

/** The searchable text of a row, in lower case. */
const sought = ({ id, person }: IsolationSummary): string => {
  if (person === undefined || person === null) return id
  const { name, phone = '', address } = person
  const { building, unit, room } = address
  return [id, name, phone, [building, unit, room].filter((part) => part !== '').join('-'), room]
    .join('\n')
    .toLowerCase()
}

/** Every word has to be in the row: `3-2 zhang` finds the Zhangs of building 3, unit 2. */
const holds = (isolation: IsolationSummary, words: readonly string[]): boolean => {
  if (words.length === 0) return true
  const text = sought(isolation)
  return words.every((word) => text.includes(word))
}

/** The rows that pass every filter, in the same order. */
export const filterReturnees = (
  rows: readonly IsolationSummary[],
  { status, category, grid, origin, flag, search = '' }: LedgerFilter,
): readonly IsolationSummary[] => {
  const words = search
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '')
  return rows.filter(
    (row) =>
      (status === undefined || row.status.name === status) &&
      (category === undefined || row.category === category) &&
      (grid === undefined || row.grid === grid) &&
      (origin === undefined || originKey(row) === origin) &&
      (flag === undefined || row.flags[flag]) &&
      holds(row, words),
  )
}

/** One key for all spellings of a place. Empty: not known. */
const originKey = ({ origin }: IsolationSummary): string => (origin === undefined ? '' : foldedName(origin))

export interface OpenAndAll {
  readonly all: number
  readonly open: number
}

/** The number of isolations, all and open, by category and grid. Key: `category/grid`. */
export const countByCategoryAndGrid = (
  rows: readonly IsolationSummary[],
): ReadonlyMap<string, OpenAndAll> => {
  const counts = new Map<string, { all: number; open: number }>()
  for (const { category, grid, status } of rows)
    for (const key of [`${category}/${grid}`, `${category}/`, `/${grid}`, '/']) {
      const count = counts.get(key) ?? { all: 0, open: 0 }
      count.all += 1
      if (isOpen(status.name)) count.open += 1
      counts.set(key, count)
    }
  return counts
}

export interface OriginCount extends OpenAndAll {
  readonly key: string
  /** The most frequent spelling. undefined: not known. */
  readonly name: string | undefined
}

/** The number of people by origin, largest first. */
export const countByOrigin = (rows: readonly IsolationSummary[]): readonly OriginCount[] => {
  const counts = new Map<string, { all: number; open: number; names: Map<string, number> }>()
  for (const row of rows) {
    const key = originKey(row)
    const count = counts.get(key) ?? { all: 0, open: 0, names: new Map() }
    count.all += 1
    if (isOpen(row.status.name)) count.open += 1
    const name = row.origin
    if (name !== undefined) count.names.set(name, (count.names.get(name) ?? 0) + 1)
    counts.set(key, count)
  }
  return [...counts]
    .map(([key, { all, open, names }]) => ({
      key,
      all,
      open,
      name: [...names].sort(([, one], [, other]) => other - one)[0]?.[0],
    }))
    .sort((one, other) => other.all - one.all || one.key.localeCompare(other.key))
}
