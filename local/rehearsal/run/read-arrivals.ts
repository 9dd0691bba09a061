import type { Community } from '../../../core/community/community.ts'
import type { Registration } from '../../../core/person/registration.ts'
import { type Roster, readRoster } from '../../../usecases/import-roster/read-roster.ts'
import { readRow } from '../../../usecases/import-roster/read-row.ts'
import { RosterUnreadable } from '../../../usecases/import-roster/roster-unreadable.ts'
import { InputError } from '../../command-line/input-error.ts'
import { readInputFile } from '../../command-line/input-files.ts'

export interface RejectedRow {
  readonly row: number
  readonly reasons: readonly string[]
}

export interface RosterArrivals {
  readonly roster: Roster
  readonly arrivals: readonly { readonly row: number; readonly registration: Registration }[]
  readonly rejected: readonly RejectedRow[]
}

/** @throws InputError when nobody in the file can be registered. */
export const readArrivals = (path: string, { country, grids }: Community): RosterArrivals => {
  const roster = readTable(path)
  if (roster.missingColumns.length > 0)
    throw new InputError(
      `${path}: the first row lacks ${roster.missingColumns.join(', ')}: add ${roster.missingColumns.length === 1 ? 'this column' : 'these columns'}`,
    )
  const arrivals: { row: number; registration: Registration }[] = []
  const rejected: RejectedRow[] = []
  for (const line of roster.rows) {
    const { row } = line
    if ('error' in line) {
      rejected.push({ row, reasons: [line.error] })
      continue
    }
    const reading = readRow(line.cells, country, undefined, grids)
    if (reading.ok) arrivals.push({ row, registration: reading.registration })
    else
      rejected.push({
        row,
        reasons: reading.problems.map(({ column, found, reason }) => `${column} (${found}): ${reason}`),
      })
  }
  if (arrivals.length > 0) return { roster, arrivals, rejected }
  const [first] = rejected
  throw new InputError(
    first === undefined
      ? `${path}: the table has no rows: enter the returnees below the first row`
      : `${path}: none of its ${rejected.length} rows can be registered: mend them, the first is row ${first.row}, ${first.reasons.join('; ')}`,
  )
}

const readTable = (path: string): Roster => {
  const bytes = readInputFile(path)
  try {
    return readRoster(bytes)
  } catch (error) {
    if (error instanceof RosterUnreadable) throw new InputError(`${path}: ${error.message}`)
    throw error
  }
}
