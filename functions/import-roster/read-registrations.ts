import type { Community } from '../../core/domain/community.ts'
import type { Registration } from '../../core/domain/person.ts'
import type { Problem } from '../register/check-registration.ts'
import { shapeOf } from './cell-text.ts'
import type { Column } from './columns.ts'
import { type Roster, type RosterCells, type RosterRow, readRoster } from './read-roster.ts'
import { readRow } from './read-row.ts'
import { RosterUnreadable } from './roster-unreadable.ts'

export interface RosterProblem {
  /** Absent when it is the row as a whole. */
  readonly column?: Column
  readonly shape?: string
  readonly reason: string
}

/** A row as it was understood. */
export type ReadRow = { readonly row: number } & (
  | { readonly registration: Registration; readonly cells: RosterCells }
  | { readonly problems: readonly RosterProblem[] }
)

/** The column that a field of a registration was read from. */
const COLUMNS: Readonly<Record<string, Column>> = {
  'person.name': 'name',
  'person.documentNumber': 'document_number',
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

/** What is wrong with a registration, said of the cells that it was read from. */
export const inColumns = (problems: readonly Problem[], cells: RosterCells): RosterProblem[] =>
  problems.map(({ field, reason }) => {
    const column = COLUMNS[field]
    return column === undefined
      ? { reason: `${field}: ${reason}` }
      : { column, shape: shapeOf(cells[column] ?? ''), reason }
  })

const understood = (row: RosterRow, { country }: Community): ReadRow => {
  if ('error' in row) return { row: row.row, problems: [{ reason: row.error }] }
  const reading = readRow(row.cells, country)
  if (reading.ok) return { row: row.row, registration: reading.registration, cells: row.cells }
  return {
    row: row.row,
    problems: reading.problems.map(({ column, found, reason }) => ({ column, shape: found, reason })),
  }
}

/**
 * Everybody on a roster, as far as they can be read: whether they can be registered is another question.
 * @throws RosterUnreadable when nothing of the file can be read
 */
export const readRegistrations = (
  bytes: Uint8Array,
  community: Community,
): { readonly roster: Roster; readonly rows: readonly ReadRow[] } => {
  const roster = readRoster(bytes)
  if (roster.missingColumns.length > 0)
    throw new RosterUnreadable(`these columns are missing: ${roster.missingColumns.join(', ')}`)
  return { roster, rows: roster.rows.map((row) => understood(row, community)) }
}
