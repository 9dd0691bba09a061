import type { Community } from '../../core/community/community.ts'
import type { Said } from '../../core/identity/who-is-who.ts'
import type { Problem } from '../../core/person/problem.ts'
import type { Registration } from '../../core/person/registration.ts'
import { LIMITS } from '../../core/person/roster-limits.ts'
import type { Instant } from '../../core/time/instant.ts'
import type { LocalDate } from '../../core/time/local-time.ts'
import { localDate } from '../../core/time/time-zone.ts'
import { isBlank, shapeOf } from './cell-text.ts'
import type { Column } from './columns.ts'
import { type Roster, type RosterCells, type RosterRow, readRosterFile, rowsUnder } from './read-roster.ts'
import { readRow } from './read-row.ts'
import type { Line } from './roster-table.ts'
import { RosterUnreadable } from './roster-unreadable.ts'

export interface RosterProblem {
  /** Absent if it is about the whole row. */
  readonly column?: Column
  readonly shape?: string
  readonly reason: string
}

/** A row as it was read. */
export type ReadRow = { readonly row: number } & (
  | { readonly registration: Registration; readonly said: Said; readonly cells: RosterCells }
  | { readonly problems: readonly RosterProblem[] }
)

/** The column that a field of a registration was read from. */
const COLUMNS: Readonly<Record<string, Column>> = {
  'person.name': 'name',
  'person.documentNumber': 'document_number',
  'person.phone': 'phone',
  'decided.same_as': 'decision',
  'address.building': 'building',
  'address.unit': 'unit',
  'address.room': 'room',
  origin: 'origin',
  commitmentSignedOn: 'commitment_signed_at',
  'address.grid': 'grid',
  arrivedAt: 'arrived_at',
  lastExposure: 'last_exposure_at',
  baselineTenths: 'baseline_temperature',
}

/** The problems of a registration, assigned to the cells it was read from. */
export const inColumns = (problems: readonly Problem[], cells: RosterCells): RosterProblem[] =>
  problems.map(({ field, reason }) => {
    const column = COLUMNS[field]
    return column === undefined
      ? { reason: `${field}: ${reason}` }
      : { column, shape: shapeOf(cells[column] ?? ''), reason }
  })

const understood = (row: RosterRow, { country, grids }: Community, today: LocalDate): ReadRow => {
  if ('error' in row) return { row: row.row, problems: [{ reason: row.error }] }
  const reading = readRow(row.cells, country, today, grids)
  if (reading.ok) {
    const { registration, said = {} } = reading
    return { row: row.row, registration, said, cells: row.cells }
  }
  return {
    row: row.row,
    problems: reading.problems.map(({ column, found, reason }) => ({ column, shape: found, reason })),
  }
}

/**
 * In CSV, a cell merged over several rows is only in the first of them. If rows above have what this row lacks, that is
 * reported once, and nothing is guessed.
 */
const withMergedCells = (read: ReadRow, above: ReadonlySet<Column>): ReadRow => {
  if (!('problems' in read)) return read
  /** The column of the rows above that would fill this row's gap: its own, or the whole address. */
  const mergedIn = ({ column, shape }: RosterProblem): Column | undefined => {
    if (shape !== 'empty' || column === undefined) return undefined
    if (above.has(column)) return column
    return (column === 'building' || column === 'room') && above.has('address') ? 'address' : undefined
  }
  const merged = [...new Set(read.problems.map(mergedIn))].filter((column) => column !== undefined)
  if (merged.length === 0) return read
  const problem: RosterProblem = {
    reason: `empty here, and filled in a row above: ${merged.join(', ')}. Merged cells? Fill in every row`,
  }
  return { ...read, problems: [problem, ...read.problems.filter((one) => mergedIn(one) === undefined)] }
}

export interface RosterRead {
  readonly roster: Roster
  readonly rows: readonly ReadRow[]
}

/** Rows of a roster that were read before, again: under the same header, on the same day. */
export const readAgain = (
  header: readonly string[],
  lines: readonly Line[],
  community: Community,
  now: Instant,
): readonly ReadRow[] =>
  rowsUnder(header, lines).map((row) => understood(row, community, localDate(now, community.zone)))

/**
 * Everybody on a roster, as far as they can be read; whether they can be registered is checked later.
 * @throws RosterUnreadable (as a rejection) when nothing of the file can be read
 */
export const readRegistrations = async (
  bytes: Uint8Array,
  community: Community,
  now: Instant,
  limits = LIMITS,
): Promise<RosterRead> => {
  const roster = await readRosterFile(bytes, limits)
  if (roster.missingColumns.length > 0)
    throw new RosterUnreadable(`these columns are missing: ${roster.missingColumns.join(', ')}`)
  const today = localDate(now, community.zone)
  const above = new Set<Column>()
  const rows = roster.rows.map((row) => {
    const read = withMergedCells(understood(row, community, today), above)
    if ('cells' in row)
      for (const column of roster.columns)
        if (column !== undefined && !isBlank(row.cells[column] ?? '')) above.add(column)
    return read
  })
  return { roster, rows }
}
