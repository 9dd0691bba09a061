import type { Community } from '../../core/domain/community.ts'
import type { IsolationId } from '../../core/domain/ids.ts'
import type { LedgerEntry } from '../../core/domain/ledger.ts'
import type { Ports } from '../../core/ports/ports.ts'
import { register } from '../register/register.ts'
import { inColumns, type ReadRow, type RosterProblem, readRegistrations } from './read-registrations.ts'
import type { Roster } from './read-roster.ts'
import { writeRejected } from './write-rejected.ts'

export interface Imported {
  readonly registered: readonly { readonly row: number; readonly isolation: IsolationId }[]
  readonly registeredAlready: readonly { readonly row: number; readonly isolation: IsolationId }[]
  readonly rejected: readonly { readonly row: number; readonly problems: readonly RosterProblem[] }[]
  readonly unknownColumns: readonly string[]
  /** The rejected rows with their reasons, to be mended and sent in again. */
  readonly rejectedCsv?: Uint8Array
}

type Outcome =
  | { readonly result: 'registered' | 'registered already'; readonly isolation: IsolationId }
  | { readonly result: 'rejected'; readonly problems: readonly RosterProblem[] }

const importRow = async (
  ports: Ports,
  community: Community,
  row: ReadRow,
  by: LedgerEntry['by'],
): Promise<Outcome> => {
  if ('problems' in row) return { result: 'rejected', problems: row.problems }
  try {
    const registered = await register(ports, community.id, row.registration, by)
    return registered.result === 'rejected'
      ? { result: 'rejected', problems: inColumns(registered.problems, row.cells) }
      : registered
  } catch (error) {
    ports.log.error('roster.row-failed', { community: community.id, row: row.row }, error)
    return {
      result: 'rejected',
      problems: [{ reason: 'could not be registered now, though nothing is wrong with it: send it again' }],
    }
  }
}

const reasonOf = ({ column, shape, reason }: RosterProblem): string =>
  column === undefined ? reason : `${column}${shape === undefined ? '' : ` (${shape})`}: ${reason}`

const rejectedRows = (
  { rows }: Roster,
  rejected: Imported['rejected'],
): Parameters<typeof writeRejected>[1] =>
  rejected.map(({ row, problems }) => ({
    values: rows.find((candidate) => candidate.row === row)?.values ?? [],
    reasons: problems.map(reasonOf),
  }))

/**
 * Registers everybody on a roster, row by row: a bad row never stops a good one, and a second import registers nobody
 * twice, so a file that was cut off is simply sent again.
 * @throws RosterUnreadable when nothing of the file can be read
 */
export const importRoster = async (
  ports: Ports,
  community: Community,
  bytes: Uint8Array,
  by: LedgerEntry['by'],
): Promise<Imported> => {
  const { roster, rows } = await readRegistrations(bytes, community, ports.clock.now())
  const registered: { row: number; isolation: IsolationId }[] = []
  const registeredAlready: { row: number; isolation: IsolationId }[] = []
  const rejected: { row: number; problems: readonly RosterProblem[] }[] = []
  for (const row of rows) {
    const outcome = await importRow(ports, community, row, by)
    if (outcome.result === 'rejected') rejected.push({ row: row.row, problems: outcome.problems })
    else
      (outcome.result === 'registered' ? registered : registeredAlready).push({
        row: row.row,
        isolation: outcome.isolation,
      })
  }
  return {
    registered,
    registeredAlready,
    rejected,
    unknownColumns: roster.unknownColumns,
    ...(rejected.length === 0
      ? {}
      : { rejectedCsv: writeRejected(roster.header, rejectedRows(roster, rejected)) }),
  }
}
