import type { Community } from '../../core/community/community.ts'
import type { IsolationId } from '../../core/ids.ts'
import type { LedgerEntry } from '../../core/isolation/events.ts'
import type { AnswerPorts, Ports } from '../../core/ports/ports.ts'
import { type Registered, register } from '../register/register.ts'
import { clashProblem } from './clash-problems.ts'
import { inColumns, type ReadRow, type RosterProblem, readRegistrations } from './read-registrations.ts'
import type { Roster } from './read-roster.ts'
import { writeRejected } from './write-rejected.ts'

interface Known {
  readonly row: number
  readonly isolation: IsolationId
}

interface Refused {
  readonly row: number
  readonly problems: readonly RosterProblem[]
}

export interface Imported {
  readonly registered: readonly Known[]
  readonly registeredAlready: readonly Known[]
  /** In isolation now; the period counts from the newest day from now on. */
  readonly restarted: readonly Known[]
  readonly overAlready: readonly (Known & { readonly status: 'released' | 'ended' })[]
  /** Not registered until a person has decided. */
  readonly conflicts: readonly Refused[]
  readonly rejected: readonly Refused[]
  readonly unknownColumns: readonly string[]
  /** The rows that were not registered, with reasons, to be corrected and imported again. */
  readonly rejectedCsv?: Uint8Array
}

export type Outcome =
  | Exclude<Registered, { result: 'rejected' }>
  | { readonly result: 'rejected'; readonly problems: readonly RosterProblem[] }

/** Registers one row. A failure that is no fault of the row is thrown. */
export const registerRow = async (
  ports: AnswerPorts & Pick<Ports, 'ids'>,
  community: Community,
  row: ReadRow,
  by: LedgerEntry['by'],
): Promise<Outcome> => {
  if ('problems' in row) return { result: 'rejected', problems: row.problems }
  const registered = await register(ports, community.id, row.registration, by, row.said)
  return registered.result === 'rejected'
    ? { result: 'rejected', problems: inColumns(registered.problems, row.cells) }
    : registered
}

export const NOT_NOW: RosterProblem = {
  reason: 'could not be registered now, though nothing is wrong with it: send it again',
}

const importRow = async (
  ports: AnswerPorts & Pick<Ports, 'ids'>,
  community: Community,
  row: ReadRow,
  by: LedgerEntry['by'],
): Promise<Outcome> => {
  try {
    return await registerRow(ports, community, row, by)
  } catch (error) {
    ports.log.error('roster.row-failed', { community: community.id, row: row.row }, error)
    return { result: 'rejected', problems: [NOT_NOW] }
  }
}

interface Told {
  readonly column?: string | undefined
  readonly shape?: string | undefined
  readonly reason: string
}

export const reasonOf = ({ column, shape, reason }: Told): string =>
  column === undefined ? reason : `${column}${shape === undefined ? '' : ` (${shape})`}: ${reason}`

const rejectedRows = ({ rows }: Roster, rejected: readonly Refused[]): Parameters<typeof writeRejected>[1] =>
  rejected.map(({ row, problems }) => ({
    values: rows.find((candidate) => candidate.row === row)?.values ?? [],
    reasons: problems.map(reasonOf),
  }))

/**
 * Registers everybody on a roster, row by row: a bad row never stops a good one, and importing twice registers nobody
 * twice, so an interrupted import is simply repeated.
 * @throws RosterUnreadable when nothing of the file can be read
 */
export const importRoster = async (
  ports: AnswerPorts & Pick<Ports, 'ids'>,
  community: Community,
  bytes: Uint8Array,
  by: LedgerEntry['by'],
): Promise<Imported> => {
  const { roster, rows } = await readRegistrations(bytes, community, ports.clock.now())
  const registered: Known[] = []
  const registeredAlready: Known[] = []
  const restarted: Known[] = []
  const overAlready: (Known & { status: 'released' | 'ended' })[] = []
  const conflicts: Refused[] = []
  const rejected: Refused[] = []
  for (const read of rows) {
    const { row } = read
    const outcome = await importRow(ports, community, read, by)
    switch (outcome.result) {
      case 'rejected':
        rejected.push({ row, problems: outcome.problems })
        break
      case 'conflict':
        conflicts.push({
          row,
          problems: outcome.clashes.map(clashProblem),
        })
        break
      case 'registered':
        registered.push({ row, isolation: outcome.isolation })
        break
      case 'registered_already':
        registeredAlready.push({ row, isolation: outcome.isolation })
        break
      case 'count_restarted':
        restarted.push({ row, isolation: outcome.isolation })
        break
      case 'over_already':
        overAlready.push({ row, isolation: outcome.isolation, status: outcome.status })
    }
  }
  const notTaken = [...rejected, ...conflicts].sort((one, other) => one.row - other.row)
  return {
    registered,
    registeredAlready,
    restarted,
    overAlready,
    conflicts,
    rejected,
    unknownColumns: roster.unknownColumns,
    ...(notTaken.length === 0
      ? {}
      : { rejectedCsv: writeRejected(roster.header, rejectedRows(roster, notTaken)) }),
  }
}
