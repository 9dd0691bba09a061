import type { Community } from '../../core/community/community.ts'
import type { IsolationId } from '../../core/ids.ts'
import { IMPORT_LIMITS, LIMITS } from '../../core/person/roster-limits.ts'
import type { Finding } from '../../record/lookup.ts'
import { problemsIn } from '../check-registration/check-registration.ts'
import { findKnown, type Known } from '../check-registration/find-known-person.ts'
import { PHONE_FULL, RoomOnPhones } from '../check-registration/phone-full.ts'
import { NOT_AMONG_THEM } from '../register/register.ts'
import { clashProblem, clashWithRow } from './clash-problems.ts'
import { inColumns, type ReadRow, type RosterProblem, readRegistrations } from './read-registrations.ts'
import type { Roster, RosterCells } from './read-roster.ts'
import { type FoundAbove, RowsAbove } from './rows-above.ts'
import { type UnderstoodColumn, understoodColumns } from './understood-columns.ts'
import { unpackRoster } from './unpack-roster.ts'

export type PreviewedRow = {
  readonly row: number
  readonly problems: readonly RosterProblem[]
} /** not_looked_up: it can be read; of a large file only the first rows are looked up. */ & (
  | { readonly result: 'new' | 'not_looked_up' | 'conflict' | 'rejected' }
  /** Without an isolation: the same as an earlier row. */
  | { readonly result: 'registered_already'; readonly isolation?: IsolationId }
  | { readonly result: 'count_restarted'; readonly isolation: IsolationId }
  | {
      readonly result: 'over_already'
      readonly isolation: IsolationId
      readonly status: 'released' | 'ended'
    }
)

export interface Preview {
  readonly file: Pick<Roster, 'format' | 'encoding' | 'sheet'>
  readonly columns: readonly UnderstoodColumn[]
  readonly rows: readonly PreviewedRow[]
  readonly unknownColumns: readonly string[]
}

const withAbove = (
  row: number,
  alone: 'new' | 'not_looked_up',
  above: FoundAbove | undefined,
): PreviewedRow => {
  if (above?.is === 'same') return { row, result: 'registered_already', problems: [] }
  if (above?.is === 'clash')
    return { row, result: 'conflict', problems: [clashWithRow(above.type, above.row)] }
  return { row, result: alone, problems: [] }
}

const previewed = (
  row: number,
  cells: RosterCells,
  known: Known | undefined,
  above: FoundAbove | undefined,
): PreviewedRow => {
  const problems: RosterProblem[] = []
  if (known === undefined) return withAbove(row, 'not_looked_up', above)
  if (known.who === 'not_among_them')
    return { row, result: 'rejected', problems: inColumns([NOT_AMONG_THEM], cells) }
  if (known.who === 'in_doubt')
    return {
      row,
      result: 'conflict',
      problems: known.clashes.map(clashProblem),
    }
  const stay = known.who === 'known' ? known.stay : undefined
  if (stay !== undefined && stay.is !== 'new_stay') {
    const { id: isolation, status } = stay.isolation
    if (stay.is === 'covered') return { row, result: 'registered_already', isolation, problems }
    if (stay.is === 'counts_anew') return { row, result: 'count_restarted', isolation, problems }
    return {
      row,
      result: 'over_already',
      isolation,
      status: status.name === 'released' ? 'released' : 'ended',
      problems,
    }
  }
  return withAbove(row, 'new', above)
}

/** How many rows are looked up at once. */
const AT_ONCE = 25

/**
 * What importing this roster now would do to each row. Writes nothing. Of a large file every row is read, and the first
 * `lookedUp` are looked up in the record: looking up all of them takes longer than a request may.
 * @throws RosterUnreadable when nothing of the file can be read
 */
export const previewRoster = async (
  ports: Finding,
  community: Community,
  file: Uint8Array,
  lookedUp = LIMITS.rows,
): Promise<Preview> => {
  const now = ports.clock.now()
  const { roster, rows: read } = await readRegistrations(unpackRoster(file), community, now, IMPORT_LIMITS)
  const above = new RowsAbove(community.id)
  const look = async (read: ReadRow, isLookedUp: boolean): Promise<PreviewedRow> => {
    const { row } = read
    if ('problems' in read) return { row, result: 'rejected', problems: read.problems }
    const { registration, said, cells } = read
    const problems = problemsIn(registration, community, now)
    if (problems.length > 0) return { row, result: 'rejected', problems: inColumns(problems, cells) }
    // Before the first await, so that rows are added in their order.
    const found = above.add(row, registration, said)
    const known = isLookedUp ? await findKnown(ports, community, registration, said) : undefined
    return previewed(row, cells, known, found)
  }
  const rows: PreviewedRow[] = []
  for (let first = 0; first < read.length; first += AT_ONCE)
    rows.push(
      ...(await Promise.all(
        read.slice(first, first + AT_ONCE).map((one, index) => look(one, first + index < lookedUp)),
      )),
    )
  const room = new RoomOnPhones(ports)
  for (const [index, one] of read.entries()) {
    if (rows[index]?.result !== 'new' || 'problems' in one) continue
    if (!(await room.take(one.registration.person.phone)))
      rows[index] = { row: one.row, result: 'rejected', problems: inColumns([PHONE_FULL], one.cells) }
  }
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
