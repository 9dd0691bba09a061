import type { Community } from '../../core/domain/community.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { identityOf } from '../../record/identity-record.ts'
import { findKnown, problemsIn } from '../register/check-registration.ts'
import type { Roster } from './read-roster.ts'
import { type UnderstoodColumn, understoodColumns } from './understood-columns.ts'
import { inColumns, type ReadRow, type RosterProblem, readRegistrations } from './read-registrations.ts'

export interface PreviewedRow {
  readonly row: number
  readonly result: 'new' | 'registered already' | 'rejected'
  readonly problems: readonly RosterProblem[]
}

export interface Preview {
  readonly file: Pick<Roster, 'format' | 'encoding' | 'sheet'>
  readonly columns: readonly UnderstoodColumn[]
  readonly rows: readonly PreviewedRow[]
  readonly unknownColumns: readonly string[]
}

/** So many rows are looked up at once. */
const AT_ONCE = 25

/**
 * What an import of this roster would do to each row, as of now. Writes nothing.
 * @throws RosterUnreadable when nothing of the file can be read
 */
export const previewRoster = async (
  ports: Ports,
  community: Community,
  bytes: Uint8Array,
): Promise<Preview> => {
  const now = ports.clock.now()
  const { roster, rows: read } = await readRegistrations(bytes, community, now)
  const further = new Set<string>()
  const look = async (row: ReadRow, twice: boolean): Promise<PreviewedRow> => {
    if ('problems' in row) return { row: row.row, result: 'rejected', problems: row.problems }
    const problems = problemsIn(row.registration, community, now)
    if (problems.length > 0)
      return { row: row.row, result: 'rejected', problems: inColumns(problems, row.cells) }
    const known = twice || (await findKnown(ports, community, row.registration)).registeredAlready
    return { row: row.row, result: known ? 'registered already' : 'new', problems: [] }
  }
  /** The same person further up on this roster will have been registered by then. */
  const standsAbove = (row: ReadRow): boolean => {
    if ('problems' in row || problemsIn(row.registration, community, now).length > 0) return false
    const identity = identityOf(community.id, row.registration)
    const known = further.has(identity)
    further.add(identity)
    return known
  }
  const rows: PreviewedRow[] = []
  for (let first = 0; first < read.length; first += AT_ONCE)
    rows.push(
      ...(await Promise.all(read.slice(first, first + AT_ONCE).map((row) => look(row, standsAbove(row))))),
    )
  const { format, encoding, sheet } = roster
  return {
    file: {
      format,
      ...(encoding === undefined ? {} : { encoding }),
      ...(sheet === undefined ? {} : { sheet }),
    },
    columns: understoodColumns(roster, read),
    rows,
    unknownColumns: roster.unknownColumns,
  }
}
